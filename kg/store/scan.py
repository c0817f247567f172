"""Walking through a whole store, or a selected part of it, in a fixed order: what exports are written from.

Nothing is gathered in memory: rows come from SQLite one by one, and what a selection chose is kept in
temporary tables on disk.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from kg.store.errors import StoreError
from kg.store.reader import Entity
from kg.store.selection import Selection, choose


class EntityName(NamedTuple):
    """A name of an entity; ``leads_here`` holds where ``type/plain`` can mean no other entity."""

    name: str
    plain: str
    mentions: int
    why: str
    leads_here: bool


class FactRow(NamedTuple):
    """A fact with the ids of its ends; ``stated`` holds where a chosen assertion states it as so."""

    key: int
    head: str
    relation: str
    tail: str
    assertions: int
    articles: int
    first: str
    last: str
    confidence: float
    modality: str
    stated: bool


class ArticleRow(NamedTuple):
    """An article without its text."""

    key: int
    id: str
    title: str
    url: str
    published: str
    account: str


class AssertionRow(NamedTuple):
    """One assertion, with the ids of its fact's ends and the sentence that states it."""

    n: int
    head: str
    relation: str
    tail: str
    start: int
    end: int
    confidence: float
    role: str
    modality: str
    attributes: str
    sentence: str


class EvidenceRow(NamedTuple):
    """The article and sentence that state a fact, with what is particular to them."""

    article: str
    published: str
    confidence: float
    role: str
    modality: str
    attributes: str
    sentence: str


class PairRow(NamedTuple):
    """A co-occurrence with the keys and ids of its ends, and its example sentence."""

    a_key: int
    b_key: int
    a: str
    b: str
    sentences: int
    articles: int
    npmi: float
    llr: float
    first: str
    last: str
    article: str
    sentence: str


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
        try:
            self._db.execute("PRAGMA temp_store=FILE")
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
        for row in self._db.execute(sql):
            entity = Entity(*row)
            yield entity._replace(official=bool(entity.official))

    def names(self, entity: Entity) -> list[EntityName]:
        """Return all names of an entity, sorted."""
        sql = (
            "SELECT n.name, n.plain, n.mentions, n.why,"
            " NOT EXISTS (SELECT 1 FROM names o JOIN entities e ON e.key = o.entity"
            "   WHERE o.plain = n.plain AND o.entity <> n.entity AND e.type = :type)"
            " AND NOT EXISTS (SELECT 1 FROM entities e WHERE e.id = :prefix || n.plain)"
            " FROM names n WHERE n.entity = :key ORDER BY n.name"
        )
        values = {"key": entity.key, "type": entity.type, "prefix": entity.type.lower() + "/"}
        return [EntityName._make((*row[:4], bool(row[4]))) for row in self._db.execute(sql, values)]

    def facts_of(self, head: Entity) -> list[FactRow]:
        """Return the facts of which the entity is the head, by relation and id of the tail."""
        sql = (
            "SELECT f.key, h.id, f.relation, t.id, f.assertions, f.articles, f.first, f.last, f.confidence,"
            " f.modality, EXISTS (SELECT 1 FROM assertions x JOIN articles a ON a.key = x.article"
            f"   WHERE x.fact = f.key AND x.modality = 'stated' AND {_IN_TIME})"
            " FROM facts f JOIN entities h ON h.key = f.head JOIN entities t ON t.key = f.tail"
            " WHERE f.head = :key AND EXISTS (SELECT 1 FROM chosen_facts c WHERE c.key = f.key) ORDER BY f.relation, t.id"
        )
        values = {"key": head.key, **self._selection.dates()}
        return [FactRow._make((*row[:10], bool(row[10]))) for row in self._db.execute(sql, values)]

    def facts(self) -> Iterator[FactRow]:
        """Yield all facts by head, relation and tail."""
        for entity in self.entities():
            yield from self.facts_of(entity)

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
            ' x.attributes, substr(a.text, s.start + 1, s."end" - s.start)'
            f" FROM assertions x {_WITH_ENDS} {_WITH_SENTENCE}"
            f" WHERE x.article = :article AND EXISTS (SELECT 1 FROM chosen_facts c WHERE c.key = f.key) AND {_IN_TIME}"
            " ORDER BY x.n"
        )
        values = {"article": article.key, **self._selection.dates()}
        return [AssertionRow(*row) for row in self._db.execute(sql, values)]

    def words(self, article: ArticleRow, start: int, end: int) -> str:
        """Return a span of an article's text."""
        sql = "SELECT substr(text, ? + 1, ? - ?) FROM articles WHERE key = ?"
        return str(self._db.execute(sql, (start, end, start, article.key)).fetchone()[0])

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
        """Yield the co-occurrences by the keys of their ends."""
        sql = (
            "SELECT p.a, p.b, x.id, y.id, p.sentences, p.articles, p.npmi, p.llr, p.first, p.last, a.id,"
            ' substr(a.text, s.start + 1, s."end" - s.start)'
            " FROM cooccurrence p JOIN entities x ON x.key = p.a JOIN entities y ON y.key = p.b"
            " JOIN articles a ON a.key = p.article"
            " JOIN sentences s ON s.article = p.article AND s.n = p.sentence"
            " WHERE EXISTS (SELECT 1 FROM chosen_pairs c WHERE c.a = p.a AND c.b = p.b) ORDER BY p.a, p.b"
        )
        for row in self._db.execute(sql):
            yield PairRow(*row)


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
