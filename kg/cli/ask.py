"""Commands that ask about an entity or a fact: neighbors, show, path, facts, timeline."""

from __future__ import annotations

import click

from kg.cli.entity import ENTITY
from kg.cli.options import ANY_RELATION, RELATION, TYPE, Ask, asking, find_entity, open_store, since_until
from kg.cli.output import line_width, print_record, print_rows, strong
from kg.model import MODALITIES
from kg.query.labels import phrase, term
from kg.query.rows import record


@click.command(epilog="Example:  kg neighbors 中国商飞 --type Place --limit 10")
@click.argument("entity", type=ENTITY)
@click.option("--type", "kind", type=TYPE, help="Only neighbours of this type.")
@click.option("--relation", type=ANY_RELATION, help="Only this relation.")
@since_until
@asking()
def neighbors(
    ask: Ask, entity: str, kind: str | None, relation: str | None, since: str | None, until: str | None
) -> None:
    """What is around ENTITY, and which sentences say so.

    ENTITY is any of its names. Facts come first, then co-occurrence in sentences by significance.
    """
    from kg.query.neighbors import Neighbor
    from kg.query.neighbors import neighbors as find

    with open_store(ask.store_path) as store:
        found = find_entity(store, entity)
        rows = find(store, found, type=kind, relation=relation, since=since, until=until, limit=ask.limit)
    if ask.style.fmt == "table":
        seen = phrase("seen", ask.style.lang, mentions=found.mentions, articles=found.articles)
        ask.note(f"{found.name} ({term(found.type, ask.style.lang)}): {seen}")
    columns = ("relation", "direction", "name", "type", "count", "last", "strength", "role", "evidence")
    ask.answer(rows, Neighbor, columns, ("strength", "type", "count", "direction", "last"))


@click.command(epilog="Example:  kg show 中国商飞")
@click.argument("entity", type=ENTITY)
@click.option("--why", is_flag=True, help="Why each of its names was joined to it.")
@asking()
def show(ask: Ask, entity: str, why: bool) -> None:
    """Everything known of ENTITY: names, dates, facts.

    The other formats always say why a name was joined.
    """
    from kg.cli.profile import profile_text
    from kg.query.profile import profile

    with open_store(ask.store_path) as store:
        found = profile(store, find_entity(store, entity), ask.limit)
    if ask.style.fmt == "table":
        text = profile_text(found, ask.style.lang, line_width(), why=why)
        click.echo(strong(text, ask.style.color), nl=False, color=ask.style.color)
    else:
        print_record(record(found), ask.style)


@click.command(epilog="Example:  kg path 中国商飞 上海 --k 2")
@click.argument("source", type=ENTITY, metavar="A")
@click.argument("target", type=ENTITY, metavar="B")
@click.option("--k", type=click.IntRange(1, 50), default=3, show_default=True, help="At most so many paths.")
@click.option(
    "--via", type=TYPE, multiple=True, help="Only through entities of this type. May be given again."
)
@click.option("--facts-only", is_flag=True, help="Leave co-occurrence aside.")
@asking(limit=100)
def path(ask: Ask, source: str, target: str, k: int, via: tuple[str, ...], facts_only: bool) -> None:
    """How A and B are connected, with a sentence for each step.

    A path is as strong as the product of its steps, and weaker for every well-linked entity that it
    passes through. Exit code 1 where there is none.
    """
    from kg.cli.errors import UserError
    from kg.query.paths import paths

    with open_store(ask.store_path) as store:
        ends = find_entity(store, source), find_entity(store, target)
        if ends[0] == ends[1]:
            raise UserError(f"both are one entity: {ends[0].id}")
        found = paths(store, *ends, k=k, via=via, facts_only=facts_only)[: ask.limit]
    if not found:
        raise UserError(f"no path from {ends[0].name} to {ends[1].name}")
    if ask.style.fmt in ("json", "jsonl"):
        print_rows([record(p) for p in found], ask.style, ())
        return
    steps = [{"path": p.rank, "step": n, **record(step)} for p in found for n, step in enumerate(p.steps, 1)]
    for p in found if ask.style.fmt == "table" else ():
        ask.note(f"{p.rank}  {p.strength:.4f}  {' – '.join(p.names)}")
    columns = ("path", "step", "head", "relation", "tail", "count", "last", "strength", "evidence")
    print_rows(steps, ask.style, columns, spare=("count", "strength", "last"))


@click.command(epilog="Example:  kg facts --relation locatedIn --tail 上海 --type Company")
@click.option("--relation", type=RELATION, help="Only this relation.")
@click.option("--head", type=ENTITY, help="Only facts of this entity.")
@click.option("--tail", type=ENTITY, help="Only facts about this entity.")
@click.option(
    "--type",
    "kind",
    type=TYPE,
    help="Only facts with this type at one end (the other, where an end is given).",
)
@since_until
@click.option("--modality", type=click.Choice(MODALITIES), help="Only facts said so.")
@asking()
def facts(
    ask: Ask,
    relation: str | None,
    head: str | None,
    tail: str | None,
    kind: str | None,
    since: str | None,
    until: str | None,
    modality: str | None,
) -> None:
    """Facts by relation, ends, type and time.

    The most supported come first.
    """
    from kg.query.facts import FactRow
    from kg.query.facts import facts as find

    with open_store(ask.store_path) as store:
        rows = find(
            store,
            relation=relation,
            head=find_entity(store, head) if head else None,
            tail=find_entity(store, tail) if tail else None,
            type=kind,
            since=since,
            until=until,
            modality=modality,
            limit=ask.limit,
        )
    columns = ("head", "relation", "tail", "role", "modality", "articles", "last", "confidence", "evidence")
    ask.answer(rows, FactRow, columns, ("confidence", "articles", "last", "modality"))


@click.command(epilog="Example:  kg timeline 中国商飞 --since 2020")
@click.argument("entity", type=ENTITY)
@since_until
@asking()
def timeline(ask: Ask, entity: str, since: str | None, until: str | None) -> None:
    """What is stated about ENTITY, day by day.

    The latest LIMIT facts, the oldest of them first.
    """
    from kg.query.timeline import TimelineRow
    from kg.query.timeline import timeline as find

    with open_store(ask.store_path) as store:
        rows = find(store, find_entity(store, entity), since=since, until=until, limit=ask.limit)
    columns = ("date", "relation", "direction", "name", "type", "count", "role", "modality", "evidence")
    ask.answer(rows, TimelineRow, columns, ("count", "type", "modality", "direction"))
