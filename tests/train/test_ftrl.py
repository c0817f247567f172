"""The online fit learns what the text says, and learns the same each time."""

from __future__ import annotations

import numpy as np
import pytest

pytestmark = pytest.mark.slow


def allowed() -> np.ndarray:
    """Outside, begin, inside: inside follows begin or inside alone."""
    return np.array([[True, True, False], [True, True, True], [True, True, True]])


def test_a_name_is_told_by_its_features_and_the_order_of_labels() -> None:
    pytest.importorskip("numba")
    from kg.train.ftrl import Pieces, Settings, fit_crf

    # Feature 0 stands at every character, 1 where a name begins, 2 where one goes on.
    texts = [[0, 1, 2, 0], [1, 2, 2], [0, 0], [0, 1, 0, 1, 2]] * 30
    labels = np.concatenate(texts).astype(np.int64)
    features = np.stack([np.zeros_like(labels), np.where(labels > 0, labels, -1)], axis=1).astype(np.int32)
    ends = np.cumsum([len(t) for t in texts])
    bounds = np.stack([np.concatenate(([0], ends[:-1])), ends], axis=1)
    pieces = Pieces(features, labels, bounds, np.ones(len(texts)))
    begins = np.array([True, True, False])
    weights, transitions = fit_crf(pieces, 3, allowed(), begins, Settings(l1=0.1, l2=0.1), seed=1)
    scores = weights[0] + np.vstack([np.zeros(3), weights[1], weights[2]])
    assert scores.argmax(axis=1).tolist() == [0, 1, 2]
    assert transitions[1, 2] > transitions[0, 0] - 10
    again, _ = fit_crf(pieces, 3, allowed(), begins, Settings(l1=0.1, l2=0.1), seed=1)
    assert np.array_equal(weights, again)
