"""The graph as Parquet tables: pandas, polars, DuckDB, Spark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.export.base import Settings
from kg.export.records import nodes
from kg.store.scan import Scan

if TYPE_CHECKING:
    import pyarrow as pa

BATCH = 8192
"""Rows held at a time, and the size of a row group."""

TABLES: dict[str, tuple[tuple[str, str], ...]] = {
    "entities": (
        ("id", "string"),
        ("iri", "string"),
        ("name", "string"),
        ("type", "string"),
        ("official", "bool"),
        ("aliases", "list"),
        ("concept", "string"),
        ("code", "string"),
        ("articles", "int"),
        ("mentions", "int"),
        ("first", "date"),
        ("last", "date"),
        ("confidence", "float"),
    ),
    "facts": (
        ("head", "string"),
        ("relation", "string"),
        ("tail", "string"),
        ("assertions", "int"),
        ("articles", "int"),
        ("first", "date"),
        ("last", "date"),
        ("confidence", "float"),
        ("modality", "string"),
    ),
    "assertions": (
        ("article", "string"),
        ("n", "int"),
        ("head", "string"),
        ("relation", "string"),
        ("tail", "string"),
        ("start", "int"),
        ("end", "int"),
        ("confidence", "float"),
        ("role", "string"),
        ("modality", "string"),
        ("attributes", "string"),
        ("sentence", "string"),
    ),
    "cooccurrences": (
        ("a", "string"),
        ("b", "string"),
        ("sentences", "int"),
        ("articles", "int"),
        ("npmi", "float"),
        ("llr", "float"),
        ("first", "date"),
        ("last", "date"),
        ("article", "string"),
        ("sentence", "string"),
    ),
    "articles": (
        ("id", "string"),
        ("title", "string"),
        ("url", "string"),
        ("published", "date"),
        ("account", "string"),
    ),
}
"""The tables and the kinds of their columns, in order."""


def write_parquet(scan: Scan, folder: Path, settings: Settings) -> None:
    """Write one ``.parquet`` file for each of :data:`TABLES` into the folder."""
    iri = settings.names.entity
    entities = ((n.id, iri(n.id).value, n.label, *n[2:]) for n in nodes(scan))
    _write(folder, "entities", entities)
    _write(folder, "facts", (fact[1:] for fact in scan.facts()))
    _write(folder, "assertions", ((a.id, *row) for a in scan.articles() for row in scan.assertions_in(a)))
    _write(folder, "cooccurrences", scan.pairs())
    _write(folder, "articles", (article[1:] for article in scan.articles()))


def _write(folder: Path, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = TABLES[table]
    schema = pa.schema([pa.field(name, _type(kind)) for name, kind in columns])
    with pq.ParquetWriter(folder / f"{table}.parquet", schema, compression="zstd") as writer:
        for batch in _batches(rows):
            values = [
                pa.array([_value(row[i], kind) for row in batch], type=_type(kind))
                for i, (_, kind) in enumerate(columns)
            ]
            writer.write_batch(pa.RecordBatch.from_arrays(values, schema=schema))


def _batches(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _type(kind: str) -> pa.DataType:
    import pyarrow as pa

    types = {
        "string": pa.string(),
        "bool": pa.bool_(),
        "list": pa.list_(pa.string()),
        "int": pa.int64(),
        "float": pa.float64(),
        "date": pa.date32(),
    }
    return types[kind]


def _value(value: Any, kind: str) -> Any:
    if kind == "date":
        return date.fromisoformat(value) if value else None
    return list(value) if kind == "list" else value
