"""Fitting a linear-chain CRF online, one piece of text at a time, compiled by numba.

The optimiser is FTRL-Proximal (McMahan et al., "Ad click prediction: a view from the trenches", KDD 2013,
algorithm 1): per-coordinate step sizes, L1 for a small model, L2 against overfitting. Gradients are the
expected minus the observed counts of Lafferty et al. 2001, by forward and backward passes normalised at
each step (Rabiner 1989, section V).
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


SURE = 1e-3
"""A character whose gradients are all smaller is passed over."""


class Settings(NamedTuple):
    """How to fit: passes over the data, FTRL's alpha, beta, l1 and l2."""

    epochs: int = 6
    alpha: float = 0.15
    beta: float = 1.0
    l1: float = 1.0
    l2: float = 1.0


class Pieces(NamedTuple):
    """Pieces of text to learn from.

    ``features`` holds the feature numbers of each character (-1: none), shape (characters, templates);
    ``labels`` the label of each; ``bounds`` (start, end) of each piece; ``weights`` how much each counts.
    """

    features: npt.NDArray[np.int32]
    labels: Ints
    bounds: Ints
    weights: Doubles


def fit_crf(
    pieces: Pieces, n_features: int, allowed: Flags, begins: Flags, settings: Settings, seed: int
) -> tuple[Floats, Doubles]:
    """Return the weights of (feature, label) and of (label before, label) fitted to the pieces.

    Parameters
    ----------
    allowed
        Which label may follow which, shape (labels, labels).
    begins
        Which label may begin a piece.
    seed
        Of the order in which pieces are visited: same seed, same weights.
    """
    n_labels = len(begins)
    z = np.zeros((n_features, n_labels), np.float32)
    n = np.zeros((n_features, n_labels), np.float32)
    w = np.zeros((n_features, n_labels), np.float32)
    steps = np.zeros((2, n_labels, n_labels))
    order = np.random.default_rng(seed)
    for _ in range(settings.epochs):
        visit = order.permutation(len(pieces.bounds))
        _epoch(*pieces, visit, allowed, begins, z, n, w, steps, *settings[1:])
    transitions = np.zeros((n_labels, n_labels))
    for a, b in np.argwhere(allowed):
        transitions[a, b] = _weight(
            steps[0, a, b], steps[1, a, b], settings.alpha, settings.beta, 0.0, settings.l2
        )
    return w, transitions


@numba.njit(cache=True)
def _weight(z: float, n: float, alpha: float, beta: float, l1: float, l2: float) -> float:
    if abs(z) <= l1:
        return 0.0
    return float(-(z - (l1 if z > 0 else -l1)) / ((beta + np.sqrt(n)) / alpha + l2))


@numba.njit(cache=True)
def _epoch(
    features: npt.NDArray[np.int32],
    labels: Ints,
    bounds: Ints,
    weights: Doubles,
    visit: Ints,
    allowed: Flags,
    begins: Flags,
    z: Floats,
    n: Floats,
    w: Floats,
    steps: Doubles,
    alpha: float,
    beta: float,
    l1: float,
    l2: float,
) -> None:
    templates, size = features.shape[1], len(begins)
    longest = (bounds[:, 1] - bounds[:, 0]).max()
    emit, forward, backward = np.zeros((longest, size)), np.zeros((longest, size)), np.zeros((longest, size))
    scale = np.zeros(longest)
    step, expected = np.zeros((size, size)), np.zeros((size, size))
    gradient = np.zeros(size)
    for piece in visit:
        start, length, weight = bounds[piece, 0], bounds[piece, 1] - bounds[piece, 0], weights[piece]
        for a in range(size):
            for b in range(size):
                if allowed[a, b]:
                    step[a, b] = np.exp(_weight(steps[0, a, b], steps[1, a, b], alpha, beta, 0.0, l2))
        _emissions(features[start : start + length], w, emit)
        _passes(emit, step, begins, length, forward, backward, scale)
        expected[:] = 0.0
        for k in range(length):
            gold = labels[start + k]
            for y in range(size):
                gradient[y] = weight * (forward[k, y] * backward[k, y] - (1.0 if y == gold else 0.0))
            if k > 0:
                for a in range(size):
                    for b in range(size):
                        expected[a, b] += (
                            forward[k - 1, a] * step[a, b] * emit[k, b] * backward[k, b] / scale[k]
                        )
                expected[labels[start + k - 1], gold] -= 1.0
            # What is sure already, most of a text, teaches nothing.
            if np.abs(gradient).max() < SURE:
                continue
            for t in range(templates):
                f = features[start + k, t]
                if f < 0:
                    continue
                for y in range(size):
                    g = gradient[y]
                    if abs(g) > 1e-4:
                        more = n[f, y] + g * g
                        z[f, y] += g - (np.sqrt(more) - np.sqrt(n[f, y])) / alpha * w[f, y]
                        n[f, y] = more
                        w[f, y] = _weight(z[f, y], more, alpha, beta, l1, l2)
        for a in range(size):
            for b in range(size):
                g = expected[a, b] * weight
                if allowed[a, b] and abs(g) > 1e-6:
                    own = np.log(step[a, b])
                    more = steps[1, a, b] + g * g
                    steps[0, a, b] += g - (np.sqrt(more) - np.sqrt(steps[1, a, b])) / alpha * own
                    steps[1, a, b] = more


@numba.njit(cache=True)
def _emissions(features: npt.NDArray[np.int32], w: Floats, emit: Doubles) -> None:
    """Set ``emit`` to the exponential of each label's score, the best one's being 1."""
    size = emit.shape[1]
    for k in range(len(features)):
        for y in range(size):
            emit[k, y] = 0.0
        # Written out label by label: as whole rows it takes twice the time.
        for t in range(features.shape[1]):
            f = features[k, t]
            if f >= 0:
                for y in range(size):
                    emit[k, y] += w[f, y]
        best = emit[k, 0]
        for y in range(1, size):
            best = max(best, emit[k, y])
        for y in range(size):
            emit[k, y] = np.exp(emit[k, y] - best)


@numba.njit(cache=True)
def _passes(
    emit: Doubles,
    step: Doubles,
    begins: Flags,
    length: int,
    forward: Doubles,
    backward: Doubles,
    scale: Doubles,
) -> None:
    size = len(begins)
    for k in range(length):
        for y in range(size):
            total = 0.0
            if k == 0:
                total = 1.0 if begins[y] else 0.0
            else:
                for x in range(size):
                    total += forward[k - 1, x] * step[x, y]
            forward[k, y] = total * emit[k, y]
        scale[k] = forward[k].sum()
        forward[k] /= scale[k]
    backward[length - 1] = 1.0
    for k in range(length - 2, -1, -1):
        for x in range(size):
            total = 0.0
            for y in range(size):
                total += step[x, y] * emit[k + 1, y] * backward[k + 1, y]
            backward[k, x] = total / scale[k + 1]
