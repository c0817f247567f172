"""Reading articles and their sentences."""

from __future__ import annotations

from collections.abc import Iterator

from kg.store.database import Database
from kg.store.records import SOURCE, Evidence


class TextReader(Database):
    """The part of a store that answers what was read."""

    def sentence(self, article: int, n: int) -> Evidence:
        """Return the n-th sentence of the article with this key.

        Raises
        ------
        KeyError
            There is none.
        """
        sql = f"SELECT {SOURCE} FROM articles a JOIN sentences s ON s.article = a.key WHERE a.key=? AND s.n=?"
        row = self.row(sql, (article, n))
        if row is None:
            raise KeyError((article, n))
        return Evidence(*row)

    def articles(self) -> Iterator[tuple[str, str, str, str, str]]:
        """Yield (id, title, url, published, account) of all articles, by id."""
        for row in self.rows("SELECT id, title, url, published, account FROM articles ORDER BY id"):
            yield row[0], row[1], row[2], row[3], row[4]

    def dates(self) -> tuple[str, str]:
        """Return the dates of the first and the last article, empty where there are none."""
        first = self.row("SELECT published FROM articles ORDER BY published LIMIT 1")
        last = self.row("SELECT published FROM articles ORDER BY published DESC LIMIT 1")
        return (first[0] if first else ""), (last[0] if last else "")
