"""The articles of a store, or those that name an entity."""

from __future__ import annotations

from kg.query.period import period
from kg.store.listing import ArticleRow, articles_between, articles_of
from kg.store.reader import Entity, Store

__all__ = ["ArticleRow", "articles"]


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
        return articles_between(store, span.since, span.until, limit)
    return articles_of(store, entity.key, span.first_day, span.last_day, limit)
