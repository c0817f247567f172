"""The passes over many pieces at once against all label sequences written out."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from kg.extract.tagger.crf import LABELS, Model, marginals

SIZE = len(LABELS)


def model(seed: int) -> Model:
    transitions = np.random.default_rng(seed).normal(size=(SIZE, SIZE)).astype(np.float32)
    for label in range(2, SIZE, 2):
        closed = np.ones(SIZE, dtype=bool)
        closed[[label - 1, label]] = False
        transitions[closed, label] = -100.0
    return Model(np.zeros(1, np.int32), np.zeros((1, SIZE), np.float32), transitions)


def by_enumeration(scores: np.ndarray, transitions: np.ndarray) -> np.ndarray:
    out = np.zeros(scores.shape)
    for path in itertools.product(range(SIZE), repeat=len(scores)):
        if path[0] > 0 and path[0] % 2 == 0:
            continue
        total = sum(float(scores[n, y]) for n, y in enumerate(path))
        total += sum(float(transitions[a, b]) for a, b in itertools.pairwise(path))
        if total > -50:
            for n, y in enumerate(path):
                out[n, y] += np.exp(total)
    return out / out.sum(axis=1, keepdims=True)


@pytest.mark.parametrize("seed", range(3))
def test_marginals(seed: int) -> None:
    scores = np.random.default_rng(seed + 10).normal(size=(8, SIZE)).astype(np.float32)
    spans = np.array([[0, 3], [4, 5], [5, 7]])
    found = marginals(model(seed), scores, spans)
    for start, end in spans.tolist():
        wanted = by_enumeration(scores[start:end], model(seed).transitions)
        np.testing.assert_allclose(found[start:end], wanted, atol=1e-5)
    assert found[3, 0] == found[7, 0] == 1.0
