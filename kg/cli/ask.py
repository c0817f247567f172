"""Commands that ask the store: neighbors, show, search, stats."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import DateType, find_entity, limit_option, open_store, store_option
from kg.cli.output import print_rows
from kg.model import CO_OCCURRENCE, ENTITY_TYPES, RELATIONS
from kg.query.neighbors import Neighbor
from kg.query.neighbors import neighbors as find_neighbors

format_option = click.option(
    "--format",
    "fmt",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="Form of the answer.",
)


@click.command(epilog="Example:  kg neighbors 上海仪电 --type Person --limit 10")
@click.argument("entity")
@click.option(
    "--type", "kind", type=click.Choice([*ENTITY_TYPES, "Official"]), help="Only neighbours of this type."
)
@click.option("--relation", type=click.Choice([*RELATIONS, CO_OCCURRENCE]), help="Only this relation.")
@click.option("--since", type=DateType(), help="Only links with evidence on or after this date.")
@click.option("--until", type=DateType(), help="Only links with evidence on or before this date.")
@limit_option(20)
@format_option
@store_option
def neighbors(
    entity: str,
    kind: str | None,
    relation: str | None,
    since: str | None,
    until: str | None,
    limit: int,
    fmt: str,
    store_path: Path | None,
) -> None:
    """What is around ENTITY (any of its names), and which sentences say so.

    Facts come first, then co-occurrence in sentences by significance.
    """
    with open_store(store_path) as store:
        found = find_entity(store, entity)
        rows = find_neighbors(
            store,
            found,
            type=kind,
            relation=relation,
            since=since,
            until=f"{until}~" if until else None,
            limit=limit,
        )
        if fmt == "table":
            click.echo(
                f"{found.name} ({found.type}): {found.mentions} mentions in {found.articles} articles",
                err=True,
            )
        print_rows(
            [neighbor_record(n) for n in rows],
            fmt,
            [
                "relation",
                "direction",
                "name",
                "type",
                "count",
                "first",
                "last",
                "strength",
                "role",
                "evidence",
                "title",
            ],
        )


def neighbor_record(n: Neighbor) -> dict[str, object]:
    """Return a neighbour as a flat record for JSON and CSV."""
    return {
        "relation": n.relation,
        "direction": n.direction,
        "name": n.other.name,
        "type": n.other.type,
        "id": n.other.id,
        "count": n.support,
        "first": n.first,
        "last": n.last,
        "strength": round(n.strength, 3),
        "role": n.evidence.role,
        "evidence": n.evidence.sentence,
        "article": n.evidence.article,
        "title": n.evidence.title,
        "url": n.evidence.url,
    }


@click.command(epilog="Example:  kg show 上海仪电")
@click.argument("entity")
@store_option
def show(entity: str, store_path: Path | None) -> None:
    """Everything known of ENTITY: type, names, dates, facts with their sentences."""
    with open_store(store_path) as store:
        found = find_entity(store, entity)
        kind = f"{found.type}, official" if found.official else found.type
        click.echo(f"{found.name}  ({kind})\nid      {found.id}")
        if found.concept:
            click.echo(f"concept {found.concept}")
        names = [f"{n.name} ({n.mentions})" for n in store.names(found.key)]
        click.echo(f"names   {'、'.join(names)}")
        click.echo(
            f"seen    {found.mentions} mentions in {found.articles} articles, {found.first} to {found.last}"
        )
        for fact in store.facts_of(found.key):
            head, tail = store.entity(fact.head), store.entity(fact.tail)
            click.echo(
                f"\n{head.name} {fact.relation} {tail.name}  ({fact.articles} articles, {fact.confidence:.2f})"
            )
            for evidence in store.evidence(fact.key, 3):
                role = f"[{evidence.role}] " if evidence.role else ""
                click.echo(f"  {evidence.published} {role}{evidence.sentence}  — {evidence.title}")


@click.command(epilog="Example:  kg search 机器人")
@click.argument("text")
@limit_option(20)
@format_option
@store_option
def search(text: str, limit: int, fmt: str, store_path: Path | None) -> None:
    """Entities whose names hold TEXT or look like it, and articles whose text holds it."""
    from kg.cli.main import UserError
    from kg.query.search import search as find

    with open_store(store_path) as store:
        result = find(store, text, limit)
        if not result.entities and not result.articles:
            raise UserError(f"nothing found for {text!r}")
        rows: list[dict[str, object]] = [
            {"kind": e.type, "name": e.name, "id": e.id, "mentions": e.mentions, "last": e.last}
            for e in result.entities
        ]
        rows += [
            {"kind": "Article", "name": t, "id": i, "mentions": "", "last": d}
            for i, t, d, _ in result.articles
        ]
        print_rows(rows, fmt, ["kind", "mentions", "last", "id", "name"])


@click.command(epilog="Example:  kg stats")
@format_option
@store_option
def stats(fmt: str, store_path: Path | None) -> None:
    """How much of what the store holds."""
    with open_store(store_path) as store:
        rows: list[dict[str, object]] = [{"what": k, "count": v} for k, v in store.counts().items()]
        rows += [{"what": f"entities: {k}", "count": v} for k, v in store.count_by_type().items()]
        rows += [{"what": f"facts: {k}", "count": v} for k, v in store.count_by_relation().items()]
        print_rows(rows, fmt, ["what", "count"])
