"""Everything known of one entity."""

from __future__ import annotations

from dataclasses import dataclass

from kg.query.facts import FactRow, fact_rows
from kg.query.neighbors import Neighbor, kinds_of, named_together
from kg.query.period import period
from kg.store.around import Filter, facts_around
from kg.store.listing import degree_of
from kg.store.reader import Entity, Store


@dataclass(frozen=True)
class NameRow:
    """A name of an entity, how many mentions use it, and why it was joined to the entity."""

    name: str
    mentions: int
    why: str


@dataclass(frozen=True)
class Profile:
    """An entity: its id, type and concept, its names, when and how often it is seen, its facts.

    ``links`` is the number of other entities it is linked with; ``facts`` are the most supported ones;
    ``together`` what it is named together with most significantly.
    """

    id: str
    type: str
    name: str
    official: bool
    concept: str
    articles: int
    mentions: int
    first: str
    last: str
    confidence: float
    links: int
    names: tuple[NameRow, ...]
    facts: tuple[FactRow, ...]
    together: tuple[Neighbor, ...]

    def _repr_html_(self) -> str:
        from kg.query.notebook import html_table
        from kg.query.rows import record

        fields = [{"field": name, "value": value} for name, value in record(self).items()]
        return html_table(["field", "value"], fields)


def profile(store: Store, entity: Entity, limit: int = 20) -> Profile:
    """Return everything known of an entity, at most ``limit`` facts and as many co-occurrences."""
    links = facts_around(store, entity.key, kinds_of(None), limit, Filter())
    found = store.fact_rows([link.fact for link in links])
    return Profile(
        id=entity.id,
        type=entity.type,
        name=entity.name,
        official=entity.official,
        concept=entity.concept,
        articles=entity.articles,
        mentions=entity.mentions,
        first=entity.first,
        last=entity.last,
        confidence=round(entity.confidence, 3),
        links=degree_of(store, entity.key).links,
        names=tuple(NameRow(*name) for name in store.names(entity.key)),
        facts=tuple(fact_rows(store, found, period())),
        together=tuple(named_together(store, entity, limit)),
    )
