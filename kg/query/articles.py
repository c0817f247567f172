"""The articles of a store, or those that name an entity."""

from __future__ import annotations

from dataclasses import dataclass

from kg.query.period import period
from kg.store.listing import articles_between, articles_of
from kg.store.reader import Entity, Store


@dataclass(frozen=True)
class ArticleRow:
    """An article: when and by which account it was published, and how many mentions it has.

    ``mentions`` counts those of the entity asked for, or all.
    """

    date: str
    account: str
    mentions: int
    id: str
    title: str
    url: str


def articles(
    store: Store,
    entity: Entity | None = None,
    *,
    since: str | None = None,
    until: str | None = None,
    limit: int = 20,
) -> list[ArticleRow]:
    """Return the latest articles (that name the entity, where one is given), latest first."""
    span = period(since, until)
    if entity is None:
        found = articles_between(store, span.since, span.until, limit)
    else:
        found = articles_of(store, entity.key, span.first_day, span.last_day, limit)
    return [ArticleRow(a.published, a.account, a.mentions, a.id, a.title, a.url) for a in found]
