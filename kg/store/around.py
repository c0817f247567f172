"""What is linked with an entity, strongest first, without reading all of a hub's links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import islice
from typing import NamedTuple

from kg.store.database import Database

FACTS, COOCCURRENCE = 0, 1
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


def links_of(
    store: Database, entity: int, layer: int, kinds: Sequence[str], limit: int, wanted: Filter
) -> list[Link]:
    """Return the strongest links of an entity in one layer.

    Parameters
    ----------
    entity
        Its key.
    layer
        :data:`FACTS` or :data:`COOCCURRENCE`.
    kinds
        Types of the other end, ``Official`` standing apart from ``Person``.
    limit
        At most so many.
    """
    conditions, values = _conditions(wanted)
    sql = (
        "SELECT weight, other, type, fact, direction, relation, strength FROM around"
        f" WHERE entity=:entity AND layer=:layer AND type=:kind{conditions} ORDER BY weight, other, fact LIMIT :limit"
    )
    base = {"entity": entity, "layer": layer, "limit": limit, **values}
    streams = [(Link(*row) for row in store.rows(sql, {**base, "kind": kind})) for kind in kinds]
    return list(islice(merge(*streams), limit))


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
    layer = " AND layer = 0" if facts_only else ""
    some = f" AND (other IN (?, ?) OR type IN ({','.join('?' * len(kinds))}))" if kinds else ""
    # Of several links to one neighbour the last one is kept, which is the cheapest.
    sql = f"SELECT other, cost FROM around WHERE entity=?{layer}{some} ORDER BY cost DESC"
    return dict(store.pairs(sql, (entity, *ends, *kinds) if kinds else (entity,)))


def best_link(store: Database, entity: int, other: int, *, facts_only: bool) -> tuple[int, float]:
    """Return the cheapest link between two neighbours: the fact's key, or 0, and its strength as stored.

    Raises
    ------
    KeyError
        They are not neighbours.
    """
    layer = " AND layer = 0" if facts_only else ""
    sql = f"SELECT fact, strength FROM around WHERE entity=? AND other=?{layer} ORDER BY cost, fact LIMIT 1"
    row = store.row(sql, (entity, other))
    if row is None:
        raise KeyError((entity, other))
    return int(row[0]), float(row[1])


def all_strengths(store: Database) -> Iterator[tuple[int, int, int, float]]:
    """Yield (entity, other, layer, strength) of every link, at both its ends."""
    for row in store.rows("SELECT entity, other, layer, strength FROM around"):
        yield row[0], row[1], row[2], row[3]


def degree(store: Database, entity: int) -> int:
    """Return with how many others an entity is linked."""
    row = store.row("SELECT links FROM degrees WHERE entity=?", (entity,))
    return int(row[0]) if row else 0
