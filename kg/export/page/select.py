"""Which part of the graph goes into the page: what is drawn, and what is kept ready to be shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from heapq import merge
from itertools import islice, zip_longest
from typing import NamedTuple

from kg.model import CO_OCCURRENCE
from kg.query.neighbors import kinds_of
from kg.query.paths import paths
from kg.query.period import period
from kg.store import around as near
from kg.store.costs import SIGNIFICANT, fact_weight, pair_weight
from kg.store.reader import CoOccurrence, Entity, Fact, Store
from kg.store.subgraph import Wanted, facts_among, pairs_among, weightiest, weights_of

DRAWN_FACTS = 8
"""Facts drawn for each entity: the picture of a dense graph would be black."""
HELD_FACTS = 24
"""Facts of each entity that the page holds, to be listed and shown when it is chosen."""
DRAWN_COOCCURRENCES = 2
"""Co-occurrence lines drawn for each entity beside its facts: more would hide them."""
HELD_COOCCURRENCES = 8
"""Co-occurrences of each entity that the page holds, to be listed and shown on "expand"."""
MAX_RESERVE = 500
"""Neighbours held beyond those drawn, so that "expand" has something to show without a server."""
HELD_FOR_EACH = 24
"""Strongest links of an entity among which such neighbours are looked for."""


class Scope(NamedTuple):
    """What was asked for: nothing means the whole graph.

    ``focus`` are the entities in the middle, ``depth`` how many links away from them; ``types`` and
    ``relations`` restrict what is taken, ``since`` and ``until`` (ISO dates or their beginnings) when it
    was stated. At most ``limit`` entities are drawn; ``reserve`` says whether the page holds more than it draws:
    one that can ask a server need not.
    """

    limit: int = 300
    focus: tuple[Entity, ...] = ()
    depth: int = 1
    types: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    since: str = ""
    until: str = ""
    reserve: bool = True


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

    What is read of the store is the part returned and the links of its members, however large the rest is;
    only where relations or dates are asked for, all links are added up.
    """
    wanted = Wanted(scope.relations, scope.since, scope.until)
    ranking = weightiest(store, wanted, sorted(scope.types), scope.limit)
    drawn = _around_focus(store, scope) if scope.focus else list(ranking.weights)
    reserve = _reserve(store, scope, drawn) if scope.reserve else []
    held = {*drawn, *reserve}
    links = thin(_links_among(store, held, wanted), frozenset(drawn))
    if not scope.reserve:
        links = (link for link in links if link.drawn)
    entities = store.entities_by_key(held)
    return Selection(
        tuple(sorted((entities[k] for k in drawn), key=lambda e: e.id)),
        tuple(entities[k] for k in reserve),
        tuple(links),
        {**ranking.weights, **weights_of(store, held - ranking.weights.keys(), wanted)},
        ranking.total,
    )


def around(store: Store, entity: Entity, limit: int) -> Selection:
    """Return one entity and its strongest neighbours as a page takes them in when it expands a node."""
    links: list[Link] = []
    others: set[int] = set()
    for link in _strongest(store, entity.key, Scope(), 3 * limit):
        other = _other(link, entity.key)
        if other in others or len(others) < limit:
            others.add(other)
            links.append(link)
    return _fetched(store, [entity.key, *sorted(others - {entity.key})], links)


def along(store: Store, source: Entity, target: Entity) -> Selection:
    """Return the strongest path between two entities, with all links among those on it; empty without one."""
    ids = [step for path in paths(store, source, target, k=1) for step in path.steps]
    named = [e for step in ids for name in (step.head_id, step.tail_id) for e in store.entities_named(name)]
    keys = list(dict.fromkeys(e.key for e in named))
    return _fetched(store, keys, list(_links_among(store, keys, Wanted())))


def _fetched(store: Store, keys: list[int], links: list[Link]) -> Selection:
    """Return what is sent to a page: nothing of it is drawn but the facts between what is shown."""
    entities = store.entities_by_key(keys)
    return Selection(
        (),
        tuple(entities[k] for k in keys),
        tuple(link._replace(drawn=link.fact is not None) for link in links),
        weights_of(store, keys, Wanted()),
        len(keys),
    )


def thin(links: Iterable[Link], drawn: Collection[int]) -> Iterator[Link]:
    """Yield each entity's strongest facts and co-occurrences, and say which of them are drawn.

    A link stays where it is among the strongest of either of its ends, so that what has few keeps all; those
    between entities that are drawn come first. Two that have a fact need no co-occurrence.
    """
    facts: list[Link] = []
    pairs: list[Link] = []
    for link in links:
        (facts if link.fact else pairs).append(link)
    linked = {frozenset((link.head, link.tail)) for link in facts}
    free = [link for link in pairs if frozenset((link.head, link.tail)) not in linked]
    yield from _strongest_of_each(facts, drawn, DRAWN_FACTS, HELD_FACTS)
    yield from _strongest_of_each(free, drawn, DRAWN_COOCCURRENCES, HELD_COOCCURRENCES)


def _strongest_of_each(
    links: Iterable[Link], chosen: Collection[int], drawn: int, held: int
) -> Iterator[Link]:
    def rank(link: Link) -> tuple[bool, float, int, str, int]:
        strength = link.pair.llr if link.pair else link.weight
        beyond = not (link.head in chosen and link.tail in chosen)
        return beyond, -strength, link.head, link.relation, link.tail

    count: defaultdict[int, int] = defaultdict(int)
    for link in sorted(links, key=rank):
        fewest = min(count[link.head], count[link.tail])
        if fewest < held:
            count[link.head] += 1
            count[link.tail] += 1
            yield link._replace(drawn=fewest < drawn)


def _links_among(store: Store, keys: Collection[int], wanted: Wanted) -> Iterator[Link]:
    yield from map(_fact, facts_among(store, keys, wanted))
    for a, pair in pairs_among(store, keys, wanted):
        yield _pair(a, pair)


def _near(store: Store, key: int, scope: Scope, limit: int) -> Iterator[near.Link]:
    """Yield an entity's strongest links: facts first, then with whom it has none."""
    span = period(scope.since or None, scope.until or None)
    kinds = list(dict.fromkeys(k for name in sorted(scope.types) or (None,) for k in kinds_of(name)))
    within = near.Filter(since=span.first_day, until=span.last_day)
    stated = [
        near.facts_around(store, key, kinds, limit, within._replace(relation=relation))
        for relation in sorted(scope.relations - {CO_OCCURRENCE}) or (("",) if not scope.relations else ())
    ]
    facts = list(islice(merge(*stated), limit))
    yield from facts
    if scope.relations and CO_OCCURRENCE not in scope.relations:
        return
    linked = {link.other for link in facts}
    for link in near.pairs_around(store, key, kinds, limit + len(linked), within):
        if -link.weight <= SIGNIFICANT:
            return
        if link.other not in linked:
            yield link


def _strongest(store: Store, key: int, scope: Scope, limit: int) -> Iterator[Link]:
    """Yield the links of :func:`_near` with all that is known of them."""
    for link in islice(_near(store, key, scope, limit), limit):
        if link.fact:
            yield from map(_fact, store.fact_rows([link.fact]))
        elif pair := store.cooccurrence(max(key, link.other), min(key, link.other)):
            # As the store has it, so that the same pair comes the same way from either end.
            a, b = sorted((key, link.other))
            yield _pair(a, pair._replace(other=b))


def _other(link: Link, key: int) -> int:
    return link.tail if link.head == key else link.head


def _fact(fact: Fact) -> Link:
    return Link(fact.head, fact.relation, fact.tail, fact_weight(fact.articles), fact, None)


def _pair(key: int, pair: CoOccurrence) -> Link:
    weight = pair_weight(pair.sentences, pair.npmi, pair.llr)
    return Link(key, CO_OCCURRENCE, pair.other, weight, None, pair)


def _around_focus(store: Store, scope: Scope) -> list[int]:
    """Return the keys of the focus and of what is near it, step by step, the strongest of each step first."""
    found = dict.fromkeys(e.key for e in scope.focus[: scope.limit])
    frontier = list(found)
    for _ in range(scope.depth):
        strength: defaultdict[int, float] = defaultdict(float)
        for key in frontier:
            for link in _strongest(store, key, scope, scope.limit):
                strength[_other(link, key)] += link.weight
        fresh = (k for k in sorted(strength, key=lambda k: (-strength[k], k)) if k not in found)
        frontier = list(islice(fresh, scope.limit - len(found)))
        found |= dict.fromkeys(frontier)
    return list(found)


def _reserve(store: Store, scope: Scope, drawn: list[int]) -> list[int]:
    """Return the keys of neighbours beyond those drawn: each one's strongest, then each one's next."""
    chosen = set(drawn)
    each = ([x.other for x in _near(store, k, scope, HELD_FOR_EACH) if x.other not in chosen] for k in drawn)
    turns = (key for turn in zip_longest(*each) for key in turn if key is not None)
    return list(islice(dict.fromkeys(turns), min(scope.limit, MAX_RESERVE)))
