"""All that a store holds, in an order that depends on nothing but what it holds."""

from __future__ import annotations

import sqlite3
from pathlib import Path

Rows = list[tuple[object, ...]]

INDEXES = {
    "name_grams": "SELECT v.term, s.plain, s.entity FROM temp.terms v LEFT JOIN search_names s ON s.number = v.doc",
    "sound_grams": "SELECT v.term, s.plain, s.entity FROM temp.terms v LEFT JOIN search_names s ON s.number = v.doc",
    "article_grams": "SELECT v.term, s.article, '' FROM temp.terms v LEFT JOIN search_articles s ON s.number = v.doc",
}
"""Full-text tables: compared by which word leads where."""


def contents(path: Path) -> dict[str, Rows]:
    """Return the rows of every table of a store."""
    db = sqlite3.connect(path)
    tables = [
        name
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type='table' ORDER BY name")
        if not name.startswith((*(f"{index}_" for index in INDEXES), "sqlite_"))
    ]
    found: dict[str, Rows] = {}
    for name in tables:
        if name in INDEXES:
            db.execute(f"CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, {name}, instance)")
            found[name] = sorted(db.execute(INDEXES[name]))
            db.execute("DROP TABLE temp.terms")
        else:
            found[name] = sorted(db.execute(f"SELECT * FROM {name}"), key=repr)
    found["schema"] = sorted(db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"), key=repr)
    db.close()
    return found


def differences(one: Path, other: Path) -> dict[str, tuple[Rows, Rows]]:
    """Return, for each table that differs, a few rows that only the one or only the other store has.

    Both are empty where the rows are the same in another order.
    """
    a, b = contents(one), contents(other)
    assert a.keys() == b.keys()
    found: dict[str, tuple[Rows, Rows]] = {}
    for name in a:
        if a[name] != b[name]:
            here, there = set(a[name]), set(b[name])
            found[name] = (
                [r for r in a[name] if r not in there][:5],
                [r for r in b[name] if r not in here][:5],
            )
    return found
