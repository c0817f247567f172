"""How two entities are connected: the strongest paths, each step with its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp

from kg.model import CO_OCCURRENCE
from kg.query.kbest import k_best
from kg.query.neighbors import kinds_of
from kg.store.around import best_link, costs_from, degree
from kg.store.costs import link_strength, through_cost
from kg.store.reader import Entity, Store


@dataclass(frozen=True)
class PathStep:
    """One step: the fact or co-occurrence as stated, so ``head`` may be the farther end.

    ``count`` is the number of articles, or of sentences for co-occurrence; ``strength`` (0..1) the fact's
    confidence, or half the NPMI.
    """

    head: str
    head_id: str
    relation: str
    tail: str
    tail_id: str
    count: int
    first: str
    last: str
    strength: float
    role: str
    evidence: str
    article: str
    title: str
    url: str


@dataclass(frozen=True)
class Path:
    """A way from one entity to another.

    ``strength`` (0..1) is the product of its steps' strengths, and for every entity between the ends of
    1 / (1 + ln(number of its links)).
    """

    rank: int
    strength: float
    names: tuple[str, ...]
    steps: tuple[PathStep, ...]


def paths(
    store: Store,
    source: Entity,
    target: Entity,
    *,
    k: int = 3,
    via: Sequence[str] = (),
    facts_only: bool = False,
) -> list[Path]:
    """Return at most ``k`` paths, the strongest first; none where the two are not connected.

    Parameters
    ----------
    via
        Types of which every entity between the ends must be; any type where there are none.
    facts_only
        Leave co-occurrence aside.
    """
    network = _Network(store, source.key, target.key, via, facts_only)
    routes = k_best(source.key, target.key, k, network.links, network.half)
    entities = store.entities_by_key(key for route in routes for key in route.nodes)
    return [
        Path(
            rank=rank,
            strength=round(exp(-route.cost), 4),
            names=tuple(entities[key].name for key in route.nodes),
            steps=tuple(_step(store, entities[a], entities[b], facts_only) for a, b in pairwise(route.nodes)),
        )
        for rank, route in enumerate(routes, 1)
    ]


class _Network:
    """The store as the search sees it; what has been read once is kept."""

    def __init__(self, store: Store, source: int, target: int, via: Sequence[str], facts_only: bool) -> None:
        self._store = store
        self._ends = (source, target)
        self._kinds = tuple(kind for name in via for kind in kinds_of(name))
        self._facts_only = facts_only
        self._costs: dict[int, dict[int, float]] = {}
        self._halves: dict[int, float] = {}

    def links(self, key: int) -> dict[int, float]:
        """Return what it costs to go to each neighbour that may be on a path."""
        costs = self._costs.get(key)
        if costs is None:
            costs = costs_from(self._store, key, self._kinds, self._ends, facts_only=self._facts_only)
            self._costs[key] = costs
        return costs

    def half(self, key: int) -> float:
        """Return half the cost of passing through an entity: the more links it has, the less it says."""
        half = self._halves.get(key)
        if half is None:
            half = self._halves[key] = through_cost(degree(self._store, key)) / 2
        return half


def _step(store: Store, one: Entity, other: Entity, facts_only: bool) -> PathStep:
    fact_key, strength = best_link(store, one.key, other.key, facts_only=facts_only)
    if fact_key:
        (fact,) = store.fact_rows([fact_key])
        head, tail = (one, other) if fact.head == one.key else (other, one)
        evidence = store.best_evidence(fact.key)
        relation, count, first, last = fact.relation, fact.articles, fact.first, fact.last
    else:
        pair = store.cooccurrence(one.key, other.key)
        if pair is None:
            raise KeyError(other.key)
        head, tail = one, other
        evidence = store.sentence(pair.article, pair.sentence)
        relation, count, first, last = CO_OCCURRENCE, pair.sentences, pair.first, pair.last
    return PathStep(
        head=head.name,
        head_id=head.id,
        relation=relation,
        tail=tail.name,
        tail_id=tail.id,
        count=count,
        first=first,
        last=last,
        strength=round(link_strength(strength, not fact_key), 3),
        role=evidence.role,
        evidence=evidence.sentence,
        article=evidence.article,
        title=evidence.title,
        url=evidence.url,
    )
