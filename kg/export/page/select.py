"""Which part of the graph is drawn: the most connected entities and what links them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from kg.model import CO_OCCURRENCE
from kg.store.reader import Store

MAX_COOCCURRENCES = 2
"""Co-occurrence lines drawn for each entity beside its facts: more would hide them."""


class Node(NamedTuple):
    """An entity as drawn."""

    id: str
    name: str
    type: str
    aliases: tuple[str, ...]


class Edge(NamedTuple):
    """A fact or co-occurrence as drawn."""

    source: str
    target: str
    relation: str
    support: int
    evidence: str
    title: str
    published: str
    url: str


class Selection(NamedTuple):
    """The nodes and edges drawn, the weight of each node, and how many entities there are in all."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    weight: Mapping[str, float]
    total: int


def select(store: Store, limit: int) -> Selection:
    """Return the ``limit`` entities with the greatest sum of facts and significant co-occurrences."""
    entities = {e.key: e for e in store.entities()}
    weight: defaultdict[int, float] = defaultdict(float)
    facts = list(store.facts())
    for fact in facts:
        weight[fact.head] += 2 * fact.articles
        weight[fact.tail] += 2 * fact.articles
    pairs = [(a, p) for a, p in store.cooccurrences() if p.llr > 3.84]
    for a, pair in pairs:
        weight[a] += pair.sentences * max(pair.npmi, 0.0)
        weight[pair.other] += pair.sentences * max(pair.npmi, 0.0)
    chosen = set(sorted(entities, key=lambda k: (-weight[k], entities[k].id))[:limit])
    edges = []
    linked = set()
    for fact in facts:
        if fact.head in chosen and fact.tail in chosen:
            evidence = store.evidence(fact.key, 1)[0]
            linked.add(frozenset((fact.head, fact.tail)))
            edges.append(
                Edge(
                    entities[fact.head].id,
                    entities[fact.tail].id,
                    fact.relation,
                    fact.articles,
                    evidence.sentence,
                    evidence.title,
                    evidence.published,
                    evidence.url,
                )
            )
    drawn: defaultdict[int, int] = defaultdict(int)
    for a, pair in sorted(pairs, key=lambda x: (-x[1].llr, x[0], x[1].other)):
        ends = (a, pair.other)
        if not chosen.issuperset(ends) or frozenset(ends) in linked:
            continue
        if all(drawn[k] >= MAX_COOCCURRENCES for k in ends):
            continue
        for key in ends:
            drawn[key] += 1
        evidence = store.sentence(pair.article, pair.sentence)
        edges.append(
            Edge(
                entities[a].id,
                entities[pair.other].id,
                CO_OCCURRENCE,
                pair.sentences,
                evidence.sentence,
                evidence.title,
                evidence.published,
                evidence.url,
            )
        )
    nodes = tuple(
        Node(e.id, e.name, e.type, tuple(n.name for n in store.names(e.key) if n.name != e.name))
        for e in sorted((entities[k] for k in chosen), key=lambda e: e.id)
    )
    return Selection(nodes, tuple(edges), {entities[k].id: weight[k] for k in chosen}, len(entities))
