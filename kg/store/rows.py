"""What a walk through a store gives: small frozen records, one a row."""

from __future__ import annotations

from typing import NamedTuple


class EntityName(NamedTuple):
    """A name of an entity; ``leads_here`` holds where ``type/plain`` can mean no other entity."""

    name: str
    plain: str
    leads_here: bool


class StatedRow(NamedTuple):
    """A relation that an assertion states as so, seen from its head; ``tail`` is an id."""

    relation: str
    tail: str


class FactRow(NamedTuple):
    """A fact with the ids of its ends."""

    key: int
    head: str
    relation: str
    tail: str
    assertions: int
    articles: int
    first: str
    last: str
    confidence: float
    modality: str


class ArticleRow(NamedTuple):
    """An article without its text."""

    key: int
    id: str
    title: str
    url: str
    published: str
    account: str


class AssertionRow(NamedTuple):
    """One assertion, with the ids of its fact's ends and the sentence that states it."""

    n: int
    head: str
    relation: str
    tail: str
    start: int
    end: int
    confidence: float
    role: str
    modality: str
    attributes: str
    sentence: str


class EvidenceRow(NamedTuple):
    """The article and sentence that state a fact, with what is particular to them."""

    article: str
    published: str
    confidence: float
    role: str
    modality: str
    attributes: str
    sentence: str


class PairRow(NamedTuple):
    """A co-occurrence with the ids of its ends, its example sentence and the id of that sentence's article."""

    a: str
    b: str
    sentences: int
    articles: int
    npmi: float
    llr: float
    first: str
    last: str
    article: str
    sentence: str
