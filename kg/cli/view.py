"""The command that writes the page."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.main import UserError
from kg.cli.options import open_store, store_option
from kg.files import whole_file


@click.command(epilog="Example:  kg view -o graph.html --limit 300")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("kg.html"),
    show_default=True,
    help="File to write.",
)
@click.option(
    "--limit", type=click.IntRange(1, 5000), default=300, show_default=True, help="At most so many entities."
)
@store_option
def view(output: Path, limit: int, store_path: Path | None) -> None:
    """Write the graph as one HTML page that works with no network."""
    from kg.export.page.html import render_page

    with open_store(store_path) as store:
        page = render_page(store, limit)
    try:
        with whole_file(output) as stream:
            stream.write(page.encode("utf-8"))
    except OSError as error:
        raise UserError(f"{output}: cannot be written: {error.strerror}") from error
    click.echo(f"written: {output} (open it in a browser)")
