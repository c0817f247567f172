"""What is stated about an entity, day by day."""

from __future__ import annotations

from dataclasses import dataclass

from kg.query.period import period
from kg.store.listing import Moment, moments_of
from kg.store.reader import Entity, Store


@dataclass(frozen=True)
class TimelineRow:
    """One fact about an entity on one day: the relation, the other end, how often stated, and by whom best.

    ``direction`` is ``out`` where the entity is the head, ``in`` where it is the tail; ``count`` is the
    number of sentences of that day that state the fact.
    """

    date: str
    relation: str
    direction: str
    name: str
    type: str
    id: str
    count: int
    role: str
    modality: str
    evidence: str
    article: str
    title: str
    url: str


def timeline(
    store: Store, entity: Entity, *, since: str | None = None, until: str | None = None, limit: int = 20
) -> list[TimelineRow]:
    """Return the latest dated facts about an entity, the oldest of them first.

    Parameters
    ----------
    since, until
        ISO dates or their beginnings.
    limit
        At most so many: the latest.
    """
    span = period(since, until)
    moments = moments_of(store, entity.key, span.first_day, span.last_day, limit)
    return [_row(store, entity, moment) for moment in reversed(moments)]


def _row(store: Store, entity: Entity, moment: Moment) -> TimelineRow:
    fact, evidence = moment.fact, moment.evidence
    outward = fact.head == entity.key
    other = store.entity(fact.tail if outward else fact.head)
    return TimelineRow(
        date=evidence.published,
        relation=fact.relation,
        direction="out" if outward else "in",
        name=other.name,
        type=other.type,
        id=other.id,
        count=moment.times,
        role=evidence.role,
        modality=evidence.modality,
        evidence=evidence.sentence,
        article=evidence.article,
        title=evidence.title,
        url=evidence.url,
    )
