"""The command that makes a store of the tables that a build on Spark has written."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.errors import UserError
from kg.cli.options import lexicon_option, output_option, project_settings, quiet_option


@click.command("import", epilog="Example:  kg import spark-output --output imported")
@click.argument("folder", type=click.Path(path_type=Path), metavar="PARQUET_DIR")
@output_option("Folder for the store.")
@lexicon_option("The files of names that the tables were built with. May be given again.")
@quiet_option
def import_(folder: Path, output: Path, lexicons: tuple[Path, ...], quiet: bool) -> None:
    """Make a store of Parquet tables.

    PARQUET_DIR is what `kg build --engine spark` wrote. OUTPUT/kg.db is then the store that the local
    engine makes of the same articles, row for row. A store that is there already is left alone.
    """
    try:
        import pyarrow  # noqa: F401
    except ModuleNotFoundError as error:
        raise UserError("kg import needs the package pyarrow: pip install 'kg[parquet]'") from error
    from kg.build.tables import import_tables
    from kg.store.errors import StoreError
    from kg.store.reader import Store
    from kg.vocab.lexicon import LexiconError

    path = output / "kg.db"
    try:
        import_tables(folder, path, lexicons or project_settings().lexicon_files)
    except (StoreError, LexiconError) as error:
        raise UserError(str(error)) from error
    if not quiet:
        with Store(path) as store:
            told = ", ".join(f"{n} {table}" for table, n in store.counts().items())
        click.echo(f"written: {path} ({told})")
