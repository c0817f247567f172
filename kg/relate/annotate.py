"""From articles to annotations: names first, then what links them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np

from kg.extract.annotate import BATCH, Extraction, Extractor, extract_batch, make_extractor
from kg.extract.batch import Batch
from kg.extract.spans import ranges
from kg.extract.table import Doubles, Table, probabilities, read_table
from kg.extract.tagger.features import Ints
from kg.model import RELATIONS, Annotation, Article, Assertion
from kg.relate.features import BUCKETS, PairFeatures, pair_features
from kg.relate.layout import Layout, Text, make_layout
from kg.relate.pairs import Pairs, candidate_pairs
from kg.relate.statement import Statement, make_assertion
from kg.resources import model_dir

RELATION_CONFIDENCE = 0.45
"""Pairs less probable than this are not asserted: on cross-validation F1 changes little from 0.3 to 0.5."""

_TARGETS = RELATIONS.index("targetsIndustry")
_IN_TITLE = 0.95


class Annotator(NamedTuple):
    """Everything an annotation depends on beside the article."""

    extractor: Extractor
    relations: Table


@lru_cache(maxsize=4)
def make_annotator(lexicons: tuple[Path, ...] = (), model: Path | None = None) -> Annotator:
    """Load the lexicon and the trained models."""
    folder = model or model_dir()
    return Annotator(make_extractor(lexicons, model), read_table(folder / "relations.npz", BUCKETS))


def annotate(articles: Iterable[Article], annotator: Annotator) -> Iterator[Annotation]:
    """Yield the annotation of each article: a pure function of (article, lexicon, model)."""
    rest = iter(articles)
    while chosen := list(islice(rest, BATCH)):
        batch, extractions = extract_batch(chosen, annotator.extractor)
        stated = relate(batch, extractions, annotator.relations)
        for extraction, assertions in zip(extractions, stated, strict=True):
            yield Annotation(
                article_id=extraction.document.article.id,
                clusters=extraction.clusters,
                mentions=extraction.mentions,
                assertions=tuple(assertions),
                sentences=extraction.document.sentences,
            )


def relate(batch: Batch, extractions: Sequence[Extraction], table: Table) -> list[list[Assertion]]:
    """Return what is stated in each text of a batch."""
    texts = [Text(e.document.text, e.mentions, e.clusters, e.document.sentences) for e in extractions]
    layout = make_layout(batch, texts)
    pairs = candidate_pairs(layout)
    pair, relation = np.nonzero(pairs.relations[:, None] >> np.arange(len(RELATIONS)) & 1)
    confidence = probabilities(score_pairs(table, pair_features(layout, pairs), pair, relation))
    confidence = _as_named(layout, pairs, pair, relation, confidence, extractions)
    out: list[list[Assertion]] = [[] for _ in extractions]
    places = layout.places
    statements: dict[int, Statement] = {}
    for n in np.flatnonzero(confidence >= RELATION_CONFIDENCE).tolist():
        h, t = int(pairs.head_place[pair[n]]), int(pairs.tail_place[pair[n]])
        document = int(places.document[h])
        statement = statements.get(document)
        if statement is None:
            extraction = extractions[document]
            statement = statements[document] = Statement(
                extraction.document.text,
                extraction.mentions,
                extraction.document.sentences,
                extraction.document.article.published,
            )
        found = make_assertion(
            statement,
            RELATIONS[relation[n]],
            int(places.number[h]),
            int(places.number[t]),
            float(confidence[n]),
        )
        out[document].append(found)
    return out


def score_pairs(table: Table, features: PairFeatures, pair: Ints, relation: Ints) -> Doubles:
    """Return the total of each (pair, relation), given as two columns."""
    width = table.weights.shape[1]
    flat = table.weights.ravel()
    total = np.zeros(len(pair))
    for row in features.fixed:
        total += flat.take(table.rows.take(row).astype(np.int64)[pair] * width + relation)
    first = np.searchsorted(features.of, np.arange(features.fixed.shape[1] + 1))
    which, at = ranges(first[pair], first[pair + 1])
    rows = table.rows.take(features.loose).astype(np.int64)
    total += np.bincount(which, flat.take(rows[at] * width + relation[which]), minlength=len(pair))
    return total


def _as_named(
    layout: Layout,
    pairs: Pairs,
    pair: Ints,
    relation: Ints,
    confidence: Doubles,
    extractions: Sequence[Extraction],
) -> Doubles:
    """Return how sure each relation is with how sure both its ends are names of their types.

    Names of one sentence are right or wrong together, so the two count as one: their geometric mean.
    That a policy targets an industry in its title needs no other word.
    """
    places = layout.places
    h, t = pairs.head_place[pair], pairs.tail_place[pair]
    inside = (relation == _TARGETS) & (places.start[h] <= places.start[t]) & (places.end[t] <= places.end[h])
    sure = np.where(inside, np.maximum(confidence, _IN_TITLE), confidence)
    named = np.array([c.confidence for e in extractions for c in e.clusters])
    return np.asarray(sure * np.sqrt(named[pairs.head[pair]] * named[pairs.tail[pair]]))
