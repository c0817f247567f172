"""Several documents as one row of characters: what numpy works on at once."""

from __future__ import annotations

import string
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kg.extract.tagger.features import PAD, Ints

Hashes = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]

# Odd, so that it has an inverse modulo 2**64 and spans can be hashed by their prefix sums.
_BASE = 0x9E3779B97F4A7C15


class Batch(NamedTuple):
    """Documents joined, each between two pads of line ends.

    ``folded`` is the joined text; ``starts`` where each document's text begins in it; ``chars`` its code
    points; ``sums`` prefix sums from which :func:`span_hashes` are made.
    """

    folded: str
    starts: tuple[int, ...]
    chars: Ints
    sums: Hashes

    def document_of(self, positions: Ints) -> Ints:
        """Return the number of the document in which each position lies."""
        return np.searchsorted(np.asarray(self.starts), positions, side="right") - 1


def make_batch(folded: Sequence[str]) -> Batch:
    """Join folded texts."""
    joined = "".join(PAD + text + PAD for text in folded)
    starts, at = [], 0
    for text in folded:
        starts.append(at + len(PAD))
        at += len(text) + 2 * len(PAD)
    chars = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    powers, _ = _powers(len(chars))
    sums = np.zeros(len(chars) + 1, dtype=np.uint64)
    np.cumsum(chars.astype(np.uint64) * powers[: len(chars)], out=sums[1:])
    return Batch(joined, tuple(starts), chars, sums)


def span_hashes(batch: Batch, starts: Ints, ends: Ints) -> Hashes:
    """Return a number for the text of each span: equal texts have equal numbers, others hardly ever."""
    _, inverse = _powers(len(batch.chars))
    hashes: Hashes = (batch.sums[ends] - batch.sums[starts]) * inverse[starts]
    return hashes


def hashes_of_length(batch: Batch, length: int) -> Hashes:
    """Return the number of every span of one length, by its start."""
    _, inverse = _powers(len(batch.chars))
    hashes: Hashes = batch.sums[length:] - batch.sums[:-length]
    hashes *= inverse[: len(hashes)]
    return hashes


def is_one_of(chars: Ints, wanted: str) -> Flags:
    """Tell for each character whether it is one of those wanted, none of which lies beyond U+FFFF."""
    table = np.zeros(0x10000, dtype=np.bool_)
    table[[ord(c) for c in wanted]] = True
    return table.take(chars, mode="clip")


LATIN = string.ascii_letters + string.digits


def is_latin(batch: Batch) -> Flags:
    """Tell for each character, and for one beyond the end, whether it is a Latin letter or a digit."""
    return np.append(is_one_of(batch.chars, LATIN), False)


def whole(latin: Flags, starts: Ints, ends: Ints) -> Flags:
    """Tell for each span whether it does not cut a Latin word or a number in two (the AI of OpenAI)."""
    cut_before = latin[starts] & latin[starts - 1]
    cut_after = latin[ends - 1] & latin[ends]
    return ~(cut_before | cut_after)


def _powers(size: int) -> tuple[Hashes, Hashes]:
    """Return the powers of the base and of its inverse, at least ``size`` of them."""
    return _power_table(max(16, (size - 1).bit_length()))


@lru_cache(maxsize=4)
def _power_table(bits: int) -> tuple[Hashes, Hashes]:
    tables = []
    for base in (_BASE, pow(_BASE, -1, 1 << 64)):
        factors = np.full(1 << bits, base, dtype=np.uint64)
        factors[0] = 1
        tables.append(np.multiply.accumulate(factors))
    return tables[0], tables[1]
