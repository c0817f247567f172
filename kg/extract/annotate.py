"""All names of an article: tagger, candidates, ranker, officials, clusters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from kg.extract.base import Document, make_document
from kg.extract.batch import Batch, make_batch
from kg.extract.coreference import group
from kg.extract.evidence import BUCKETS
from kg.extract.known import Hits, Labels, find_labels, make_labels
from kg.extract.linear import Tables, read_tables
from kg.extract.officials import mark_officials
from kg.extract.rank import Candidates, find_candidates, rank
from kg.extract.table import Table, read_table
from kg.extract.tagger.tag import Tagger, make_tagger
from kg.extract.titles import industries_in_titles
from kg.model import Article, Cluster, Mention
from kg.resources import model_dir
from kg.vocab.lexicon import Lexicon
from kg.vocab.matcher import lexicon_matcher

BATCH = 16
"""Texts tagged together: enough for numpy to be busy, few enough to stay small."""

THRESHOLDS: Mapping[str, float] = {
    "Company": 0.55,
    "District": 0.5,
    "Event": 0.45,
    "Industry": 0.55,
    "Organization": 0.5,
    "Park": 0.5,
    "Person": 0.5,
    "Place": 0.3,
    "Policy": 0.3,
}
"""Names less probable are left out: about where F1 is highest on cross-validation. A build keeps the surer ones only."""


class Extractor(NamedTuple):
    """All that finding names depends on: lexicon, its labels, tagger, ranker, and what tells officials."""

    lexicon: Lexicon
    labels: Labels
    tagger: Tagger
    ranker: Table
    officials: Mapping[str, Tables]


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
    return Extractor(
        lexicon,
        make_labels(lexicon, matcher),
        make_tagger(lexicon, folder / "tagger.npz"),
        read_table(folder / "ranker.npz", BUCKETS),
        read_tables(folder / "officials.json.gz"),
    )


def extract_batch(articles: Sequence[Article], extractor: Extractor) -> tuple[Batch, list[Extraction]]:
    """Return the articles as a batch, and the names found in each."""
    documents = [make_document(article) for article in articles]
    texts = [d.text for d in documents]
    batch = make_batch([d.folded for d in documents])
    found, hits = candidates(batch, extractor.tagger, extractor.labels)
    ranked = rank(batch, texts, found, extractor.ranker, THRESHOLDS)
    out = []
    for document, mentions in zip(documents, industries_in_titles(batch, hits, texts, ranked), strict=True):
        marked = mark_officials(document.text, mentions, extractor.officials)
        out.append(Extraction(document, *group(document.text, marked, extractor.lexicon)))
    return batch, out


def candidates(batch: Batch, tagger: Tagger, labels: Labels) -> tuple[Candidates, Hits]:
    """Return everything in a batch that may be a name, and the lexicon's labels in it."""
    hits = find_labels(batch, labels)
    marginal, words = tagger.tag(batch.folded)
    return find_candidates(batch, marginal, words, hits), hits
