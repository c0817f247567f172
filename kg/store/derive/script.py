"""Running SQL statement by statement: executescript would end the open transaction."""

from __future__ import annotations

import sqlite3
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent


def run_file(db: sqlite3.Connection, name: str) -> None:
    """Execute the statements of a file of this package."""
    run(db, (FOLDER / f"{name}.sql").read_text(encoding="utf-8"))


def run(db: sqlite3.Connection, script: str) -> None:
    """Execute the statements of a script."""
    statement = ""
    for line in script.splitlines():
        statement += line.partition("--")[0] + "\n"
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""
