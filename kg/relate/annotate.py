"""From articles to annotations: names first, then what links them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extract.annotate import Extraction, Extractor, extract
from kg.model import Annotation, Article, Assertion
from kg.relate.patterns import pattern_assertions


def annotate(articles: Iterable[Article], extractor: Extractor) -> Iterator[Annotation]:
    """Yield the annotation of each article: a pure function of (article, lexicon, model)."""
    posts = frozenset(n for c in extractor.lexicon.concepts if c.type == "Post" for n in (*c.names, *c.weak))
    for extraction in extract(articles, extractor):
        yield Annotation(
            article_id=extraction.document.article.id,
            clusters=extraction.clusters,
            mentions=extraction.mentions,
            assertions=tuple(_assertions(extraction, posts)),
            sentences=extraction.document.sentences,
        )


def _assertions(extraction: Extraction, posts: frozenset[str]) -> Iterator[Assertion]:
    seen = set()
    mentions = extraction.mentions
    for sentence in extraction.document.sentences:
        for assertion in pattern_assertions(extraction.document.text, mentions, sentence, posts):
            key = (
                mentions[assertion.head].cluster,
                assertion.relation,
                mentions[assertion.tail].cluster,
                assertion.role,
                assertion.start,
            )
            if key not in seen:
                seen.add(key)
                yield assertion
