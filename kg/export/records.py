"""The graph as nodes and edges with plain values: what property-graph formats are written from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.model import CO_OCCURRENCE
from kg.store.reader import Entity
from kg.store.rows import EntityName
from kg.store.scan import Scan

# The concepts of districts and places end in their GB/T 2260 code; a test compares all of them.
_GBT2260 = re.compile(r"/vocab/(?:district|place)/(\d{6})$")


class Node(NamedTuple):
    """An entity; ``first`` and ``last`` are ISO dates, ``code`` a GB/T 2260 code or empty."""

    id: str
    label: str
    type: str
    official: bool
    aliases: tuple[str, ...]
    concept: str
    code: str
    articles: int
    mentions: int
    first: str
    last: str
    confidence: float


class Edge(NamedTuple):
    """A fact or a co-occurrence.

    ``weight`` is the number of articles that state a fact, or of sentences that name both ends;
    ``confidence`` is None for co-occurrences, ``npmi`` and ``llr`` are None for facts. ``evidence`` is one
    sentence, of the article whose id is ``article``. A co-occurrence has no direction: ``source`` is
    merely the end whose key is smaller.
    """

    source: str
    relation: str
    target: str
    weight: int
    articles: int
    first: str
    last: str
    confidence: float | None
    modality: str
    npmi: float | None
    llr: float | None
    evidence: str
    article: str


def gbt2260(concept: str) -> str:
    """Return the GB/T 2260 code of a district's or place's concept, empty where it has none."""
    found = _GBT2260.search(concept)
    return found.group(1) if found else ""


def node(entity: Entity, names: list[EntityName]) -> Node:
    """Return an entity with its names as a node."""
    return Node(
        entity.id,
        entity.name,
        entity.type,
        entity.official,
        tuple(n.name for n in names if n.name != entity.name),
        entity.concept,
        gbt2260(entity.concept),
        entity.articles,
        entity.mentions,
        entity.first,
        entity.last,
        entity.confidence,
    )


def nodes(scan: Scan) -> Iterator[Node]:
    """Yield all entities by id."""
    for entity, names, _ in scan.described():
        yield node(entity, names)


def edges(scan: Scan) -> Iterator[Edge]:
    """Yield facts by head, relation and tail, then co-occurrences."""
    yield from fact_edges(scan)
    yield from pair_edges(scan)


def fact_edges(scan: Scan) -> Iterator[Edge]:
    """Yield facts by head, relation and tail."""
    for fact in scan.facts():
        evidence = scan.evidence(fact, 1)[0]
        yield Edge(
            fact.head,
            fact.relation,
            fact.tail,
            fact.articles,
            fact.articles,
            fact.first,
            fact.last,
            fact.confidence,
            fact.modality,
            None,
            None,
            evidence.sentence,
            evidence.article,
        )


def pair_edges(scan: Scan) -> Iterator[Edge]:
    """Yield co-occurrences by article and sentence of their example."""
    for pair in scan.pairs():
        yield Edge(
            pair.a,
            CO_OCCURRENCE,
            pair.b,
            pair.sentences,
            pair.articles,
            pair.first,
            pair.last,
            None,
            "stated",
            pair.npmi,
            pair.llr,
            pair.sentence,
            pair.article,
        )
