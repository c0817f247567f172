"""The command that takes articles out of a store."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.alone import alone
from kg.cli.errors import UserError
from kg.cli.options import output_option, project_settings, quiet_option
from kg.cli.views import how_to_view, views_option, write_views


@click.command(epilog="Example:  kg remove sample_30")
@click.argument("ids", nargs=-1, required=True, metavar="AID...")
@output_option("Folder of the graph.")
@views_option
@quiet_option
def remove(ids: tuple[str, ...], output: Path, views: bool | None, quiet: bool) -> None:
    """Take articles out of the graph, with all that only they say.

    Writes OUTPUT/kg.db, and of graphs that are not large kg.ttl and kg.html, again. Exit code 1 where none
    of the articles was there.
    """
    from kg.build.local import remove_articles
    from kg.store.errors import StoreError

    settings = project_settings()
    if not (output / "kg.db").is_file():
        raise UserError(f"{output}: no store there; name the folder of a graph with --output")
    try:
        with alone(output):
            missing = remove_articles(output / "kg.db", ids, settings.lexicon_files)
            written = write_views(output, settings.base_iri, views)
    except StoreError as error:
        raise UserError(str(error)) from error
    for article_id in missing:
        click.echo(f"kg: no article {article_id}", err=True)
    if len(missing) == len(ids):
        raise UserError("none of these articles is in the graph")
    if not quiet:
        click.echo(f"{len(ids) - len(missing)} articles removed")
        if not written:
            click.echo(how_to_view(output))
