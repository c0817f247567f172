"""What is linked with an entity, strongest first, without reading all of a hub's links."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush, merge
from itertools import islice
from typing import NamedTuple

from kg.store.costs import link_strength, step_cost
from kg.store.database import Database
from kg.store.pairs import TOTAL, pair_llr, pair_npmi

FACT, COOCCURRENCE = 0, 1
"""The two layers of links: stated, and named in one sentence more often than by chance."""


class Link(NamedTuple):
    """One link of an entity.

    ``weight`` orders links, the strongest (least) first; ``fact`` is the key of the fact, 0 for
    co-occurrence; ``direction`` is ``out``, ``in`` or ``both``; ``strength`` the confidence or the NPMI.
    """

    weight: float
    other: int
    type: str
    fact: int
    direction: str
    relation: str
    strength: float


class Filter(NamedTuple):
    """Which links are wanted: days as 20260129 within which they have evidence; empty means any.

    A direction lets links through that have none (``both``).
    """

    since: int = 0
    until: int = 99999999
    relation: str = ""
    direction: str = ""
    other: int | None = None
    modality: str = ""


def facts_around(
    store: Database, entity: int, kinds: Sequence[str], limit: int, wanted: Filter
) -> list[Link]:
    """Return the most supported facts of an entity.

    Parameters
    ----------
    entity
        Its key.
    kinds
        Types of the other end, ``Official`` standing apart from ``Person``.
    limit
        At most so many.
    """
    conditions, values = _conditions(wanted)
    sql = (
        "SELECT weight, other, type, fact, direction, relation, strength FROM around"
        f" WHERE entity=:entity AND type=:kind{conditions} ORDER BY weight, other, fact LIMIT :limit"
    )
    base = {"entity": entity, "limit": limit, **values}
    streams = [(Link(*row) for row in store.rows(sql, {**base, "kind": kind})) for kind in kinds]
    return list(islice(merge(*streams), limit))


def pairs_around(
    store: Database, entity: int, kinds: Sequence[str], limit: int, wanted: Filter
) -> list[Link]:
    """Return what stands in one sentence with an entity more often than by chance, most significant first.

    Significance depends on the number of all sentences, so that no order of it can be kept. Pairs are
    kept by the order of magnitude of the other's sentences, those with most sentences together first: of
    each such row, what comes next can be no more significant than if the other stood in as few sentences as
    its magnitude allows. The best of these bounds is looked at next, until no bound beats what was found.
    Arguments as for :func:`facts_around`.
    """
    own, total = _sentences(store, entity)
    conditions, values = _conditions(wanted._replace(relation="", direction="", modality=""))
    sql = (
        "SELECT b.sentences, b.other, d.sentences FROM beside b CROSS JOIN degrees d ON d.entity = b.other"
        " WHERE b.entity=:entity AND b.type=:kind AND b.magnitude=:magnitude"
        f"{conditions} ORDER BY b.sentences DESC, b.other"
    )
    waiting: list[tuple[float, int, int, str, int, Iterator[tuple[int, int, int]]]] = []

    def wait(rows: Iterator[tuple[int, int, int]], kind: str, magnitude: int) -> None:
        """Put a stream among those waiting, under the best that its next row can be."""
        row = next(rows, None)
        if row is not None:
            together, other, sentences = row
            bound = pair_llr(together, own, max(together, 1 << magnitude), total)
            if bound > 0:
                heappush(waiting, (-bound, other, sentences, kind, together, rows))

    for kind in kinds:
        for magnitude in _magnitudes(store, entity, kind):
            base = {**values, "entity": entity, "kind": kind, "magnitude": magnitude}
            wait(iter(store.rows(sql, base)), kind, magnitude)
    found: list[Link] = []
    while waiting and not (len(found) == limit and waiting[0][0] >= found[-1].weight):
        _, other, sentences, kind, together, rows = heappop(waiting)
        weight = -pair_llr(together, own, sentences, total)
        if weight < 0:
            strength = pair_npmi(together, own, sentences, total)
            insort(found, Link(weight, other, kind, 0, "both", "", strength))
            del found[limit:]
        wait(rows, kind, sentences.bit_length() - 1)
    return found


def _magnitudes(store: Database, entity: int, kind: str) -> Iterator[int]:
    """Yield the orders of magnitude under which an entity has pairs of a kind."""
    magnitude = -1
    sql = "SELECT min(magnitude) FROM beside WHERE entity=? AND type=? AND magnitude > ?"
    while (row := store.row(sql, (entity, kind, magnitude))) and row[0] is not None:
        magnitude = row[0]
        yield magnitude


def _sentences(store: Database, entity: int) -> tuple[int, int]:
    """Return in how many sentences an entity stands, and how many there are in all."""
    row = store.row(f"SELECT sentences, {TOTAL} FROM degrees WHERE entity=?", (entity,))
    return (row[0], row[1]) if row else (0, 0)


def _conditions(wanted: Filter) -> tuple[str, dict[str, object]]:
    parts = []
    if wanted.since > 0:
        parts.append("last >= :since")
    if wanted.until < 99999999:
        parts.append("first <= :until")
    if wanted.relation:
        parts.append("relation = :relation")
    if wanted.direction:
        parts.append("direction IN (:direction, 'both')")
    if wanted.other is not None:
        parts.append("other = :other")
    if wanted.modality:
        parts.append("(SELECT modality FROM facts WHERE key = fact) = :modality")
    return "".join(f" AND {p}" for p in parts), wanted._asdict()


def costs_from(
    store: Database, entity: int, kinds: Sequence[str], ends: tuple[int, int], *, facts_only: bool
) -> dict[int, float]:
    """Return the least cost of going from an entity to each neighbour, for path searches.

    Parameters
    ----------
    kinds
        Types that neighbours must have to be passed through; any where there are none.
    ends
        Neighbours that may be reached whatever their type.
    """
    some = f" AND (other IN (?, ?) OR kind IN ({','.join('?' * len(kinds))}))" if kinds else ""
    values = (entity, *ends, *kinds) if kinds else (entity,)
    costs: dict[int, float] = {}
    if not facts_only:
        own, total = _sentences(store, entity)
        rows = store.rows(
            "SELECT b.other, b.sentences, d.sentences, d.links FROM beside b CROSS JOIN degrees d"
            f" ON d.entity = b.other WHERE b.entity=?{some}",
            values,
        )
        for other, together, sentences, links in rows:
            if together * total > own * sentences:
                strength = pair_npmi(together, own, sentences, total)
                costs[other] = step_cost(strength, COOCCURRENCE, links)
    rows = store.rows(
        "SELECT r.other, r.strength, d.links FROM around r CROSS JOIN degrees d ON d.entity = r.other"
        f" WHERE r.entity=?{some}",
        values,
    )
    for other, confidence, links in rows:
        cost = step_cost(confidence, FACT, links)
        costs[other] = min(costs.get(other, cost), cost)
    return costs


def best_link(store: Database, entity: int, other: int, *, facts_only: bool) -> tuple[int, float]:
    """Return the strongest link between two neighbours: the fact's key, or 0, and its confidence or NPMI.

    Raises
    ------
    KeyError
        They are not neighbours.
    """
    sql = (
        "SELECT key, confidence FROM (SELECT key, confidence FROM facts WHERE head=:a AND tail=:b"
        " UNION ALL SELECT key, confidence FROM facts WHERE head=:b AND tail=:a) ORDER BY confidence DESC, key LIMIT 1"
    )
    fact = store.row(sql, {"a": entity, "b": other})
    ends = (min(entity, other), max(entity, other))
    pair = None if facts_only else store.row("SELECT npmi FROM pairs WHERE a=? AND b=? AND llr > 0", ends)
    if fact is None and pair is None:
        raise KeyError((entity, other))
    if fact and (pair is None or link_strength(fact[1], False) >= link_strength(pair[0], True)):
        return int(fact[0]), float(fact[1])
    return 0, float(pair[0]) if pair else 0.0


def all_strengths(store: Database) -> Iterator[tuple[int, int, int, float]]:
    """Yield (entity, other, layer, strength) of every link, at both its ends; the layer is 0 for facts, 1 for pairs."""
    for head, tail, confidence in store.rows("SELECT head, tail, confidence FROM facts ORDER BY key"):
        yield head, tail, FACT, confidence
        yield tail, head, FACT, confidence
    for a, b, npmi in store.rows("SELECT a, b, npmi FROM pairs WHERE llr > 0 ORDER BY a, b"):
        yield a, b, COOCCURRENCE, npmi
        yield b, a, COOCCURRENCE, npmi


def degree(store: Database, entity: int) -> int:
    """Return with how many others an entity is linked."""
    row = store.row("SELECT links FROM degrees WHERE entity=?", (entity,))
    return int(row[0]) if row else 0
