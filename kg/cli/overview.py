"""Commands that look at the whole graph: stats, top, diff."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.errors import UserError
from kg.cli.options import TYPE, Ask, asking, open_store
from kg.query.period import is_date
from kg.store.find import find_store


@click.command(epilog="Example:  kg stats --by month")
@click.option(
    "--by",
    type=click.Choice(["type", "relation", "month", "account"]),
    help="Entities by type, facts by relation, or articles by month or account.",
)
@asking(limit=100)
def stats(ask: Ask, by: str | None) -> None:
    """How much of what the store holds."""
    from kg.query.statistics import Count
    from kg.query.statistics import stats as count

    with open_store(ask.store_path) as store:
        rows = count(store, by)[: ask.limit]
    columns = ("what", "name", "count")
    ask.answer(rows, Count, columns)


@click.command(epilog="Example:  kg top --type Company --by degree")
@click.option("--type", "kind", type=TYPE, help="Only entities of this type.")
@click.option(
    "--by",
    type=click.Choice(["degree", "pagerank", "betweenness"]),
    default="degree",
    show_default=True,
    help="Number of linked entities, PageRank, or share of shortest paths that pass through.",
)
@asking()
def top(ask: Ask, kind: str | None, by: str) -> None:
    """The entities that matter most, by how they are linked."""
    from kg.query.top import Ranked
    from kg.query.top import top as rank

    with open_store(ask.store_path) as store:
        rows = rank(store, type=kind, by=by, limit=ask.limit)
    columns = ("rank", "score", "type", "facts", "cooccurrences", "mentions", "name")
    ask.answer(rows, Ranked, columns, ("mentions", "cooccurrences", "facts", "type"))


@click.command(epilog="Example:  kg diff 2019 2023")
@click.argument("old")
@click.argument("new")
@asking()
def diff(ask: Ask, old: str, new: str) -> None:
    """What is new between two dates, or two stores.

    OLD and NEW are stores, or dates. Dates (2026-01-29, 2026-01 or 2026; a month or year to its end) are looked at in one store. At most
    LIMIT entities, then as many facts, most supported first.
    """
    from kg.query.difference import Difference, diff_days, diff_stores

    if is_date(old) and is_date(new):
        with open_store(ask.store_path) as store:
            try:
                rows = diff_days(store, old, new, ask.limit)
            except ValueError as error:
                raise UserError(str(error)) from error
    elif is_date(old) or is_date(new):
        raise UserError(f"{old} and {new}: give two dates or two stores")
    else:
        with open_store(Path(new)) as store:
            rows = diff_stores(store, find_store(Path(old)), ask.limit)
    columns = ("kind", "change", "before", "after", "first", "head", "relation", "tail")
    ask.answer(rows, Difference, columns, ("first", "kind"))
