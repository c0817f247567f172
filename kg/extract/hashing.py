"""Features as numbers: a template and its values, hashed, many at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.uint32]
Numbers = npt.NDArray[np.int32]

_MULTIPLIER = np.uint32(0x9E3779B1)


def number_features(rows: Sequence[Sequence[Values]], bits: int) -> Numbers:
    """Return feature numbers below ``2**bits``, shape (templates, places).

    Each row holds the values of one template, one array a value; which template it is goes into the
    number. Multiply and exclusive or; the upper bits are kept.
    """
    out = np.empty((len(rows), len(rows[0][0])), dtype=np.int32)
    for n, row in enumerate(rows):
        total = out[n].view(np.uint32)
        total[:] = (n + 1) * 0x85EBCA6B & 0xFFFFFFFF
        for value in row:
            total ^= value
            total *= _MULTIPLIER
            total ^= total >> np.uint32(15)
        total *= _MULTIPLIER
        total >>= np.uint32(32 - bits)
    return out


def value(numbers: npt.NDArray[np.generic]) -> Values:
    """Return numbers of any kind as values of a template; of 64-bit hashes the upper half."""
    upper = numbers.view(np.uint64) >> np.uint64(32) if numbers.dtype == np.uint64 else numbers
    out: Values = upper.astype(np.uint32)
    return out


def steps(numbers: npt.NDArray[np.float64], count: int = 10) -> Values:
    """Return in which of so many equal steps each number between 0 and 1 lies."""
    out: Values = np.minimum((numbers * count).astype(np.int64), count - 1).astype(np.uint32)
    return out
