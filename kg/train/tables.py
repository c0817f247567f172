"""Fitting linear models over numbered features with scikit-learn, for the tables that are looked up."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from kg.extract.hashing import Numbers
from kg.extract.table import Doubles
from kg.extract.tagger.features import Ints


class Rows(NamedTuple):
    """Examples: features (templates, examples), whether each is right, how much it counts."""

    features: Numbers
    labels: npt.NDArray[np.bool_]
    weights: Doubles


def fit_shared(
    rows: Rows, columns: Ints, width: int, *, c: float, min_count: int = 3
) -> tuple[Ints, Doubles]:
    """Fit ``width`` models that share what they have in common: a weight for all and one of its own each.

    Parameters
    ----------
    columns
        Of which model each example is one.
    c
        Inverse strength of the L2 penalty.
    min_count
        Features in fewer examples are left out.

    Returns
    -------
    tuple
        Feature numbers, and their weights in each model, shape (features, models).
    """
    numbers, matrix = _matrix(rows.features, min_count)
    entries = matrix.tocoo()
    own = csr_matrix(
        (entries.data, (entries.row, entries.col * width + columns[entries.row])),
        shape=(matrix.shape[0], matrix.shape[1] * width),
    )
    weights = _fit(hstack([matrix, own], format="csr"), rows, c)
    shared = weights[: len(numbers), None]
    return numbers, shared + weights[len(numbers) :].reshape(-1, width)


def fit_one(rows: Rows, *, c: float, min_count: int = 2) -> tuple[Ints, Doubles]:
    """Fit one model; return feature numbers and weights."""
    numbers, matrix = _matrix(rows.features, min_count)
    return numbers, _fit(matrix, rows, c)


def _matrix(features: Numbers, min_count: int) -> tuple[Ints, csr_matrix]:
    """Return the features seen often enough (-1 is none), and which of them each example has how often."""
    templates, examples = features.shape
    flat = features.T.ravel()
    present = flat >= 0
    counts = np.bincount(flat[present])
    numbers = np.flatnonzero(counts >= min_count)
    column_of = np.full(len(counts) + 1, -1, dtype=np.int64)
    column_of[numbers] = np.arange(len(numbers))
    columns = column_of[flat]
    kept = columns >= 0
    example = np.repeat(np.arange(examples), templates)[kept]
    matrix = csr_matrix(
        (np.ones(len(example), dtype=np.float64), (example, columns[kept])), shape=(examples, len(numbers))
    )
    return numbers, matrix


def _fit(matrix: csr_matrix, rows: Rows, c: float) -> Doubles:
    model = LogisticRegression(C=c, solver="liblinear", random_state=0, fit_intercept=False)
    model.fit(matrix, rows.labels, sample_weight=rows.weights)
    return np.asarray(model.coef_[0], dtype=np.float64)
