"""Parquet tables and stores side by side."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from kg.build.tables import BATCH
from kg.store.columns import tables
from kg.store.pairs import make_pairs

LEFT_OUT = {"sense"}
TABLES = (
    *("articles", "clusters", "mentions", "sentences", "assertions"),
    *("entities", "names", "facts", "cooccurrence"),
)
Rows = list[tuple[Any, ...]]


def columns(table: str) -> list[str]:
    """Return the columns that a table has in both."""
    found = [column.name for column in tables()[table] if column.name not in LEFT_OUT]
    return [*found, "npmi", "llr"] if table == "cooccurrence" else found


def store_rows(path: Path, table: str) -> Rows:
    """Return the rows of a table of a store, sorted."""
    db = sqlite3.connect(path)
    make_pairs(db)
    names = ",".join(f'"{name}"' for name in columns(table))
    rows = list(db.execute(f"SELECT {names} FROM {'pairs' if table == 'cooccurrence' else table}"))
    db.close()
    return sorted(rows, key=repr)


def parquet_rows(folder: Path, table: str) -> Rows:
    """Return the rows of a Parquet table, sorted."""
    found = pq.read_table(folder / table, columns=columns(table))
    return sorted(zip(*(column.to_pylist() for column in found.columns), strict=True), key=repr)


def write_tables(store: Path, folder: Path) -> None:
    """Write the tables of a store as a build on Spark does."""
    for table in TABLES:
        names, rows = columns(table), store_rows(store, table)
        values = [pa.array(values) for values in zip(*rows, strict=True)] if rows else []
        (folder / table).mkdir(parents=True)
        if rows:
            pq.write_table(pa.table(values, names), folder / table / "part-0.parquet", row_group_size=BATCH)
    db = sqlite3.connect(store)
    kept = list(db.execute("SELECT name, value FROM meta WHERE name <> 'linking'"))
    db.close()
    (folder / "meta").mkdir()
    names, values = zip(*kept, strict=True)
    pq.write_table(pa.table({"name": names, "value": values}), folder / "meta" / "part-0.parquet")
