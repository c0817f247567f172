"""One store file opened for reading: the connection, and its errors in words a user can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from kg.store.errors import StoreError
from kg.store.pairs import make_pairs

D = TypeVar("D", bound="Database")

TOTALS = "articles mentions assertions entities names facts cooccurrence"
"""The tables whose rows are counted, in the order in which that is told."""


class Database:
    """A store file opened for reading; a context manager.

    Raises
    ------
    StoreError
        The file is missing or is not a store; from :meth:`rows` too, where it turns out to be damaged
        or to have been made by an earlier version.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise StoreError(f"{path}: no store there; build one (kg build FILE) or name it with --store")
        self.path = path
        self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            self.meta: dict[str, str] = dict(self._db.execute("SELECT name, value FROM meta"))
            make_pairs(self._db)
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise StoreError(f"{path}: is not a kg store ({error})") from error

    def __enter__(self: D) -> D:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def attach(self, path: Path, name: str) -> None:
        """Open another store beside this one, its tables under ``name``; closed with this one."""
        self._db.execute(f"ATTACH DATABASE ? AS {name}", (f"{path.resolve().as_uri()}?mode=ro",))

    def rows(
        self, sql: str, values: Sequence[object] | Mapping[str, object] = ()
    ) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query as they are read.

        Raises
        ------
        StoreError
            A table is missing, or the file is damaged.
        """
        try:
            yield from self._db.execute(sql, values)
        except sqlite3.DatabaseError as error:
            if str(error).startswith(("no such table", "no such column")):
                raise StoreError(
                    f"{self.path}: made by an earlier version of kg; build it again (kg build FILE)"
                ) from error
            raise StoreError(f"{self.path}: cannot be read: {error}") from error

    def pairs(self, sql: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, Any]]:
        """Return the rows of a query for two columns; errors as in :meth:`rows`."""
        rows: Iterator[Any] = self.rows(sql, values)
        return rows

    def row(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> tuple[Any, ...] | None:
        """Return the first row of a query, or None; errors as in :meth:`rows`."""
        return next(self.rows(sql, values), None)

    def tally(self, what: str) -> dict[str, int]:
        """Return how many there are of each name, counted when the store was written.

        Parameters
        ----------
        what
            ``total`` (rows of each table), ``type`` (entities), ``relation`` (facts), ``month`` or
            ``account`` (articles).
        """
        order = {"total": "instr(:totals, name)", "month": "name"}.get(what, "count DESC, name")
        sql = f"SELECT name, count FROM tallies WHERE what=:what ORDER BY {order}"
        return {row[0]: row[1] for row in self.rows(sql, {"what": what, "totals": TOTALS})}
