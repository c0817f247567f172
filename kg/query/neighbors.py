"""What is around an entity, and which sentences say so."""

from __future__ import annotations

from typing import NamedTuple

from kg.model import CO_OCCURRENCE
from kg.store.reader import Entity, Evidence, Store


class Neighbor(NamedTuple):
    """One link of an entity: the relation, its direction, the other end, how often, when, and the evidence.

    ``direction`` is ``out`` where the entity is the head, ``in`` where it is the tail, and ``both`` for
    co-occurrence. ``support`` is the number of articles that state a fact, or of sentences that name both.
    ``strength`` is the fact's confidence, or the NPMI of a co-occurrence.
    """

    relation: str
    direction: str
    other: Entity
    support: int
    first: str
    last: str
    strength: float
    evidence: Evidence


def neighbors(
    store: Store,
    entity: Entity,
    *,
    type: str | None = None,
    relation: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int = 20,
) -> list[Neighbor]:
    """Return what is linked with the entity: facts first, then co-occurrence by significance.

    Parameters
    ----------
    type
        Only neighbours of this entity type.
    relation
        Only this relation (``coOccursWith`` for co-occurrence).
    since, until
        ISO dates: only links with evidence on or after, on or before.
    limit
        At most so many.
    """

    def wanted(other: Entity, first: str, last: str) -> bool:
        if type and other.type != type and not (type == "Official" and other.official):
            return False
        return not (since and last < since) and not (until and first > until)

    found: list[Neighbor] = []
    linked: set[int] = set()
    for fact in store.facts_of(entity.key):
        if relation and fact.relation != relation:
            continue
        outward = fact.head == entity.key
        other = store.entity(fact.tail if outward else fact.head)
        if not wanted(other, fact.first, fact.last):
            continue
        if len(found) >= limit:
            return found
        linked.add(other.key)
        evidence = store.evidence(fact.key, 1)[0]
        direction = "out" if outward else "in"
        found.append(
            Neighbor(
                fact.relation,
                direction,
                other,
                fact.articles,
                fact.first,
                fact.last,
                fact.confidence,
                evidence,
            )
        )
    if relation and relation != CO_OCCURRENCE:
        return found
    for pair in store.cooccurrence_of(entity.key):
        if len(found) >= limit:
            break
        if pair.other in linked:
            continue
        other = store.entity(pair.other)
        if pair.llr > 0 and wanted(other, pair.first, pair.last):
            evidence = store.sentence(pair.article, pair.sentence)
            found.append(
                Neighbor(
                    CO_OCCURRENCE,
                    "both",
                    other,
                    pair.sentences,
                    pair.first,
                    pair.last,
                    pair.npmi,
                    evidence,
                )
            )
    return found
