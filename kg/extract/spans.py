"""Candidate names as arrays: spans of a batch with a type and where they come from."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kg.extract.tagger.features import Ints

DECODED, ALTERNATIVE, KNOWN, PATTERN, HEADED, LISTED, FIELD = 1, 2, 4, 8, 16, 32, 64
"""Where a candidate comes from; added up where several propose the same span and type."""


class Spans(NamedTuple):
    """Spans that may be names: ``kind`` is the number of an entity type, ``source`` adds up where it comes from."""

    start: Ints
    end: Ints
    kind: Ints
    source: Ints

    def where(self, chosen: npt.NDArray[np.generic]) -> Spans:
        """Return the spans chosen by flags or by numbers."""
        return Spans(*(column[chosen] for column in self))


def make_spans(start: Ints, end: Ints, kind: Ints | int, source: int) -> Spans:
    """Return spans of one source; ``kind`` is one for all or one each."""
    return Spans(start, end, np.broadcast_to(kind, start.shape), np.full(start.shape, source))


def join_spans(parts: list[Spans]) -> Spans:
    """Return all spans, each span and type once, with its sources added up, in order of start, end and kind."""
    start, end, kind, source = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    keys = (start << 20) + ((end - start) << 4) + kind
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    first = np.flatnonzero(new_runs(keys))
    kept = order[first]
    sources = np.bitwise_or.reduceat(source[order], first)
    return Spans(start[kept], end[kept], kind[kept], sources)


def new_runs(*columns: npt.NDArray[np.generic]) -> npt.NDArray[np.bool_]:
    """Tell for each row whether it is the first or differs from the one before."""
    new = np.zeros(len(columns[0]), dtype=np.bool_)
    new[:1] = True
    for column in columns:
        new[1:] |= column[1:] != column[:-1]
    return new


def ranges(low: Ints, high: Ints) -> tuple[Ints, Ints]:
    """Return for half-open ranges of numbers which range each number is of, and the numbers themselves."""
    lengths = np.maximum(high - low, 0)
    which = np.repeat(np.arange(len(low)), lengths)
    ends = np.cumsum(lengths)
    return which, np.arange(len(which)) - np.repeat(ends - lengths, lengths) + np.repeat(low, lengths)
