"""Training the tagger's CRF, and writing it as a table of weights."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg.extract.tagger.crf import LABELS, pieces
from kg.extract.tagger.features import BUCKETS, PAD, Ints
from kg.extract.tagger.tag import character_features
from kg.extract.tagger.words import Wordlist
from kg.model import ENTITY_TYPES
from kg.train.data import GoldArticle
from kg.train.ftrl import Doubles, Floats, Pieces, Settings, fit_crf
from kg.vocab.lexicon import fold

IMPOSSIBLE = -100.0
SETTINGS = Settings()


def labels_of(gold: GoldArticle) -> Ints:
    """Return the label number of each character of the article."""
    labels = np.zeros(len(gold.article.text), dtype=np.int64)
    for start, end, key in gold.spans:
        kind = ENTITY_TYPES.index(gold.entities[key].type)
        labels[start] = 2 * kind + 1
        labels[start + 1 : end] = 2 * kind + 2
    return labels


def train_crf(
    gold: Sequence[tuple[GoldArticle, float]],
    lexicon: Wordlist,
    surnames: npt.NDArray[np.bool_],
    path: Path,
    *,
    settings: Settings = SETTINGS,
    models: int = 4,
    min_count: int = 2,
) -> None:
    """Train on the articles, each with how much it counts, and write the model file.

    Parameters
    ----------
    models
        So many models are fitted, in different orders of the text, and their weights averaged: what the
        order brought about cancels out.
    min_count
        Features seen less often are left out.
    """
    encoded, rows = _encode(gold, lexicon, surnames, min_count)
    # A continuation follows only its own type; everything else is impossible.
    allowed = np.ones((len(LABELS), len(LABELS)), dtype=np.bool_)
    for label in range(2, len(LABELS), 2):
        allowed[:, label] = False
        allowed[label - 1 : label + 1, label] = True
    begins = np.ones(len(LABELS), dtype=np.bool_)
    begins[2::2] = False
    weights = np.zeros((len(rows), len(LABELS)), dtype=np.float32)
    transitions = np.zeros((len(LABELS), len(LABELS)))
    for seed in range(models):
        w, t = fit_crf(encoded, len(rows), allowed, begins, settings, seed)
        weights += w / models
        transitions += t / models
    transitions[~allowed] = IMPOSSIBLE
    _save(path, rows, weights, transitions)


def _encode(
    gold: Sequence[tuple[GoldArticle, float]],
    lexicon: Wordlist,
    surnames: npt.NDArray[np.bool_],
    min_count: int,
) -> tuple[Pieces, Ints]:
    """Return the pieces of the articles, and for each row of weights the feature it belongs to."""
    numbers, labels, bounds, weights = [], [], [], []
    at = 0
    for article, weight in gold:
        text = PAD + article.article.text + PAD
        numbers.append(character_features(fold(text), lexicon, surnames)[0].T)
        labels.append(np.pad(labels_of(article), len(PAD)))
        bounds.append(pieces(text) + at)
        weights.append(np.full(len(bounds[-1]), float(weight)))
        at += len(text)
    joined = np.concatenate(numbers)
    counts = np.bincount(joined.ravel(), minlength=BUCKETS)
    rows = np.flatnonzero(counts >= min_count)
    row_of = np.full(BUCKETS, -1, dtype=np.int32)
    row_of[rows] = np.arange(len(rows), dtype=np.int32)
    return (
        Pieces(row_of[joined], np.concatenate(labels), np.concatenate(bounds), np.concatenate(weights)),
        rows,
    )


def _save(path: Path, rows: Ints, weights: Floats, transitions: Doubles) -> None:
    """Write the rows that are not all zero, in 16-bit floats."""
    used = np.abs(weights).max(axis=1) > 0.01
    np.savez_compressed(
        path,
        features=rows[used].astype(np.int32),
        weights=weights[used].astype(np.float16),
        scale=np.float32(1.0),
        transitions=transitions.astype(np.float32),
    )
