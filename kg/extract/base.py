"""What every recogniser is given and what it gives back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from kg.corpus.sentences import sentences
from kg.model import Article, Mention
from kg.vocab.lexicon import Entry, Lexicon, fold
from kg.vocab.matcher import Matcher


class Hit(NamedTuple):
    """A label of the lexicon found in the text."""

    start: int
    end: int
    entries: tuple[Entry, ...]


class Document(NamedTuple):
    """An article made ready for the recognisers.

    ``folded`` is the text in the form in which labels are matched, offset for offset; ``hits`` are
    all labels of the lexicon found in it, overlapping ones too, in order of their start.
    """

    article: Article
    text: str
    folded: str
    sentences: tuple[tuple[int, int], ...]
    hits: tuple[Hit, ...]


class Recogniser(Protocol):
    """Finds mentions of some types in a document; it may overlap others, the merge step settles it."""

    @property
    def name(self) -> str:
        """Return the name under which its mentions are reported."""

    def find(self, document: Document) -> Iterable[Mention]:
        """Return the mentions found, in any order."""


def make_document(article: Article, lexicon: Lexicon, matcher: Matcher) -> Document:
    """Cut the article into sentences and look up every known label in it."""
    folded = fold(article.text)
    labels = lexicon.labels
    hits = [
        Hit(start, end, labels[label])
        for start, end, label in matcher.find(folded)
        if _stands_alone(folded, start, end)
    ]
    hits.sort(key=lambda h: (h.start, -h.end))
    return Document(article, article.text, folded, sentences(article.text), tuple(hits))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether a match does not cut a Latin word or a number in two (the AI of OpenAI)."""
    first, before = text[start], text[start - 1] if start else ""
    last, after = text[end - 1], text[end] if end < len(text) else ""
    return not (_is_latin(first) and _is_latin(before)) and not (_is_latin(last) and _is_latin(after))


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
