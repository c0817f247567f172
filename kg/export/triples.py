"""The graph as quads for those who compute with it: the N-Quads that an export writes, parsed as they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, cast

import pyoxigraph as ox

from kg.export.blocks import blocks
from kg.export.iri import Names
from kg.export.syntax import Lines
from kg.store.scan import Scan

PIECE = 1 << 16
"""Characters gathered before they are handed on."""


def quads(scan: Scan, names: Names, *, named: bool = False) -> Iterator[ox.Quad]:
    """Yield the quads of everything that the scan walks through, in the order of :mod:`kg.export.blocks`."""
    stream = cast("IO[bytes]", Readable(blocks(scan, Lines(names), named=named)))
    yield from ox.parse(stream, format=ox.RdfFormat.N_QUADS)


def pieces(texts: Iterable[str]) -> Iterator[bytes]:
    """Yield texts joined to pieces of UTF-8 of about :data:`PIECE` characters."""
    waiting: list[str] = []
    size = 0
    for text in texts:
        waiting.append(text)
        size += len(text)
        if size >= PIECE:
            yield "".join(waiting).encode()
            waiting.clear()
            size = 0
    yield "".join(waiting).encode()


class Readable:
    """Text that is made while it is read, as a binary stream for parsers."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._pieces = pieces(texts)
        self._rest = memoryview(b"")

    def read(self, size: int = -1) -> bytes:
        """Return at most ``size`` bytes; nothing at the end."""
        if not self._rest:
            self._rest = memoryview(next((p for p in self._pieces if p), b""))
        end = len(self._rest) if size < 0 else size
        found, self._rest = self._rest[:end], self._rest[end:]
        return bytes(found)
