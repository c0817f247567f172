"""Opening a file of articles, packed or not: what it is, its first bytes tell."""

from __future__ import annotations

import gzip
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAX_RATIO = 200
"""How many times its size a packed file may unpack to; news text packs to a tenth at best."""

ALWAYS = 64_000_000
"""So many bytes are unpacked whatever the ratio."""

_GZIP = b"\x1f\x8b"
_UNREAD = {
    b"PK\x03\x04": "a zip archive; unpack it first (unzip)",
    b"\x28\xb5\x2f\xfd": "packed by zstd; unpack it first (unzstd)",
    b"\xfd7zXZ": "packed by xz; unpack it first (unxz)",
    b"BZh": "packed by bzip2; unpack it first (bunzip2)",
    b"PAR1": "a Parquet file; write it as JSON Lines first",
}


class InputError(Exception):
    """A file that cannot be read at all; the message says what to do."""


@contextmanager
def opened(path: Path) -> Iterator[io.BufferedReader]:
    """Open a file for reading, unpacking gzip.

    Raises
    ------
    InputError
        It is packed in another way; or, while it is read, it unpacks to more than it may.
    OSError, EOFError, zlib.error
        It cannot be read, or is damaged.
    """
    with path.open("rb") as file, unpacked(file, os.fstat(file.fileno()).st_size) as plain:
        yield plain


@contextmanager
def unpacked(file: io.BufferedReader, size: int) -> Iterator[io.BufferedReader]:
    """Give an open file of so many bytes unpacked; errors as in :func:`opened`."""
    head = file.peek(8)[:8]
    for magic, what in _UNREAD.items():
        if head.startswith(magic):
            raise InputError(what)
    if not head.startswith(_GZIP):
        yield file
        return
    with gzip.GzipFile(fileobj=file) as stream:
        yield io.BufferedReader(_Limited(stream, size), 1 << 16)


class _Limited(io.RawIOBase):
    """A stream that ends in an error where a small file unpacks to a huge one."""

    def __init__(self, stream: gzip.GzipFile, packed: int) -> None:
        self._stream = stream
        self._packed = packed
        self._left = max(ALWAYS, packed * MAX_RATIO)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        data = self._stream.read(len(view))
        self._left -= len(data)
        if self._left < 0:
            raise InputError(
                f"{self._packed:,} bytes unpack to more than {max(ALWAYS, self._packed * MAX_RATIO):,};"
                f" at most {MAX_RATIO} times its size is read (or {ALWAYS:,} bytes)"
            )
        view[: len(data)] = data
        return len(data)
