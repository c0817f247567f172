"""From articles to annotations: names first, then what links them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from kg.extract.annotate import Extraction, Extractor, extract, make_extractor
from kg.extract.linear import Tables, probability, read_tables, together, totals
from kg.model import Annotation, Article, Assertion
from kg.relate.attributes import attributes
from kg.relate.context import Context, Place, make_context
from kg.relate.features import pair_features
from kg.relate.pairs import candidate_pairs
from kg.relate.roles import modality_of, role_of
from kg.resources import model_dir

RELATION_CONFIDENCE = 0.5
"""Pairs less probable than this are not asserted: on cross-validation F1 changes little from 0.3 to 0.5."""

_MEASURED = frozenset({"investsIn", "locatedIn", "cooperatesWith", "issuedBy", "visits", "attends"})


class Signature(NamedTuple):
    """The relations that a pair of types may have, and their weights in one table."""

    relations: tuple[str, ...]
    tables: Mapping[str, Mapping[str | int, Sequence[float]]]


class Annotator(NamedTuple):
    """Everything an annotation depends on beside the article: signatures by ``head>tail``."""

    extractor: Extractor
    relations: Mapping[str, Signature]


@lru_cache(maxsize=4)
def make_annotator(lexicons: tuple[Path, ...] = (), model: Path | None = None) -> Annotator:
    """Load the lexicon and the trained models."""
    folder = model or model_dir()
    extractor = make_extractor(lexicons, model)
    return Annotator(extractor, _by_signature(read_tables(folder / "relations.json.gz")))


def _by_signature(models: Mapping[str, Tables]) -> dict[str, Signature]:
    names: dict[str, list[str]] = {}
    for name in sorted(models):
        relation, types = name.split()
        names.setdefault(types, []).append(relation)
    return {
        types: Signature(tuple(relations), together([models[f"{r} {types}"] for r in relations]))
        for types, relations in names.items()
    }


def annotate(articles: Iterable[Article], annotator: Annotator) -> Iterator[Annotation]:
    """Yield the annotation of each article: a pure function of (article, lexicon, model)."""
    for extraction in extract(articles, annotator.extractor):
        yield Annotation(
            article_id=extraction.document.article.id,
            clusters=extraction.clusters,
            mentions=extraction.mentions,
            assertions=tuple(_assertions(extraction, annotator.relations)),
            sentences=extraction.document.sentences,
        )


def _assertions(extraction: Extraction, models: Mapping[str, Signature]) -> Iterator[Assertion]:
    document = extraction.document
    context = make_context(document.text, extraction.mentions, extraction.clusters, document.sentences)
    for head, tail, h, t, relations in candidate_pairs(context):
        signature = models.get(f"{extraction.clusters[head].type}>{extraction.clusters[tail].type}")
        if signature is None:
            continue
        features = pair_features(context, head, tail, h, t)
        scores = totals(signature.tables, features, len(signature.relations))
        for relation, score in zip(signature.relations, scores, strict=True):
            p = probability(score)
            if relation == "targetsIndustry" and h.start <= t.start and t.end <= h.end:
                p = max(p, extraction.mentions[t.mention].confidence)
            if p >= RELATION_CONFIDENCE and relation in relations:
                yield _assertion(context, relation, h, t, p, document.article.published)


def _assertion(
    context: Context, relation: str, h: Place, t: Place, confidence: float, published: str
) -> Assertion:
    text = context.text
    sentence_h, sentence_t = context.sentences[h.sentence], context.sentences[t.sentence]
    if h.sentence == t.sentence:
        start, end = _clause(text, min(h.start, t.start), max(h.end, t.end), sentence_h)
    elif abs(h.sentence - t.sentence) == 1:
        start, end = min(sentence_h[0], sentence_t[0]), max(sentence_h[1], sentence_t[1])
    else:
        start, end = sentence_h
    modality = modality_of(
        text,
        min(h.start, start),
        max(h.end, end) if h.sentence != t.sentence else max(h.end, t.end),
        sentence_h,
    )
    if relation == "holdsPosition":
        modality = "stated"
    measured = attributes(text, *sentence_h, published) if relation in _MEASURED else ()
    role = role_of(context, h, t) if relation == "holdsPosition" and h.sentence == t.sentence else ""
    return Assertion(
        h.mention, relation, t.mention, start, end, round(confidence, 4), role, modality, tuple(measured)
    )


def _clause(text: str, start: int, end: int, sentence: tuple[int, int]) -> tuple[int, int]:
    """Return the span widened to the commas around it, within the sentence."""
    left = max(text.rfind(mark, sentence[0], start) for mark in "，；：") + 1
    marks = [at for mark in "，；" if (at := text.find(mark, end, sentence[1])) >= 0]
    return max(left, sentence[0]), min([sentence[1], *marks])
