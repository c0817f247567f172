"""The command that exports the graph as files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.entity import ENTITY
from kg.cli.errors import UserError
from kg.cli.options import (
    ANY_RELATION,
    TYPE,
    DateType,
    base_iri_option,
    check_period,
    find_entity,
    open_store,
    quiet_option,
    store_option,
)
from kg.export.base import FORMATS, Settings, file_writer, folder_writer
from kg.export.compress import compressed
from kg.export.iri import BadBase, names
from kg.files import whole_file, whole_folder
from kg.store.errors import StoreError
from kg.store.scan import Scan
from kg.store.selection import Selection

_FORMAT_HELP = "; ".join(f"{name}: {f.about}" for name, f in FORMATS.items())


@click.command(epilog="Example:  kg export --format gexf --type Company --since 2026 -o companies.gexf.gz")
@click.option(
    "--format",
    "fmt",
    type=click.Choice(list(FORMATS)),
    default="turtle",
    show_default=True,
    help=_FORMAT_HELP + ".",
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="File to write, packed where it ends in .gz or .zst; a folder for neo4j and parquet; - for standard output.",
)
@click.option(
    "--type",
    "types",
    multiple=True,
    type=TYPE,
    help="Only entities of this type, and links between them. May be given again.",
)
@click.option(
    "--relation",
    "relations",
    multiple=True,
    type=ANY_RELATION,
    help="Only this relation, and entities that have it. May be given again.",
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    help="Only entities and facts at least so sure.",
)
@click.option("--since", type=DateType(), help="Only what articles from this date on say.")
@click.option("--until", type=DateType(), help="Only what articles up to this date say.")
@click.option("--entity", type=ENTITY, help="Only what is around this entity (a name or an id).")
@click.option(
    "--depth",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    help="With --entity: how many links away.",
)
@base_iri_option
@click.option(
    "--spreadsheet-safe", is_flag=True, help="In CSV, put ' before cells that spreadsheets run as formulas."
)
@quiet_option
@store_option
def export(
    fmt: str,
    output: Path,
    types: tuple[str, ...],
    relations: tuple[str, ...],
    min_confidence: float,
    since: str | None,
    until: str | None,
    entity: str | None,
    depth: int,
    base_iri: str,
    spreadsheet_safe: bool,
    quiet: bool,
    store_path: Path | None,
) -> None:
    """Write the graph, or a part of it, for other programs.

    As RDF, GraphML, GEXF, CSV for Neo4j, Parquet or JSON Lines.
    """
    check_period(since, until)
    try:
        settings = Settings(names(base_iri), spreadsheet_safe)
        with open_store(store_path) as store:
            around = find_entity(store, entity).key if entity else None
            chosen = store.path
        selection = Selection(types, relations, min_confidence, since or "", until or "", around, depth)
        with Scan(chosen, selection) as scan:
            _write(scan, fmt, output, settings)
    except (BadBase, StoreError) as error:
        raise UserError(str(error)) from error
    except ModuleNotFoundError as error:
        raise UserError(f"--format {fmt} needs the package {error.name}: pip install 'kg[{fmt}]'") from error
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UserError(f"{output}: cannot be written: {error.strerror or error}") from error
    if str(output) != "-" and not quiet:
        click.echo(f"written: {output}")


def _write(scan: Scan, fmt: str, output: Path, settings: Settings) -> None:
    if FORMATS[fmt].is_folder:
        if str(output) == "-":
            raise UserError(f"--format {fmt} writes a folder: give -o a name")
        with whole_folder(output) as folder:
            folder_writer(fmt)(scan, folder, settings)
    elif str(output) == "-":
        file_writer(fmt)(scan, sys.stdout.buffer, settings)
    else:
        with whole_file(output) as stream, compressed(stream, output) as packed:
            file_writer(fmt)(scan, packed, settings)
