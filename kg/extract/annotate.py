"""All names of an article: tagger, candidates, ranker, officials, clusters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from kg.extract.base import Document, make_document
from kg.extract.coreference import group
from kg.extract.linear import Tables, read_tables
from kg.extract.officials import mark_officials
from kg.extract.rank import document_groups, rank, settle
from kg.extract.tagger.tag import Tagger, make_tagger
from kg.extract.titles import industries_in_titles
from kg.model import Article, Cluster, Mention
from kg.resources import model_dir
from kg.vocab.lexicon import Lexicon
from kg.vocab.matcher import Matcher, lexicon_matcher

BATCH = 16
"""Texts tagged together: enough for numpy to be busy, few enough to stay small."""

THRESHOLDS: Mapping[str, float] = {
    "Company": 0.5,
    "District": 0.5,
    "Event": 0.25,
    "Industry": 0.5,
    "Organization": 0.35,
    "Park": 0.35,
    "Person": 0.5,
    "Place": 0.5,
    "Policy": 0.35,
}
"""Names less probable are left out: about where F1 is highest on cross-validation. A build keeps the surer ones only."""


class Extractor(NamedTuple):
    """All that finding names depends on: lexicon, matcher, tagger, and the ranker's weights by type."""

    lexicon: Lexicon
    matcher: Matcher
    tagger: Tagger
    ranker: Mapping[str, Tables]


class Extraction(NamedTuple):
    """The names of one article: the document they were found in, its mentions and clusters."""

    document: Document
    mentions: tuple[Mention, ...]
    clusters: tuple[Cluster, ...]


@lru_cache(maxsize=4)
def make_extractor(lexicons: tuple[Path, ...] = (), model: Path | None = None) -> Extractor:
    """Load the lexicon (the package's and the user's own files) and the trained model."""
    folder = model or model_dir()
    lexicon, matcher = lexicon_matcher(lexicons)
    tagger = make_tagger(lexicon, folder / "tagger.npz")
    return Extractor(lexicon, matcher, tagger, read_tables(folder / "ranker.json.gz"))


def extract(articles: Iterable[Article], extractor: Extractor) -> Iterator[Extraction]:
    """Yield the names found in each article: a pure function of article and extractor."""
    rest = iter(articles)
    while batch := list(islice(rest, BATCH)):
        documents = [make_document(a, extractor.lexicon, extractor.matcher) for a in batch]
        for document, marginal in zip(
            documents, extractor.tagger.tag([d.folded for d in documents]), strict=True
        ):
            found, decoded = document_groups(document, marginal, extractor.lexicon)
            ranked = list(rank(document, found, decoded, extractor.ranker, extractor.lexicon))
            mentions = settle(ranked, THRESHOLDS)
            mentions = sorted([*mentions, *industries_in_titles(document, mentions)])
            mentions = mark_officials(document.text, mentions, extractor.ranker)
            yield Extraction(document, *group(document.text, mentions, extractor.lexicon))
