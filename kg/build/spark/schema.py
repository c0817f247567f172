"""The columns of the tables of the store, and of what is kept between the steps, in Spark's DDL."""

from __future__ import annotations

from collections.abc import Iterable

from kg.build.spark.forms import FORMS
from kg.store.columns import Column, read_columns, tables
from kg.store.flat import FOUND

_TYPES = {"INTEGER": "bigint", "REAL": "double", "TEXT": "string"}

LEFT_OUT = frozenset({"sense"})
"""Columns of the store that only say how it is kept up."""

MEASURES = (Column("npmi", "REAL"), Column("llr", "REAL"))
"""What the store computes of a pair when it is read: written out here, for those who read the tables."""


def table_columns(table: str) -> tuple[Column, ...]:
    """Return the columns of a table as it is written."""
    columns = tuple(column for column in tables()[table] if column.name not in LEFT_OUT)
    return (*columns, *MEASURES) if table == "cooccurrence" else columns


def table_schema(table: str) -> str:
    """Return the columns of a table of the store."""
    return ", ".join(f"`{c.name}` {_TYPES[c.type]}" for c in table_columns(table))


def found_columns(table: str) -> tuple[Column, ...]:
    """Return the columns of one of :data:`~kg.store.flat.FOUND` without the article's key."""
    return read_columns(table)[1:]


def annotated_schema() -> str:
    """Return the columns of annotated articles: one row an article, what was found in it nested.

    ``input``, ``path``, ``block`` and ``n`` tell where its record stood; ``rejected`` why it cannot be used.
    """
    article = [f"`{c.name}` {_TYPES[c.type]}" for c in tables()["articles"]]
    found = [f"{table} {_nested(found_columns(table))}" for table in FOUND]
    return ", ".join([POSITION, "rejected string", "raw string", *article, *found, f"forms {FORMS}"])


def _nested(columns: Iterable[Column]) -> str:
    return f"array<struct<{', '.join(f'`{c.name}`: {_TYPES[c.type]}' for c in columns)}>>"


POSITION = "input bigint, path string, block bigint, place bigint"
"""Where a record stands: the number of its input, file, first byte of the split, number within it."""

WHERE = ("input", "path", "block", "place")
"""The columns of :data:`POSITION`."""
