"""Which part of the graph goes into the page: what is drawn, and what is kept ready to be shown."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kg.model import CO_OCCURRENCE
from kg.store.reader import CoOccurrence, Entity, Fact, Store

DRAWN_COOCCURRENCES = 2
"""Co-occurrence lines drawn for each entity beside its facts: more would hide them."""
HELD_COOCCURRENCES = 8
"""Co-occurrences of each entity that the page holds, to be listed and shown on "expand"."""
MAX_RESERVE = 500
"""Neighbours held beyond those drawn, so that "expand" has something to show without a server."""
SIGNIFICANT = 3.84
"""Log-likelihood above which a co-occurrence is unlikely to be chance (p < 0.05)."""


class Scope(NamedTuple):
    """What was asked for: nothing means the whole graph.

    ``focus`` are the entities in the middle, ``depth`` how many links away from them; ``types`` and
    ``relations`` restrict what is taken, ``since`` and ``until`` (ISO dates or their beginnings) when it
    was stated. At most ``limit`` entities are drawn.
    """

    limit: int = 300
    focus: tuple[Entity, ...] = ()
    depth: int = 1
    types: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    since: str = ""
    until: str = ""


class Link(NamedTuple):
    """A fact or a co-occurrence between two entities in the page.

    ``weight`` ranks the links of one entity; exactly one of ``fact`` and ``pair`` is there. A link that
    is not ``drawn`` is listed in the panel, and shown when one of its ends is expanded.
    """

    head: int
    relation: str
    tail: int
    weight: float
    fact: Fact | None
    pair: CoOccurrence | None
    drawn: bool = True


class Selection(NamedTuple):
    """The entities drawn and held in reserve, the links among them, their weights, and how many match."""

    drawn: tuple[Entity, ...]
    reserve: tuple[Entity, ...]
    links: tuple[Link, ...]
    weight: Mapping[int, float]
    total: int


def select(store: Store, scope: Scope) -> Selection:
    """Return the most relevant part of the graph: by weighted degree, or nearest to the focus.

    The store is streamed twice; what is kept in memory is one number per entity and the part returned.
    """
    weight: defaultdict[int, float] = defaultdict(float)
    for link in _links(store, scope):
        weight[link.head] += link.weight
        weight[link.tail] += link.weight
    total = 0
    best: list[tuple[float, str, Entity]] = []
    for entity in store.entities():
        if _allowed(entity, scope):
            total += 1
            # A heap of the best so far, smallest first; ids break ties the same way every time.
            item = (weight.get(entity.key, 0.0), _Reversed(entity.id), entity)
            if len(best) < scope.limit:
                heapq.heappush(best, item)
            else:
                heapq.heappushpop(best, item)
    drawn = _around_focus(store, scope, weight) if scope.focus else [item[2] for item in best]
    chosen = {e.key for e in drawn}
    reserve = _reserve(store, scope, chosen, weight)
    held = chosen | {e.key for e in reserve}
    links = thin(link for link in _links(store, scope) if link.head in held and link.tail in held)
    return Selection(
        tuple(sorted(drawn, key=lambda e: e.id)), tuple(reserve), tuple(links), dict(weight), total
    )


def around(store: Store, entity: Entity, scope: Scope, limit: int) -> Selection:
    """Return one entity and its strongest neighbours as a page takes them in when it expands a node."""
    near = sorted(_links_of(store, entity.key, scope), key=lambda x: (-x.weight, x.head, x.relation, x.tail))
    links: list[Link] = []
    others: dict[int, Entity] = {}
    for link in near:
        key = link.tail if link.head == entity.key else link.head
        other = others.get(key) or store.entity(key)
        if _allowed(other, scope) and (key in others or len(others) < limit):
            others[key] = other
            links.append(link)
    weight: defaultdict[int, float] = defaultdict(float)
    for link in links:
        weight[link.head] += link.weight
        weight[link.tail] += link.weight
    return Selection((), (entity, *others.values()), tuple(links), dict(weight), len(others) + 1)


def thin(links: Iterable[Link]) -> Iterator[Link]:
    """Yield all facts, and of the co-occurrences each entity's strongest; say which of them are drawn."""
    pairs: list[Link] = []
    linked: set[frozenset[int]] = set()
    for link in links:
        if link.fact:
            linked.add(frozenset((link.head, link.tail)))
            yield link
        else:
            pairs.append(link)
    count: defaultdict[int, int] = defaultdict(int)
    for link in sorted(pairs, key=lambda x: (-(x.pair.llr if x.pair else 0), x.head, x.tail)):
        fewest = min(count[link.head], count[link.tail])
        if fewest < HELD_COOCCURRENCES and frozenset((link.head, link.tail)) not in linked:
            count[link.head] += 1
            count[link.tail] += 1
            yield link._replace(drawn=fewest < DRAWN_COOCCURRENCES)


class _Reversed(str):
    """A string that sorts backwards."""

    __slots__ = ()

    def __lt__(self, other: str) -> bool:
        return str.__gt__(self, other)


def _links(store: Store, scope: Scope) -> Iterator[Link]:
    yield from (_fact(f) for f in store.facts() if _wanted(f.relation, f.first, f.last, scope))
    if not scope.relations or CO_OCCURRENCE in scope.relations:
        for a, pair in store.cooccurrences():
            if pair.llr > SIGNIFICANT and _wanted(CO_OCCURRENCE, pair.first, pair.last, scope):
                yield _pair(a, pair)


def _links_of(store: Store, key: int, scope: Scope) -> Iterator[Link]:
    facts = [f for f in store.facts_of(key) if _wanted(f.relation, f.first, f.last, scope)]
    yield from map(_fact, facts)
    linked = {k for f in facts for k in (f.head, f.tail)}
    for pair in store.cooccurrence_of(key):
        if pair.llr <= SIGNIFICANT:
            break
        if pair.other not in linked and _wanted(CO_OCCURRENCE, pair.first, pair.last, scope):
            yield _pair(key, pair)


def _fact(fact: Fact) -> Link:
    return Link(fact.head, fact.relation, fact.tail, 2.0 * fact.articles, fact, None)


def _pair(key: int, pair: CoOccurrence) -> Link:
    weight = pair.sentences * max(pair.npmi, 0.0)
    return Link(key, CO_OCCURRENCE, pair.other, weight, None, pair)


def _wanted(relation: str, first: str, last: str, scope: Scope) -> bool:
    if scope.relations and relation not in scope.relations:
        return False
    if scope.since and last < scope.since:
        return False
    # "2026-01" as an end means all of that month: compared with as many characters as it has.
    return not (scope.until and first[: len(scope.until)] > scope.until)


def _allowed(entity: Entity, scope: Scope) -> bool:
    return not scope.types or entity.type in scope.types or (entity.official and "Official" in scope.types)


def _around_focus(store: Store, scope: Scope, weight: Mapping[int, float]) -> list[Entity]:
    found = {e.key: e for e in scope.focus[: scope.limit]}
    frontier = list(found)
    for _ in range(scope.depth):
        strength: defaultdict[int, float] = defaultdict(float)
        for key in frontier:
            for link in _links_of(store, key, scope):
                strength[link.tail if link.head == key else link.head] += link.weight
        frontier = []
        for key in sorted(strength, key=lambda k: (-strength[k], -weight.get(k, 0.0), k)):
            if len(found) >= scope.limit:
                return list(found.values())
            if key not in found and _allowed(entity := store.entity(key), scope):
                found[key] = entity
                frontier.append(key)
    return list(found.values())


def _reserve(store: Store, scope: Scope, chosen: set[int], weight: Mapping[int, float]) -> list[Entity]:
    near = {
        key
        for link in _links(store, scope)
        if (link.head in chosen) != (link.tail in chosen)
        for key in (link.head, link.tail)
        if key not in chosen
    }
    reserve: list[Entity] = []
    for key in sorted(near, key=lambda k: (-weight.get(k, 0.0), k)):
        if len(reserve) >= min(scope.limit, MAX_RESERVE):
            break
        if _allowed(entity := store.entity(key), scope):
            reserve.append(entity)
    return reserve
