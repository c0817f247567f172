"""Fitting linear models over named features with scikit-learn."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from kg.extract.linear import Feature

Weights = dict[str, dict[str | int, float]]


def fit(
    rows: Sequence[tuple[str, Sequence[Feature]]],
    labels: Sequence[bool],
    sample_weights: Sequence[float],
    *,
    c: float,
    min_count: int = 3,
    seed: int = 0,
) -> dict[str, Weights]:
    """Fit one logistic regression whose features count once for all rows and once for the row's name.

    Parameters
    ----------
    rows
        For each row the model's name (an entity type, a signature) and its features.
    c
        Inverse strength of the L2 penalty.
    min_count
        Features in fewer rows are left out.

    Returns
    -------
    dict
        For each name its tables: shared weight plus own weight of every template and value.
    """
    seen: Counter[tuple[str, str | int]] = Counter(f for _, features in rows for f in features)
    vocabulary: dict[tuple[str, str, str | int], int] = {}
    starts, columns = [0], []
    for name, features in rows:
        for template, value in features:
            if seen[template, value] < min_count:
                continue
            columns.append(vocabulary.setdefault(("", template, value), len(vocabulary)))
            columns.append(vocabulary.setdefault((name, template, value), len(vocabulary)))
        starts.append(len(columns))
    matrix = csr_matrix(
        (np.ones(len(columns), dtype=np.float32), np.array(columns), np.array(starts)),
        shape=(len(rows), len(vocabulary)),
    )
    model = LogisticRegression(C=c, solver="liblinear", random_state=seed, fit_intercept=False)
    model.fit(matrix, np.array(labels), sample_weight=np.array(sample_weights))
    weights = model.coef_[0].tolist()
    out: defaultdict[str, Weights] = defaultdict(dict)
    for (name, template, value), column in vocabulary.items():
        if name:
            shared = weights[vocabulary["", template, value]]
            out[name].setdefault(template, {})[value] = weights[column] + shared
    # A value never seen with a name still has its shared weight there.
    for (name, template, value), column in vocabulary.items():
        if not name and abs(weights[column]) > 0.05:
            for tables in out.values():
                tables.setdefault(template, {}).setdefault(value, weights[column])
    return dict(out)
