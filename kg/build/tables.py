"""A store from the Parquet tables that a build on Spark has written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.link.curated import from_text
from kg.store.columns import read_columns
from kg.store.errors import StoreError
from kg.store.flat import FOUND
from kg.store.writer import SCHEMA_VERSION, StoreWriter
from kg.vocab.lexicon import load_lexicon

if TYPE_CHECKING:
    import pyarrow.dataset as ds

BATCH = 4096
"""Rows held at a time: of the articles, whole texts."""


def import_tables(
    folder: Path,
    path: Path,
    lexicons: tuple[Path, ...] = (),
    progress: Callable[[str], None] = lambda step: None,
) -> None:
    """Make a store at ``path`` of the tables in a folder, or in the folder ``tables`` in it.

    The articles and what was found in them are taken over; who is who, facts and co-occurrence are made
    from them again, so that the store has all it needs to be added to.

    Parameters
    ----------
    lexicons
        The user's files of names, those of the build.

    Raises
    ------
    StoreError
        There is a store already; a table is missing, damaged or of another version; or the store cannot
        be written.
    kg.vocab.lexicon.LexiconError
        A file of names cannot be read.
    """
    if path.exists():
        raise StoreError(f"{path}: there is a store already; name another folder with --output")
    inside = folder / "tables"
    here = inside if inside.is_dir() else folder
    if not here.is_dir():
        raise StoreError(f"{folder}: no such folder; name the --output of kg build --engine spark")
    meta = dict(_rows(here / "meta", ("name", "value")))
    if meta.pop("schema", None) != SCHEMA_VERSION:
        raise StoreError(f"{here}: made by another version of kg; build the tables again")
    lexicon = load_lexicon(lexicons)
    curated = from_text(meta.pop("curated"))
    with StoreWriter(path) as writer:
        for table in ("articles", *FOUND):
            progress(table)
            writer.load(table, _rows(here / table, tuple(c.name for c in read_columns(table))))
        progress("linking and counting")
        writer.finish(lexicon, meta, curated, meta.get("home_region", ""))


def _rows(folder: Path, columns: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    from pyarrow.lib import ArrowException

    if not folder.is_dir():
        raise StoreError(f"{folder}: the table is missing; name the --output of kg build --engine spark")
    try:
        table = _open(folder)
        if missing := [column for column in columns if column not in table.schema.names]:
            raise StoreError(
                f"{folder}: has no column {missing[0]}; build the tables again with this version"
            )
        for batch in table.to_batches(columns=list(columns), batch_size=BATCH, batch_readahead=1):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
    except (ArrowException, OSError) as error:
        raise StoreError(f"{folder}: cannot be read: {' '.join(str(error).split())[:200]}") from error


def _open(folder: Path) -> ds.Dataset:
    import pyarrow.dataset as ds

    return ds.dataset(folder, format="parquet")
