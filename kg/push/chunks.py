"""The graph cut into pieces of N-Triples that can be sent one by one, in an order that never changes.

There are no blank nodes in it, so each piece means the same wherever it stands, and sending one twice
adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice
from typing import NamedTuple

import pyoxigraph as ox


class Chunk(NamedTuple):
    """The n-th piece, counted from 0: so many triples, not yet written out."""

    number: int
    triples: tuple[ox.Quad, ...]

    def ntriples(self) -> bytes:
        """Return the triples as N-Triples."""
        stream = BytesIO()
        ox.serialize(self.triples, stream, ox.RdfFormat.N_TRIPLES)
        return stream.getvalue()


def chunks(quads: Iterable[ox.Quad], size: int) -> Iterator[Chunk]:
    """Cut the graph into pieces of ``size`` triples; the last one may be smaller."""
    items = iter(quads)
    number = 0
    while part := tuple(islice(items, size)):
        yield Chunk(number, part)
        number += 1
