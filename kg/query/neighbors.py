"""What is around an entity, and which sentences say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.link.association import p_value
from kg.model import CO_OCCURRENCE, ENTITY_TYPES
from kg.query.period import Period, period
from kg.store.around import Filter, Link, facts_around, pairs_around
from kg.store.reader import Entity, Evidence, Store


@dataclass(frozen=True)
class Neighbor:
    """One link of an entity: the relation, the other end, how often and when it is stated, and the evidence.

    ``direction`` is ``out`` where the entity is the head, ``in`` where it is the tail, and ``both`` for
    co-occurrence. ``count`` is the number of articles that state a fact, or of sentences that name both.
    ``strength`` is the fact's confidence, or the NPMI of a co-occurrence; ``p_value`` the probability that
    two entities stand together so often by chance (of the log-likelihood ratio), None for facts.
    """

    relation: str
    direction: str
    name: str
    type: str
    id: str
    count: int
    first: str
    last: str
    strength: float
    p_value: float | None
    role: str
    modality: str
    evidence: str
    article: str
    title: str
    url: str


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
        Only neighbours of this entity type; ``Official`` for officials.
    relation
        Only this relation (``coOccursWith`` for co-occurrence).
    since, until
        ISO dates or their beginnings: only links with evidence on or after, on or before.
    limit
        At most so many.
    """
    span = period(since, until)
    kinds = kinds_of(type)
    wanted = Filter(since=span.first_day, until=span.last_day)
    found: list[Neighbor] = []
    linked: set[int] = set()
    if relation != CO_OCCURRENCE:
        facts = facts_around(store, entity.key, kinds, limit, wanted._replace(relation=relation or ""))
        linked.update(link.other for link in facts)
        found += [_stated(store, link, span) for link in facts]
    if relation in (None, CO_OCCURRENCE) and len(found) < limit:
        # Those already shown as facts are passed over, so a few more than the limit may be needed.
        pairs = pairs_around(store, entity.key, kinds, limit + len(linked), wanted)
        fresh = [link for link in pairs if link.other not in linked]
        found += [_together(store, entity, link) for link in fresh[: limit - len(found)]]
    return found


def named_together(store: Store, entity: Entity, limit: int) -> list[Neighbor]:
    """Return what stands in one sentence with the entity more often than by chance, most significant first."""
    pairs = pairs_around(store, entity.key, kinds_of(None), limit, Filter())
    return [_together(store, entity, link) for link in pairs]


def kinds_of(type: str | None) -> Sequence[str]:
    """Return the kinds of neighbours that a type covers: Person covers Official, None all."""
    if type is None:
        return (*ENTITY_TYPES, "Official")
    return (type, "Official") if type == "Person" else (type,)


def _stated(store: Store, link: Link, span: Period) -> Neighbor:
    (fact,) = store.fact_rows([link.fact])
    evidence = store.best_evidence(link.fact, *span)
    return _row(
        link.relation, link.direction, store.entity(link.other), fact.articles, fact.first, fact.last,
        fact.confidence, None, evidence, fact.modality,
    )  # fmt: skip


def _together(store: Store, entity: Entity, link: Link) -> Neighbor:
    pair = store.cooccurrence(entity.key, link.other)
    if pair is None:
        raise KeyError(link.other)
    evidence = store.sentence(pair.article, pair.sentence)
    return _row(
        CO_OCCURRENCE, "both", store.entity(link.other), pair.sentences, pair.first, pair.last, pair.npmi,
        float(f"{p_value(pair.llr):.3g}"), evidence, "stated",
    )  # fmt: skip


def _row(
    relation: str,
    direction: str,
    other: Entity,
    count: int,
    first: str,
    last: str,
    strength: float,
    chance: float | None,
    evidence: Evidence,
    modality: str,
) -> Neighbor:
    return Neighbor(
        relation=relation,
        direction=direction,
        name=other.name,
        type=other.type,
        id=other.id,
        count=count,
        first=first,
        last=last,
        strength=round(strength, 3),
        p_value=chance,
        role=evidence.role,
        modality=modality,
        evidence=evidence.sentence,
        article=evidence.article,
        title=evidence.title,
        url=evidence.url,
    )
