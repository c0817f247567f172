"""Streams through which answers are written: one that counts lines, one that keeps XML well-formed."""

from __future__ import annotations

import re
from typing import IO


class TooMany(Exception):
    """More lines were written than may be."""


class AtMost:
    """A stream that takes so many lines and no more.

    Raises
    ------
    TooMany
        From :meth:`write`, at the line after the last.
    """

    def __init__(self, stream: IO[bytes], lines: int) -> None:
        self._stream = stream
        self._left = lines

    def write(self, data: bytes) -> int:
        """Write and count."""
        self._left -= data.count(b"\n")
        if self._left < 0:
            raise TooMany
        return self._stream.write(data)

    def flush(self) -> None:
        """Pass it on."""
        self._stream.flush()


class XmlSafe:
    """A stream for UTF-8 XML: leaves out what XML 1.0 cannot say, keeps carriage returns as references."""

    # Control characters; U+FFFE and U+FFFF.
    _CANNOT = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._held = b""

    def write(self, data: bytes) -> int:
        """Write all but the beginning of a character whose end is still to come."""
        whole = self._held + data
        start = whole.rfind(b"\xef", max(0, len(whole) - 2))
        end = len(whole) if start < 0 else start
        whole, self._held = whole[:end], whole[end:]
        self._stream.write(self._CANNOT.sub(b"", whole).replace(b"\r", b"&#13;"))
        return len(data)

    def flush(self) -> None:
        """Pass it on."""
        self._stream.flush()
