"""Linear models over numbered features: a table of weights, looked up many at once."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kg.extract.hashing import Numbers
from kg.extract.tagger.features import Ints

Doubles = npt.NDArray[np.float64]


class Table(NamedTuple):
    """Weights of several models: ``rows`` maps a feature number to its row of ``weights`` (row 0 is all zero)."""

    rows: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float32]


def score_column(table: Table, features: Numbers, columns: Ints) -> Doubles:
    """Return for each place the sum of its features' weights in one model; features are (templates, places)."""
    width = table.weights.shape[1]
    flat = table.weights.ravel()
    total = np.zeros(features.shape[1])
    for row in features:
        total += flat.take(table.rows.take(row) * np.int64(width) + columns)
    return total


def probabilities(totals: Doubles) -> Doubles:
    """Return the logistic function of each total."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.maximum(totals, -60.0))))


def read_table(path: Path, buckets: int) -> Table:
    """Read a table written by :func:`write_table`."""
    with np.load(path, allow_pickle=False) as data:
        numbers, weights = data["features"], data["weights"].astype(np.float32)
    rows = np.zeros(buckets, dtype=np.int32)
    rows[numbers] = np.arange(1, len(numbers) + 1, dtype=np.int32)
    return Table(rows, np.concatenate([np.zeros((1, weights.shape[1]), np.float32), weights]))


def write_table(path: Path, numbers: Ints, weights: Doubles, smallest: float = 0.004) -> None:
    """Write feature numbers and their weights in each model, in 16-bit floats.

    Features all of whose weights are smaller than ``smallest`` are left out. Same table, same bytes.
    """
    used = np.abs(weights).max(axis=1) >= smallest
    np.savez_compressed(
        path, features=numbers[used].astype(np.int32), weights=weights[used].astype(np.float16)
    )
