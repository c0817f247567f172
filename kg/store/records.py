"""What a store gives back: small frozen records, and the columns that they are read from."""

from __future__ import annotations

from typing import NamedTuple


class Entity(NamedTuple):
    """What mentions in many articles refer to. ``first`` and ``last`` are ISO dates."""

    key: int
    id: str
    type: str
    name: str
    official: bool
    concept: str
    articles: int
    mentions: int
    first: str
    last: str
    confidence: float


class Name(NamedTuple):
    """One name of an entity: how many mentions use it, and why it was joined to the entity."""

    name: str
    mentions: int
    why: str


class Fact(NamedTuple):
    """A relation between two entities with how often, where first and last, and how surely it is stated."""

    key: int
    head: int
    relation: str
    tail: int
    assertions: int
    articles: int
    first: str
    last: str
    confidence: float
    modality: str


class Evidence(NamedTuple):
    """The sentence that states something, and the article it stands in."""

    sentence: str
    article: str
    title: str
    url: str
    account: str
    published: str
    role: str = ""
    confidence: float = 1.0
    modality: str = "stated"
    attributes: str = "[]"
    head: str = ""
    tail: str = ""


class CoOccurrence(NamedTuple):
    """Two entities that stand in the same sentences; ``other`` is the one at the far end."""

    other: int
    sentences: int
    articles: int
    npmi: float
    llr: float
    first: str
    last: str
    article: int
    sentence: int


def columns(kind: type[Entity] | type[Fact], alias: str) -> str:
    """Return the columns of the table of a record, in the order of its fields, for a SELECT."""
    return ", ".join(f"{alias}.{field}" for field in kind._fields)


SENTENCE = 'substr(a.text, s.start + 1, s."end" - s.start)'
"""The text of a row ``s`` of sentences, which stands in a row ``a`` of articles."""

SOURCE = f"{SENTENCE}, a.id, a.title, a.url, a.account, a.published"
"""What the first fields of :class:`Evidence` are read from."""

MOST_SUPPORTED = "f.articles DESC, f.assertions DESC, f.confidence DESC, f.last DESC, f.key"
"""The order of facts ``f`` in answers."""
