"""What a build has annotated, kept in a file until it ends: one that was stopped goes on from there.

An annotation is a pure function of its article and of how it is made, and both are told by the article's
hash. So what is kept can be trusted whatever has become of the store since, and an annotation is taken
over only where the same article comes again. Each is followed by its checksum: a file that breaks off, or
was damaged, counts up to there.
"""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import IO

import msgspec

from kg.model import Annotation
from kg.store.errors import StoreError

_MAGIC = b"kg annotated 1\n"
_FRAME = struct.Struct(">I16s")
_DECODER = msgspec.msgpack.Decoder(tuple[str, Annotation])
_DIGEST = msgspec.msgpack.Decoder(tuple[str, msgspec.Raw])
"""Reads the hash alone: a file of thousands is looked through before the first article."""


def kept_file(store: Path) -> Path:
    """Return where it is kept: ``kg.db.annotated`` beside ``kg.db``."""
    target = Path(os.path.realpath(store))
    return target.with_name(f"{target.name}.annotated")


def kept_articles(store: Path) -> int:
    """Return how many articles a build that was stopped has kept."""
    try:
        with kept_file(store).open("rb") as stream:
            stream.seek(len(_MAGIC) + 16)
            return len(_index(stream))
    except OSError:
        return 0


class Kept:
    """The annotations kept for one store; a context manager, to be used by the one who writes the store.

    Parameters
    ----------
    store
        The store that is built.
    how
        As for :func:`kg.store.writer.article_hash`; what was kept under another is thrown away.

    Raises
    ------
    StoreError
        The folder cannot be written or is full; also from :meth:`keep`.
    """

    def __init__(self, store: Path, how: str) -> None:
        self._path = kept_file(store)
        head = _MAGIC + hashlib.blake2b(how.encode(), digest_size=16).digest()
        try:
            # A link that somebody else has put there is not followed.
            if self._path.is_symlink():
                self._path.unlink()
            self._stream = self._path.open("r+b" if self._path.exists() else "w+b")
            if self._stream.read(len(head)) != head:
                self._stream.seek(0)
                self._stream.truncate()
                self._stream.write(head)
            self._places = _index(self._stream)
            self._end = self._stream.tell()
        except OSError as error:
            raise self._full(error) from error

    def __enter__(self) -> Kept:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.close()
        if not self._places:
            self._path.unlink(missing_ok=True)

    def annotation(self, digest: str) -> Annotation | None:
        """Return the annotation of the article with this hash, or None."""
        if digest not in self._places:
            return None
        self._stream.seek(self._places[digest])
        length, _ = _FRAME.unpack(self._stream.read(_FRAME.size))
        return _DECODER.decode(self._stream.read(length))[1]

    def keep(self, items: Iterable[tuple[str, Annotation]]) -> None:
        """Keep annotations under their articles' hashes."""
        try:
            self._stream.seek(self._end)
            for digest, annotation in items:
                frame = msgspec.msgpack.encode((digest, annotation))
                self._stream.write(_FRAME.pack(len(frame), _checksum(frame)) + frame)
                self._places[digest] = self._end
                self._end += _FRAME.size + len(frame)
            self._stream.flush()
        except OSError as error:
            raise self._full(error) from error

    def forget(self) -> None:
        """Keep nothing any more: the store is whole."""
        self._places.clear()

    def _full(self, error: OSError) -> StoreError:
        return StoreError(f"{self._path}: cannot be written: {error.strerror or error}")


def _index(stream: IO[bytes]) -> dict[str, int]:
    """Return where each annotation stands, by its article's hash; the stream stands behind the last one."""
    places: dict[str, int] = {}
    start = stream.tell()
    while len(head := stream.read(_FRAME.size)) == _FRAME.size:
        length, checksum = _FRAME.unpack(head)
        frame = stream.read(length)
        if len(frame) < length or _checksum(frame) != checksum:
            break
        places[_DIGEST.decode(frame)[0]] = start
        start = stream.tell()
    stream.seek(start)
    return places


def _checksum(frame: bytes) -> bytes:
    return hashlib.blake2b(frame, digest_size=16).digest()
