"""The command that checks a store, or RDF, against what this project promises."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.errors import UserError
from kg.cli.options import open_store, store_option
from kg.cli.output import Style, print_rows
from kg.export.iri import names
from kg.export.shacl import RdfError, ShaclReport, read_rdf, to_rdflib, validate
from kg.export.triples import quads
from kg.files import whole_file
from kg.store.check import check_store
from kg.store.errors import StoreError
from kg.store.scan import Scan


@click.command("validate", epilog="Example:  kg validate output/kg.ttl")
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar="[FILE]")
@click.option(
    "--format",
    "fmt",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="How violations are printed.",
)
@click.option("--report", type=click.Path(path_type=Path), help="Write the SHACL report there, as Turtle.")
@store_option
def validate_command(file: Path | None, fmt: str, report: Path | None, store_path: Path | None) -> None:
    """Check the store, or an RDF FILE, against what kg promises.

    A FILE is checked against the SHACL shapes; without one, the store's own rules and its export. The ending tells the syntax (.ttl .nt .nq .trig .jsonld .rdf, also with .gz or .zst). Exit code 1
    where anything is violated.
    """
    if file and store_path:
        raise click.UsageError("give a FILE or --store, not both")
    try:
        broken: list[dict[str, object]] = []
        if file:
            what, result = str(file), validate(read_rdf(file))
        else:
            with open_store(store_path) as store:
                path = store.path
            what = str(path)
            broken = [
                {
                    "focus": b.invariant,
                    "path": "store",
                    "value": "; ".join(b.examples),
                    "message": f"{b.rows} rows",
                }
                for b in check_store(path)
            ]
            with Scan(path) as scan:
                result = validate(to_rdflib(quads(scan, names())))
        if report:
            with whole_file(report) as stream:
                stream.write(result.graph.serialize(format="turtle").encode())
    except (RdfError, StoreError) as error:
        raise UserError(str(error)) from error
    except ModuleNotFoundError as error:
        raise UserError(f"validating needs the package {error.name}: pip install 'kg[validate]'") from error
    except OSError as error:
        raise UserError(f"{report}: cannot be written: {error.strerror}") from error
    _print(what, broken, result, fmt)


def _print(what: str, broken: list[dict[str, object]], result: ShaclReport, fmt: str) -> None:
    rows = [*broken, *(v._asdict() for v in result.violations)]
    print_rows(rows, Style(fmt), ("focus", "path", "value", "message"))
    if rows or not result.conforms:
        click.echo(f"kg: {what}: {len(rows)} violations", err=True)
        sys.exit(1)
    click.echo(f"{what}: conforms ({result.triples} triples)", err=fmt != "table")
