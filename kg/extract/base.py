"""What every step of finding names is given: an article made ready."""

from __future__ import annotations

from typing import NamedTuple

from kg.corpus.sentences import sentences
from kg.model import Article
from kg.vocab.lexicon import fold


class Document(NamedTuple):
    """An article made ready: ``folded`` is its text in the form in which labels are matched, offset for offset."""

    article: Article
    text: str
    folded: str
    sentences: tuple[tuple[int, int], ...]


def make_document(article: Article) -> Document:
    """Fold the article's text and cut it into sentences."""
    return Document(article, article.text, fold(article.text), sentences(article.text))
