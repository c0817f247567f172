"""The command that writes the page."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from kg.cli.entity import ENTITY
from kg.cli.errors import UserError
from kg.cli.options import (
    ANY_RELATION,
    TYPE,
    DateType,
    check_period,
    find_entity,
    open_store,
    quiet_option,
    store_option,
)
from kg.files import whole_file


@click.command(epilog="Example:  kg view 上海仪电 --depth 2 -o graph.html")
@click.argument("entities", metavar="[ENTITY]...", nargs=-1, type=ENTITY)
@click.option(
    "--depth", type=click.IntRange(1, 6), default=1, show_default=True, help="How many links from ENTITY."
)
@click.option(
    "--limit", type=click.IntRange(1, 5000), default=300, show_default=True, help="At most so many entities."
)
@click.option(
    "--type",
    "types",
    multiple=True,
    type=TYPE,
    help="Only entities of this type; may be repeated.",
)
@click.option(
    "--relation",
    "relations",
    multiple=True,
    type=ANY_RELATION,
    help="Only this relation; may be repeated.",
)
@click.option("--since", type=DateType(), help="Only what was stated on or after this date.")
@click.option("--until", type=DateType(), help="Only what was stated on or before this date.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("kg.html"),
    show_default=True,
    help="File to write.",
)
@click.option("--open", "open_page", is_flag=True, help="Open the page in the browser.")
@quiet_option
@store_option
def view(
    entities: tuple[str, ...],
    depth: int,
    limit: int,
    types: tuple[str, ...],
    relations: tuple[str, ...],
    since: str | None,
    until: str | None,
    output: Path,
    open_page: bool,
    quiet: bool,
    store_path: Path | None,
) -> None:
    """Write one HTML page of the graph, or of what is around ENTITY.

    It works with no network.
    """
    from kg.export.page.html import render_page
    from kg.export.page.select import Scope

    check_period(since, until)
    with open_store(store_path) as store:
        focus = tuple({e.key: e for e in (find_entity(store, name) for name in entities)}.values())
        scope = Scope(limit, focus, depth, frozenset(types), frozenset(relations), since or "", until or "")
        page = render_page(store, scope)
    try:
        with whole_file(output) as stream:
            stream.write(page.encode("utf-8"))
    except OSError as error:
        raise UserError(f"{output}: cannot be written: {error.strerror}") from error
    if not quiet:
        click.echo(f"written: {output} (open it in a browser)")
    if open_page and not webbrowser.open(output.resolve().as_uri()):
        raise UserError(f"no browser could be started; open {output} yourself")
