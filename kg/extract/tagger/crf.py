"""Running the trained CRF: scores by table lookup, marginal probabilities by forward and backward passes.

All sentences of all texts at hand are worked on at once, one character position after the other, so
that the work is in numpy and not in Python.
"""

from __future__ import annotations

import itertools
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kg.extract.tagger.features import BUCKETS, Ints
from kg.model import ENTITY_TYPES

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]

LABELS = ("O", *(f"{place}-{kind}" for kind in ENTITY_TYPES for place in "BI"))
"""Outside, and begin and inside of each type: label 2k+1 begins and 2k+2 continues type k."""

# No name runs over these: the text is cut there, which makes the passes short.
_CUTS = "，。！？；：\n!?;"

COLD = 5.0
"""By how much the score of outside must lead before a character is passed over."""


class Model(NamedTuple):
    """Weights of the CRF: ``rows`` maps a feature number to its row of ``weights`` (row 0 is all zero)."""

    rows: npt.NDArray[np.int32]
    weights: Floats
    transitions: Floats


@lru_cache(maxsize=4)
def load_model(path: Path) -> Model:
    """Read a model file written by :func:`save_model`."""
    with np.load(path, allow_pickle=False) as data:
        features, weights = data["features"], data["weights"].astype(np.float32) * data["scale"]
        transitions = data["transitions"].astype(np.float32)
    rows = np.zeros(BUCKETS, dtype=np.int32)
    rows[features] = np.arange(1, len(features) + 1, dtype=np.int32)
    table = np.zeros((len(features) + 1, len(LABELS)), dtype=np.float32)
    table[1:] = weights
    return Model(rows, table, transitions)


def emissions(model: Model, features: npt.NDArray[np.int32]) -> Floats:
    """Return the score of each label at each character, shape (characters, labels)."""
    total = np.zeros((features.shape[1], len(LABELS)), dtype=np.float32)
    rows = np.empty_like(total)
    numbers = np.empty(features.shape[1], dtype=np.int32)
    for row in features:
        # With mode="clip" numpy writes straight into the given array.
        np.take(model.rows, row, out=numbers, mode="clip")
        np.take(model.weights, numbers, axis=0, out=rows, mode="clip")
        total += rows
    return total


def pieces(text: str) -> Ints:
    """Return the (start, end) of the stretches that are tagged each by itself, shape (pieces, 2)."""
    chars = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    return _stretches(~np.isin(chars, [ord(c) for c in _CUTS]))


def hot_pieces(text: str, scores: Floats) -> Ints:
    """Return the stretches in which a name is at all possible, shape (pieces, 2).

    A character is left out where outside is ahead of every other label by :data:`COLD` or more, and so
    are both of its neighbours: what lies between is certain, and the passes need not visit it.
    """
    chars = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    hot = scores[:, 1:].max(axis=1) - scores[:, 0] > -COLD
    near = hot.copy()
    near[1:] |= hot[:-1]
    near[:-1] |= hot[1:]
    return _stretches(near & ~np.isin(chars, [ord(c) for c in _CUTS]))


def _stretches(inside: npt.NDArray[np.bool_]) -> Ints:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], inside, [False])).astype(np.int8)))
    return edges.reshape(-1, 2).astype(np.int64)


def marginals(model: Model, scores: Floats, spans: Ints) -> Floats:
    """Return the probability of each label at each character, shape (characters, labels).

    Outside the pieces every character is ``O``. Forward and backward passes in the space of
    probabilities, normalised at each step (Rabiner 1989, section V); all pieces at once, longest first,
    their characters laid out step by step so that each step works on one block of memory.
    """
    out = np.zeros_like(scores)
    out[:, 0] = 1.0
    if not len(spans):
        return out
    order = np.argsort(spans[:, 0] - spans[:, 1], kind="stable")
    starts, lengths = spans[order, 0], (spans[order, 1] - spans[order, 0])
    longest = int(lengths[0])
    active = np.searchsorted(-lengths, -np.arange(longest), side="left").tolist()
    places = np.concatenate([starts[:n] + t for t, n in enumerate(active)])
    near = scores.take(places, axis=0)
    # Floors keep the numbers out of the range of denormal floats, which are many times slower.
    near -= near.max(axis=1, keepdims=True)
    np.maximum(near, -20.0, out=near)
    # BLAS adds up in an order that depends on how many rows there are. In double precision that is far
    # below what is looked at later, so that an article's names do not depend on its neighbours.
    emit = np.exp(near, out=near).astype(np.float64)
    blocks = [slice(at, at + n) for at, n in zip(np.cumsum([0, *active[:-1]]).tolist(), active, strict=True)]
    step = np.where(model.transitions < -50, 0.0, np.exp(model.transitions)).astype(np.float64)
    forward = np.empty_like(emit)
    forward[blocks[0]] = emit[blocks[0]] * _may_begin()
    _normalise(forward[blocks[0]])
    for before, now in itertools.pairwise(blocks):
        block = forward[now]
        _multiply(forward[before][: len(block)], step, block)
        block *= emit[now]
        _normalise(block)
    backward = np.ones((active[0], len(LABELS)))
    back = np.ascontiguousarray(step.T)
    for now in reversed(blocks[1:]):
        n = now.stop - now.start
        emit[now] *= backward[:n]
        forward[now] *= backward[:n]
        _multiply(emit[now], back, backward[:n])
        _normalise(backward[:n])
    forward[blocks[0]] *= backward
    _normalise(forward)
    out[places] = forward
    return out


_FEW = 512


def _multiply(rows: Doubles, matrix: Doubles, out: Doubles) -> None:
    """Write ``rows @ matrix`` into ``out``, so few rows at a time that the work stays on one core.

    For larger products BLAS wakes further threads, whose waiting costs more than they bring.
    """
    for at in range(0, len(rows), _FEW):
        np.matmul(rows[at : at + _FEW], matrix, out=out[at : at + _FEW])


def _normalise(block: Doubles) -> None:
    """Scale each row to a sum of one, in place."""
    block /= np.einsum("ij->i", block)[:, None]


def _may_begin() -> Doubles:
    allowed = np.ones(len(LABELS))
    allowed[2::2] = 0.0
    return allowed
