"""The one reader: everything that is asked of a store, as plain records."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from kg.store.errors import StoreError
from kg.vocab.names import plain


class Entity(NamedTuple):
    """What mentions in many articles refer to. ``first`` and ``last`` are ISO dates."""

    key: int
    id: str
    type: str
    name: str
    official: bool
    concept: str
    articles: int
    mentions: int
    first: str
    last: str
    confidence: float


class Name(NamedTuple):
    """One name of an entity: how many mentions use it, and why it was joined to the entity."""

    name: str
    mentions: int
    why: str


class Fact(NamedTuple):
    """A relation between two entities with how often, where first and last, and how surely it is stated."""

    key: int
    head: int
    relation: str
    tail: int
    assertions: int
    articles: int
    first: str
    last: str
    confidence: float
    modality: str


class Evidence(NamedTuple):
    """The sentence that states something, and the article it stands in."""

    sentence: str
    article: str
    title: str
    url: str
    account: str
    published: str
    role: str = ""
    confidence: float = 1.0
    modality: str = "stated"
    attributes: str = "[]"
    head: str = ""
    tail: str = ""


class CoOccurrence(NamedTuple):
    """Two entities that stand in the same sentences; ``other`` is the one at the far end."""

    other: int
    sentences: int
    articles: int
    npmi: float
    llr: float
    first: str
    last: str
    article: int
    sentence: int


class Store:
    """A store opened for reading; a context manager.

    Raises
    ------
    StoreError
        The file is missing or is not a store.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise StoreError(f"{path}: no store there; build one (kg build FILE) or name it with --store")
        self.path = path
        self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            self.meta = dict(self._db.execute("SELECT name, value FROM meta"))
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise StoreError(f"{path}: is not a kg store ({error})") from error

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def counts(self) -> dict[str, int]:
        """Return the number of rows of each table that users know."""
        tables = ("articles", "mentions", "assertions", "entities", "names", "facts", "cooccurrence")
        return {t: self._db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables}

    def count_by_type(self) -> dict[str, int]:
        """Return the number of entities of each type, most frequent first."""
        sql = "SELECT type, count(*) FROM entities GROUP BY type ORDER BY 2 DESC, 1"
        return dict(self._db.execute(sql))

    def count_by_relation(self) -> dict[str, int]:
        """Return the number of facts of each relation, most frequent first."""
        sql = "SELECT relation, count(*) FROM facts GROUP BY relation ORDER BY 2 DESC, 1"
        return dict(self._db.execute(sql))

    def dates(self) -> tuple[str, str]:
        """Return the dates of the first and the last article, empty where there are none."""
        row = self._db.execute("SELECT min(published), max(published) FROM articles").fetchone()
        return row[0] or "", row[1] or ""

    def entities(self) -> Iterator[Entity]:
        """Yield all entities by id."""
        for row in self._db.execute(f"{_ENTITY} ORDER BY id"):
            yield _entity(row)

    def entity(self, key: int) -> Entity:
        """Return the entity with this key.

        Raises
        ------
        KeyError
            There is none.
        """
        row = self._db.execute(f"{_ENTITY} WHERE key=?", (key,)).fetchone()
        if row is None:
            raise KeyError(key)
        return _entity(row)

    def entities_named(self, name: str) -> list[Entity]:
        """Return the entities that have this name or id, most mentioned first."""
        sql = (
            f"{_ENTITY} WHERE key IN (SELECT entity FROM names WHERE plain=?) OR id=?"
            " ORDER BY mentions DESC, id"
        )
        return [_entity(row) for row in self._db.execute(sql, (plain(name), name))]

    def names(self, key: int) -> list[Name]:
        """Return the names of an entity, most used first."""
        sql = "SELECT name, mentions, why FROM names WHERE entity=? ORDER BY mentions DESC, name"
        return [Name(*row) for row in self._db.execute(sql, (key,))]

    def all_names(self) -> Iterator[tuple[str, int]]:
        """Yield every (name, entity key), by name."""
        yield from self._db.execute("SELECT name, entity FROM names ORDER BY plain, entity, name")

    def facts(self) -> Iterator[Fact]:
        """Yield all facts in the order of their keys."""
        for row in self._db.execute("SELECT * FROM facts ORDER BY key"):
            yield Fact(*row)

    def facts_of(self, key: int) -> list[Fact]:
        """Return the facts that have the entity at one end, most supported first."""
        sql = (
            "SELECT * FROM (SELECT * FROM facts WHERE head=:k UNION SELECT * FROM facts WHERE tail=:k)"
            " ORDER BY articles DESC, assertions DESC, confidence DESC, last DESC, key"
        )
        return [Fact(*row) for row in self._db.execute(sql, {"k": key})]

    def evidence(self, fact: int, limit: int = -1) -> list[Evidence]:
        """Return the sentences that state a fact, surest and latest first."""
        sql = (
            'SELECT substr(a.text, s.start + 1, s."end" - s.start), a.id, a.title, a.url, a.account, a.published,'
            " x.role, x.confidence, x.modality, x.attributes, h.surface, t.surface"
            " FROM assertions x JOIN articles a ON a.key = x.article"
            " JOIN mentions h ON h.article = x.article AND h.n = x.head"
            " JOIN mentions t ON t.article = x.article AND t.n = x.tail"
            " JOIN sentences s ON s.article = x.article AND s.n = h.sentence"
            " WHERE x.fact=? ORDER BY x.confidence DESC, a.published DESC, a.id, x.n LIMIT ?"
        )
        return [Evidence(*row) for row in self._db.execute(sql, (fact, limit))]

    def cooccurrence_of(self, key: int) -> list[CoOccurrence]:
        """Return what stands in one sentence with the entity, most significant first."""
        columns = "sentences, articles, npmi, llr, first, last, article, sentence"
        sql = (
            f"SELECT * FROM (SELECT b, {columns} FROM cooccurrence WHERE a=:k"
            f" UNION ALL SELECT a, {columns} FROM cooccurrence WHERE b=:k) ORDER BY llr DESC, sentences DESC, 1"
        )
        return [CoOccurrence(*row) for row in self._db.execute(sql, {"k": key})]

    def cooccurrences(self) -> Iterator[tuple[int, CoOccurrence]]:
        """Yield all co-occurrences as (entity, co-occurrence with the other), sorted."""
        for a, *rest in self._db.execute("SELECT * FROM cooccurrence ORDER BY a, b"):
            yield a, CoOccurrence(*rest)

    def sentence(self, article: int, n: int) -> Evidence:
        """Return the n-th sentence of the article with this key."""
        sql = (
            'SELECT substr(a.text, s.start + 1, s."end" - s.start), a.id, a.title, a.url, a.account, a.published'
            " FROM articles a JOIN sentences s ON s.article = a.key WHERE a.key=? AND s.n=?"
        )
        return Evidence(*self._db.execute(sql, (article, n)).fetchone())

    def articles_like(self, text: str, limit: int) -> list[tuple[str, str, str, str]]:
        """Return (id, title, published, url) of articles whose text holds the given text, latest first."""
        pattern = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        sql = (
            "SELECT id, title, published, url FROM articles WHERE text LIKE ? ESCAPE '\\'"
            " ORDER BY published DESC, id LIMIT ?"
        )
        return list(self._db.execute(sql, (pattern, limit)))

    def articles(self) -> Iterator[tuple[str, str, str, str, str]]:
        """Yield (id, title, url, published, account) of all articles, by id."""
        yield from self._db.execute("SELECT id, title, url, published, account FROM articles ORDER BY id")

    def fact_rows(self, keys: Sequence[int]) -> list[Fact]:
        """Return the facts with these keys."""
        return [Fact(*r) for k in keys for r in self._db.execute("SELECT * FROM facts WHERE key=?", (k,))]


_ENTITY = (
    "SELECT key, id, type, name, official, concept, articles, mentions, first, last, confidence FROM entities"
)


def _entity(row: Sequence[object]) -> Entity:
    entity = Entity(*row)  # type: ignore[arg-type]
    return entity._replace(official=bool(entity.official))
