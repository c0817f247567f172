"""What columns the tables of ``schema.sql`` have: read from it, so that no other place repeats them."""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple


class Column(NamedTuple):
    """A column and its type in SQL: INTEGER, REAL or TEXT."""

    name: str
    type: str


@lru_cache(maxsize=1)
def tables() -> dict[str, tuple[Column, ...]]:
    """Return the columns of every table, in their order."""
    db = sqlite3.connect(":memory:")
    try:
        db.executescript(Path(__file__).with_name("schema.sql").read_text(encoding="utf-8"))
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        return {
            name: tuple(
                Column(column, kind)
                for column, kind in db.execute("SELECT name, type FROM pragma_table_info(?)", (name,))
            )
            for name in names
        }
    finally:
        db.close()


FILLED_IN = frozenset({"entity", "sense", "fact", "copy_of"})
"""Columns of what was read and found that linking and counting fill in."""


@lru_cache(maxsize=16)
def read_columns(table: str) -> tuple[Column, ...]:
    """Return the columns of articles, or of a table of what was found in them, without :data:`FILLED_IN`."""
    return tuple(column for column in tables()[table] if column.name not in FILLED_IN)
