"""Walking through a whole store, or a selected part of it, in a fixed order: what exports are written from.

Nothing is gathered in memory: rows come from SQLite one by one, and what a selection chose is kept in
temporary tables on disk.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, TypeVar

from kg.store.errors import StoreError
from kg.store.pairs import make_pairs
from kg.store.reader import Entity
from kg.store.rows import ArticleRow, AssertionRow, EntityName, EvidenceRow, FactRow, PairRow, StatedRow
from kg.store.selection import Selection, choose

Row = TypeVar("Row")


class Scan:
    """A store opened for a walk; a context manager.

    Parameters
    ----------
    path
        The store.
    selection
        What of it to walk through; everything by default.

    Raises
    ------
    StoreError
        The file is missing or is not a store.
    """

    def __init__(self, path: Path, selection: Selection | None = None) -> None:
        if not path.is_file():
            raise StoreError(f"{path}: no store there; build one (kg build FILE) or name it with --store")
        self.path = path
        self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        self._selection = selection or Selection()
        self._text = lru_cache(maxsize=1)(self._read_text)
        try:
            self._db.execute("PRAGMA temp_store=FILE")
            make_pairs(self._db)
            choose(self._db, self._selection)
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise StoreError(f"{path}: is not a kg store ({error})") from error

    def __enter__(self) -> Scan:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def entities(self) -> Iterator[Entity]:
        """Yield the entities by id."""
        sql = (
            "SELECT e.key, e.id, e.type, e.name, e.official, e.concept, e.articles, e.mentions, e.first, e.last,"
            " e.confidence FROM entities e WHERE EXISTS (SELECT 1 FROM chosen_entities c WHERE c.key = e.key) ORDER BY e.id"
        )
        for key, id_, kind, name, official, *rest in self._db.execute(sql):
            yield Entity._make((key, id_, kind, name, bool(official), *rest))

    def described(self) -> Iterator[tuple[Entity, list[EntityName], list[StatedRow]]]:
        """Yield the entities by id, each with its names and with what is stated of it as head, both sorted."""
        names, stated = _Groups(self._names(), EntityName._make), _Groups(self._stated(), StatedRow._make)
        for entity in self.entities():
            yield entity, names.take(entity.key), stated.take(entity.key)

    def facts(self) -> Iterator[FactRow]:
        """Yield all facts by the ids of head, relation and tail."""
        sql = (
            "SELECT f.key, h.id, f.relation, t.id, f.assertions, f.articles, f.first, f.last, f.confidence, f.modality"
            f" FROM {_FACTS_BY_ENDS} WHERE EXISTS (SELECT 1 FROM chosen_facts c WHERE c.key = f.key)"
            " ORDER BY h.id, f.relation, t.id"
        )
        yield from map(FactRow._make, self._db.execute(sql))

    def _stated(self) -> sqlite3.Cursor:
        """Ask for facts that a chosen assertion states as so: key of the head, relation, id of the tail."""
        sql = (
            f"SELECT f.head, f.relation, t.id FROM {_FACTS_BY_ENDS}"
            " WHERE EXISTS (SELECT 1 FROM chosen_facts c WHERE c.key = f.key)"
            " AND EXISTS (SELECT 1 FROM assertions x JOIN articles a ON a.key = x.article"
            f"   WHERE x.fact = f.key AND x.modality = 'stated' AND {_IN_TIME})"
            " ORDER BY h.id, f.relation, t.id"
        )
        return self._db.execute(sql, self._selection.dates())

    def _names(self) -> sqlite3.Cursor:
        """Ask for the names of all entities: key of the entity, name, its plain form, whether that leads here."""
        sql = (
            "SELECT n.entity, n.name, n.plain,"
            " NOT EXISTS (SELECT 1 FROM names o JOIN entities x ON x.key = o.entity"
            "   WHERE o.plain = n.plain AND o.entity <> n.entity AND x.type = e.type)"
            " AND NOT EXISTS (SELECT 1 FROM entities x WHERE x.id = lower(e.type) || '/' || n.plain)"
            " FROM entities e CROSS JOIN names n ON n.entity = e.key"
            " WHERE EXISTS (SELECT 1 FROM chosen_entities c WHERE c.key = e.key) ORDER BY e.id, n.name, n.plain"
        )
        return self._db.execute(sql)

    def articles(self) -> Iterator[ArticleRow]:
        """Yield the articles by id."""
        sql = (
            "SELECT a.key, a.id, a.title, a.url, a.published, a.account FROM articles a"
            " WHERE EXISTS (SELECT 1 FROM chosen_articles c WHERE c.key = a.key) ORDER BY a.id"
        )
        for row in self._db.execute(sql):
            yield ArticleRow(*row)

    def named_in(self, article: ArticleRow) -> list[str]:
        """Return the ids of the entities that an article names, sorted."""
        sql = (
            "SELECT DISTINCT e.id FROM clusters k JOIN entities e ON e.key = k.entity"
            " WHERE k.article = ? AND EXISTS (SELECT 1 FROM chosen_entities c WHERE c.key = e.key) ORDER BY e.id"
        )
        return [row[0] for row in self._db.execute(sql, (article.key,))]

    def assertions_in(self, article: ArticleRow) -> list[AssertionRow]:
        """Return the assertions of an article in the order of the text."""
        sql = (
            'SELECT x.n, h.id, f.relation, t.id, x.start, x."end", x.confidence, x.role, x.modality,'
            ' x.attributes, s.start, s."end"'
            f" FROM assertions x {_WITH_ENDS} {_WITH_SENTENCE}"
            f" WHERE x.article = :article AND EXISTS (SELECT 1 FROM chosen_facts c WHERE c.key = f.key) AND {_IN_TIME}"
            " ORDER BY x.n"
        )
        rows = self._db.execute(sql, {"article": article.key, **self._selection.dates()}).fetchall()
        return [AssertionRow._make((*row[:10], self.words(article, *row[10:]))) for row in rows]

    def words(self, article: ArticleRow, start: int, end: int) -> str:
        """Return a span of an article's text."""
        return self._text(article.key)[start:end]

    def _read_text(self, article: int) -> str:
        return str(self._db.execute("SELECT text FROM articles WHERE key = ?", (article,)).fetchone()[0])

    def evidence(self, fact: FactRow, limit: int = -1) -> list[EvidenceRow]:
        """Return what states a fact: surest first, the latest of equals; at most ``limit``."""
        sql = (
            "SELECT a.id, a.published, x.confidence, x.role, x.modality, x.attributes,"
            ' substr(a.text, s.start + 1, s."end" - s.start)'
            f" FROM assertions x {_WITH_SENTENCE} WHERE x.fact = :fact AND {_IN_TIME}"
            " ORDER BY x.confidence DESC, a.published DESC, a.id, x.n LIMIT :limit"
        )
        values = {"fact": fact.key, "limit": limit, **self._selection.dates()}
        return [EvidenceRow(*row) for row in self._db.execute(sql, values)]

    def pairs(self) -> Iterator[PairRow]:
        """Yield the co-occurrences by their example, its article's id and place there, and the ids of the ends.

        In this order each text is read once, and a sentence cut out once for all the pairs it names.
        """
        sql = (
            'SELECT p.article, s.start, s."end", x.id, y.id, p.sentences, p.articles, p.npmi, p.llr, p.first,'
            " p.last, a.id"
            " FROM pairs p JOIN entities x ON x.key = p.a JOIN entities y ON y.key = p.b"
            " JOIN articles a ON a.key = p.article"
            " JOIN sentences s ON s.article = p.article AND s.n = p.sentence"
            " WHERE EXISTS (SELECT 1 FROM chosen_pairs c WHERE c.a = p.a AND c.b = p.b)"
            " ORDER BY a.id, p.sentence, min(x.id, y.id), max(x.id, y.id)"
        )
        place, sentence = (), ""
        for row in self._db.execute(sql):
            if place != row[:2]:
                place, sentence = row[:2], self._text(row[0])[row[1] : row[2]]
            yield PairRow._make((*row[3:], sentence))


class _Groups(Generic[Row]):
    """Rows that begin with the key of what they belong to, taken group by group in the order of the keys."""

    def __init__(self, rows: Iterator[tuple[Any, ...]], make: Callable[[Iterable[Any]], Row]) -> None:
        self._rows = rows
        self._make = make
        self._next = next(rows, None)

    def take(self, key: int) -> list[Row]:
        """Return the rows of a key, without it; keys are asked for in the order in which they come."""
        found, row = [], self._next
        while row is not None and row[0] == key:
            found.append(self._make(row[1:]))
            row = next(self._rows, None)
        self._next = row
        return found


_FACTS_BY_ENDS = "entities h CROSS JOIN facts f ON f.head = h.key CROSS JOIN entities t ON t.key = f.tail"
_IN_TIME = (
    "(:since = '' OR substr(a.published, 1, length(:since)) >= :since)"
    " AND (:until = '' OR substr(a.published, 1, length(:until)) <= :until)"
)
_WITH_ENDS = (
    "JOIN facts f ON f.key = x.fact JOIN entities h ON h.key = f.head JOIN entities t ON t.key = f.tail"
)
_WITH_SENTENCE = (
    "JOIN articles a ON a.key = x.article JOIN mentions m ON m.article = x.article AND m.n = x.head"
    " JOIN sentences s ON s.article = x.article AND s.n = m.sentence"
)
