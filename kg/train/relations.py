"""Training the relation finder: a logistic regression a relation over all pairs that it may join."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kg.corpus.sentences import sentences
from kg.extract.batch import make_batch
from kg.extract.hashing import Numbers
from kg.extract.table import Doubles
from kg.extract.tagger.features import Ints
from kg.model import RELATIONS, SYMMETRIC, Cluster, Mention
from kg.relate.features import BUCKETS, pair_features
from kg.relate.layout import Text, make_layout
from kg.relate.pairs import candidate_pairs
from kg.train.data import GoldArticle
from kg.train.tables import Rows, fit_one
from kg.vocab.lexicon import fold

RELATION_C = 0.1
"""Inverse strength of the L2 penalty."""


def train_relations(
    items: Sequence[tuple[GoldArticle, float]], *, c: float = RELATION_C
) -> tuple[Ints, Doubles]:
    """Fit the relations on annotated articles, each with how much it counts.

    Returns
    -------
    tuple
        Feature numbers, and their weights for each relation, shape (features, relations).
    """
    rows = [relation_rows(gold, weight) for gold, weight in items if gold.relations is not None]
    weights = np.zeros((BUCKETS, len(RELATIONS)))
    for relation in range(len(RELATIONS)):
        parts = [of[relation] for of in rows if relation in of]
        if parts and any(p.labels.any() for p in parts):
            numbers, fitted = fit_one(_join(parts), c=c)
            weights[numbers, relation] = fitted
    used = np.flatnonzero(np.abs(weights).max(axis=1))
    return used, weights[used]


def relation_rows(gold: GoldArticle, weight: float) -> dict[int, Rows]:
    """Return the pairs of one article that each relation may join, with their features."""
    number = {key: n for n, key in enumerate(gold.entities)}
    stated = {(r.type, number[r.head], number[r.tail]) for r in gold.relations or ()}
    stated |= {(r, t, h) for r, h, t in stated if r in SYMMETRIC}
    layout = make_layout(make_batch([fold(gold.article.text)]), [_text(gold, number)])
    pairs = candidate_pairs(layout)
    features = pair_features(layout, pairs)
    every = _with_loose(features.fixed, features.loose, features.of)
    out = {}
    for n, relation in enumerate(RELATIONS):
        chosen = np.flatnonzero(pairs.relations >> n & 1)
        if len(chosen):
            ends = zip(pairs.head[chosen].tolist(), pairs.tail[chosen].tolist(), strict=True)
            labels = np.array([(relation, head, tail) in stated for head, tail in ends])
            out[n] = Rows(every[:, chosen], labels, np.full(len(chosen), float(weight)))
    return out


def _with_loose(fixed: Numbers, loose: Numbers, of: Ints) -> Numbers:
    """Return all features of each pair as one column, filled up with -1."""
    counts = np.bincount(of, minlength=fixed.shape[1])
    more = np.full((int(counts.max()) if len(of) else 0, fixed.shape[1]), -1, dtype=np.int32)
    first = np.cumsum(counts) - counts
    more[np.arange(len(of)) - first[of], of] = loose
    return np.concatenate([fixed, more])


def _join(parts: Sequence[Rows]) -> Rows:
    longest = max(len(p.features) for p in parts)
    padded = [np.pad(p.features, ((0, longest - len(p.features)), (0, 0)), constant_values=-1) for p in parts]
    return Rows(
        np.concatenate(padded, axis=1),
        np.concatenate([p.labels for p in parts]),
        np.concatenate([p.weights for p in parts]),
    )


def _text(gold: GoldArticle, number: dict[str, int]) -> Text:
    text = gold.article.text
    clusters = [
        Cluster(e.type, max(e.surfaces, key=len), e.surfaces, e.official, 1.0) for e in gold.entities.values()
    ]
    mentions = [
        Mention(s, e, text[s:e], gold.entities[key].type, 1.0, "gold", False, number[key])
        for s, e, key in sorted(gold.spans)
    ]
    return Text(text, mentions, clusters, sentences(text))
