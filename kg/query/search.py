"""Finding entities by parts of their names, and articles by their text."""

from __future__ import annotations

from typing import NamedTuple

from kg.query.resolve import nearest_names
from kg.store.reader import Entity, Store
from kg.vocab.names import plain


class SearchResult(NamedTuple):
    """Entities whose names hold the text (or look like it) and articles whose text holds it."""

    entities: list[Entity]
    articles: list[tuple[str, str, str, str]]


def search(store: Store, text: str, limit: int = 20) -> SearchResult:
    """Return entities, most mentioned first, and articles (id, title, date, url), latest first."""
    wanted = plain(text)
    keys = {key for name, key in store.all_names() if wanted in plain(name)}
    entities = sorted((store.entity(k) for k in keys), key=lambda e: (-e.mentions, e.id))
    if not entities:
        near = [store.entities_named(n) for n in nearest_names(store, text)]
        entities = [e for found in near for e in found[:1]]
    return SearchResult(entities[:limit], store.articles_like(text, limit))
