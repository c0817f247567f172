"""The words of this project as small frozen records.

Every step of the flow (corpus, extract, relate, link, store, query, export) speaks in these; they
import nothing of the package. Offsets are code points into :attr:`Article.text`.
"""

from __future__ import annotations

from typing import NamedTuple

ENTITY_TYPES = (
    "Company",
    "Organization",
    "District",
    "Place",
    "Park",
    "Person",
    "Industry",
    "Policy",
    "Event",
)

RELATIONS = (
    "holdsPosition",
    "locatedIn",
    "operatesIn",
    "issuedBy",
    "targetsIndustry",
    "focusesOn",
    "subsidiaryOf",
    "cooperatesWith",
    "investsIn",
    "visits",
    "organizes",
    "attends",
)

SYMMETRIC = frozenset({"cooperatesWith"})
"""Relations that hold both ways."""

CO_OCCURRENCE = "coOccursWith"

MODALITIES = ("stated", "planned", "negated")
"""How an assertion is meant: as so, as something to come, as not so."""

RECOGNISERS = ("ranker", "policy-title")
"""What finds mentions: the trained tagger with its ranker, and the industries in titles of policies."""


class Article(NamedTuple):
    """One news item, cleaned.

    ``text`` is the title, a newline and the body; ``published`` an ISO date (``2026-01-29``).
    """

    id: str
    title: str
    url: str
    published: str
    account: str
    text: str


class Mention(NamedTuple):
    """A span of one article's text that names something.

    ``confidence`` is the probability (0..1) that span and type are right; ``recogniser`` names the
    part that found it; ``cluster`` is the index of its :class:`Cluster` in the annotation, -1
    before the article's mentions have been grouped.
    """

    start: int
    end: int
    surface: str
    type: str
    confidence: float
    recogniser: str
    official: bool = False
    cluster: int = -1


class Cluster(NamedTuple):
    """All mentions in one article that name the same thing.

    ``name`` is the fullest surface; ``surfaces`` are all distinct ones in order of appearance;
    ``official`` holds for a Person whom the article gives a public post.
    """

    type: str
    name: str
    surfaces: tuple[str, ...]
    official: bool
    confidence: float


class Attribute(NamedTuple):
    """A typed value stated of an assertion: what it measures, its number or date, its unit.

    ``name`` is a property of the ontology (``amount``, ``area``, ``capacity``, ``date``,
    ``validity``); ``value`` its lexical form; ``unit`` a UCUM or ISO 4217 code, or empty.
    """

    name: str
    value: str
    unit: str
    start: int
    end: int


class Assertion(NamedTuple):
    """One relation stated in one sentence of one article.

    ``head`` and ``tail`` are indices of mentions in the annotation; ``start``/``end`` span the
    evidence; ``modality`` is ``stated``, ``planned`` or ``negated``; ``role`` the post as written.
    """

    head: int
    relation: str
    tail: int
    start: int
    end: int
    confidence: float
    role: str = ""
    modality: str = "stated"
    attributes: tuple[Attribute, ...] = ()


class Annotation(NamedTuple):
    """Everything found in one article: a pure function of (article, lexicon, model)."""

    article_id: str
    clusters: tuple[Cluster, ...]
    mentions: tuple[Mention, ...]
    assertions: tuple[Assertion, ...]
    sentences: tuple[tuple[int, int], ...]


class Rejected(NamedTuple):
    """A record that could not be read: where it stood, what was wrong, and the record itself."""

    file: str
    record: int
    reason: str
    raw: str
