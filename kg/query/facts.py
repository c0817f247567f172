"""Facts by relation, ends, type, time and modality, each with the sentence that states it best."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.query.neighbors import kinds_of
from kg.query.period import Period, period
from kg.store.around import Filter, degree, facts_around
from kg.store.listing import facts_where
from kg.store.reader import Entity, Fact, Store


@dataclass(frozen=True)
class FactRow:
    """A fact: head, relation, tail; how many articles and sentences state it, when, how surely, and where.

    ``confidence`` is the probability (0..1) that the fact is stated, all its statements taken together;
    ``role`` and ``evidence`` are those of its surest statement.
    """

    head: str
    head_type: str
    head_id: str
    relation: str
    tail: str
    tail_type: str
    tail_id: str
    role: str
    modality: str
    articles: int
    sentences: int
    first: str
    last: str
    confidence: float
    evidence: str
    article: str
    title: str
    url: str


def facts(
    store: Store,
    *,
    relation: str | None = None,
    head: Entity | None = None,
    tail: Entity | None = None,
    type: str | None = None,
    since: str | None = None,
    until: str | None = None,
    modality: str | None = None,
    limit: int = 20,
) -> list[FactRow]:
    """Return facts, most supported first.

    Parameters
    ----------
    relation
        Only this relation.
    head, tail
        Only facts with this entity at that end.
    type
        Only facts that have an entity of this type at one end: the other one, where an end is given.
    since, until
        ISO dates or their beginnings: only facts with evidence on or after, on or before.
    modality
        ``stated``, ``planned`` or ``negated``.
    limit
        At most so many.
    """
    span = period(since, until)
    near, far, direction = _walked(store, head, tail)
    if near is None:
        found = facts_where(
            store,
            relation=relation or "",
            kinds=kinds_of(type) if type else (),
            since=span.since if since else "",
            until=span.until if until else "",
            modality=modality or "",
            limit=limit,
        )
        return fact_rows(store, found, span)
    wanted = Filter(
        span.first_day,
        span.last_day,
        relation or "",
        direction,
        far.key if far else None,
        modality or "",
    )
    links = facts_around(store, near.key, kinds_of(type), limit, wanted)
    return fact_rows(store, store.fact_rows([link.fact for link in links]), span)


def _walked(
    store: Store, head: Entity | None, tail: Entity | None
) -> tuple[Entity | None, Entity | None, str]:
    """Return the end whose links are walked, the other one, and the direction seen from there.

    Where both ends are given, it is the one with fewer links.
    """
    if head is not None and (tail is None or degree(store, head.key) <= degree(store, tail.key)):
        return head, tail, "out"
    return tail, head, "in"


def fact_rows(store: Store, found: Iterable[Fact], span: Period) -> list[FactRow]:
    """Return facts with their ends and the surest sentence of a period."""
    found = list(found)
    entities = store.entities_by_key(key for fact in found for key in (fact.head, fact.tail))
    return [_row(store, fact, entities[fact.head], entities[fact.tail], span) for fact in found]


def _row(store: Store, fact: Fact, head: Entity, tail: Entity, span: Period) -> FactRow:
    evidence = store.best_evidence(fact.key, *span)
    return FactRow(
        head=head.name,
        head_type=head.type,
        head_id=head.id,
        relation=fact.relation,
        tail=tail.name,
        tail_type=tail.type,
        tail_id=tail.id,
        role=evidence.role,
        modality=fact.modality,
        articles=fact.articles,
        sentences=fact.assertions,
        first=fact.first,
        last=fact.last,
        confidence=round(fact.confidence, 3),
        evidence=evidence.sentence,
        article=evidence.article,
        title=evidence.title,
        url=evidence.url,
    )
