"""Commands that find: search, articles."""

from __future__ import annotations

import click

from kg.cli.entity import ENTITY
from kg.cli.errors import UserError
from kg.cli.options import Ask, asking, find_entity, open_store, since_until


@click.command(epilog="Example:  kg search 机器人")
@click.argument("text")
@asking()
def search(ask: Ask, text: str) -> None:
    """Entities by their names, articles by their text.

    Names are found by a part of them, by pinyin or its initials, and in spite of typing slips. At most LIMIT entities, the most mentioned first, then as many articles, latest first. Exit code 1
    where nothing is found.
    """
    from kg.query.search import Hit
    from kg.query.search import search as find

    with open_store(ask.store_path) as store:
        hits = find(store, text, ask.limit)
    if not hits:
        raise UserError(f"nothing found for {text!r}")
    columns = ("type", "mentions", "last", "name", "how", "matched")
    ask.answer(hits, Hit, columns, ("mentions", "last", "type"))


@click.command(epilog="Example:  kg articles 中国商飞 --since 2020 --limit 5")
@click.argument("entity", type=ENTITY, required=False)
@since_until
@asking()
def articles(ask: Ask, entity: str | None, since: str | None, until: str | None) -> None:
    """The latest articles, or those that name ENTITY."""
    from kg.query.articles import ArticleRow
    from kg.query.articles import articles as find

    with open_store(ask.store_path) as store:
        found = find_entity(store, entity) if entity else None
        rows = find(store, found, since=since, until=until, limit=ask.limit)
    columns = ("date", "account", "mentions", "id", "title")
    ask.answer(rows, ArticleRow, columns, ("mentions", "id", "account"))
