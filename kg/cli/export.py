"""The command that exports the graph as files."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.main import UserError
from kg.cli.options import open_store, store_option
from kg.files import whole_file


@click.command(epilog="Example:  kg export --format ntriples -o graph.nt")
@click.option(
    "--format",
    "fmt",
    type=click.Choice(["turtle", "ntriples"]),
    default="turtle",
    show_default=True,
    help="RDF syntax.",
)
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="File to write.")
@click.option(
    "--base-iri", default="https://example.org/kg/", show_default=True, help="What the IRIs begin with."
)
@store_option
def export(fmt: str, output: Path, base_iri: str, store_path: Path | None) -> None:
    """Write the graph as RDF."""
    from kg.export.rdf import write_rdf

    try:
        with open_store(store_path) as store, whole_file(output) as stream:
            write_rdf(store, stream, fmt, base_iri)
    except OSError as error:
        raise UserError(f"{output}: cannot be written: {error.strerror}") from error
    click.echo(f"written: {output}")
