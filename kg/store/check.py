"""The store's own invariants: what must hold in every store, asked of one in SQL."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import NamedTuple

from kg.model import ENTITY_TYPES, RELATIONS
from kg.store.errors import StoreError
from kg.vocab.ontology import load_ontology

EXAMPLES = 5
"""Rows named of each invariant that does not hold."""


class Broken(NamedTuple):
    """An invariant that does not hold: what it says, how many rows break it, some of them."""

    invariant: str
    rows: int
    examples: tuple[str, ...]


def check_store(path: Path) -> list[Broken]:
    """Return the invariants that a store breaks; none where it is sound.

    Raises
    ------
    StoreError
        The file is missing, is not a store, or is so damaged that it cannot be asked.
    """
    if not path.is_file():
        raise StoreError(f"{path}: no store there; build one (kg build FILE) or name it with --store")
    db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        damage = [row[0] for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
        if damage:
            return [Broken("the file is whole", len(damage), tuple(damage[:EXAMPLES]))]
        found = [_ask(db, invariant, sql) for invariant, sql in _invariants()]
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path}: is not a kg store ({error})") from error
    finally:
        db.close()
    return [broken for broken in found if broken.rows]


def _ask(db: sqlite3.Connection, invariant: str, sql: str) -> Broken:
    examples, rows = [], 0
    for row in db.execute(sql):
        rows += 1
        if rows <= EXAMPLES:
            examples.append(" ".join(str(cell) for cell in row))
    return Broken(invariant, rows, tuple(examples))


def _invariants() -> list[tuple[str, str]]:
    return [*_references(), *_spans(), *_words(), *_counts()]


def _references() -> list[tuple[str, str]]:
    """Return a check for each column that points into another table."""
    points = (
        ("clusters", "article", "articles", "o.key = x.article"),
        ("clusters", "entity", "entities", "o.key = x.entity"),
        ("mentions", "cluster", "clusters", "o.article = x.article AND o.n = x.cluster"),
        ("mentions", "sentence", "sentences", "o.article = x.article AND o.n = x.sentence"),
        ("sentences", "article", "articles", "o.key = x.article"),
        ("assertions", "article", "articles", "o.key = x.article"),
        ("assertions", "head", "mentions", "o.article = x.article AND o.n = x.head"),
        ("assertions", "tail", "mentions", "o.article = x.article AND o.n = x.tail"),
        ("names", "entity", "entities", "o.key = x.entity"),
        ("facts", "head", "entities", "o.key = x.head"),
        ("facts", "tail", "entities", "o.key = x.tail"),
        ("cooccurrence", "a", "entities", "o.key = x.a"),
        ("cooccurrence", "b", "entities", "o.key = x.b"),
        ("cooccurrence", "sentence", "sentences", "o.article = x.article AND o.n = x.sentence"),
    )
    return [
        (
            "assertions.fact points into facts",
            "SELECT fact FROM assertions WHERE fact IS NOT NULL AND fact NOT IN (SELECT key FROM facts)",
        ),
        *(
            (
                f"{table}.{column} points into {other}",
                f"SELECT x.{column} FROM {table} x WHERE NOT EXISTS (SELECT 1 FROM {other} o WHERE {match})",
            )
            for table, column, other, match in points
        ),
    ]


def _spans() -> list[tuple[str, str]]:
    checks = [
        (
            f"spans of {table} lie inside the text",
            f'SELECT a.id, x.n, x.start, x."end" FROM {table} x JOIN articles a ON a.key = x.article'
            ' WHERE NOT (0 <= x.start AND x.start < x."end" AND x."end" <= length(a.text))',
        )
        for table in ("mentions", "sentences", "assertions")
    ]
    return [
        *checks,
        (
            "surfaces are what stands at their spans",
            "SELECT a.id, x.n, x.surface FROM mentions x JOIN articles a ON a.key = x.article"
            ' WHERE substr(a.text, x.start + 1, x."end" - x.start) <> x.surface',
        ),
    ]


def _words() -> list[tuple[str, str]]:
    relations = ",".join(f"'{r}'" for r in RELATIONS)
    types = ",".join(f"'{t}'" for t in ENTITY_TYPES)
    attributes = ",".join(f"'{a}'" for a in sorted(load_ontology().attributes()))
    not_a_date = "NOT {0} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
    return [
        (
            "entities have a type of the ontology",
            f"SELECT id, type FROM entities WHERE type NOT IN ({types})",
        ),
        (
            "clusters have their entity's type",
            "SELECT e.id, c.type FROM clusters c JOIN entities e ON e.key = c.entity WHERE c.type <> e.type",
        ),
        (
            "facts have a relation of the ontology",
            f"SELECT relation FROM facts WHERE relation NOT IN ({relations})",
        ),
        ("facts join two different entities", "SELECT key FROM facts WHERE head = tail"),
        ("co-occurrences are kept once", "SELECT a, b FROM cooccurrence WHERE a >= b"),
        (
            "modality is stated, planned or negated",
            "SELECT article, n, modality FROM assertions WHERE modality NOT IN ('stated', 'planned', 'negated')",
        ),
        (
            "attributes are properties of the ontology",
            "SELECT x.article, x.n, json_extract(j.value, '$.name') FROM assertions x, json_each(x.attributes) j"
            f" WHERE json_extract(j.value, '$.name') NOT IN ({attributes})",
        ),
        *(
            (
                f"confidence of {table} is from 0 to 1",
                f"SELECT confidence FROM {table} WHERE confidence NOT BETWEEN 0 AND 1",
            )
            for table in ("mentions", "clusters", "assertions", "entities", "facts")
        ),
        (
            "articles have an ISO date",
            f"SELECT id, published FROM articles WHERE {not_a_date.format('published')}",
        ),
        ("entities have a name", "SELECT id FROM entities WHERE name = '' OR id = ''"),
    ]


def _counts() -> list[tuple[str, str]]:
    """Return a check for each number that is derived from rows."""
    return [
        (
            "mentions of an entity are counted right",
            "SELECT e.id, e.mentions, count(m.n) FROM entities e LEFT JOIN clusters c ON c.entity = e.key"
            " LEFT JOIN mentions m ON m.article = c.article AND m.cluster = c.n"
            " GROUP BY e.key HAVING e.mentions <> count(m.n)",
        ),
        (
            "articles and dates of an entity are right",
            "SELECT e.id, e.articles, e.first, e.last FROM entities e JOIN clusters c ON c.entity = e.key"
            " JOIN articles a ON a.key = c.article GROUP BY e.key"
            " HAVING e.articles <> count(DISTINCT a.key) OR e.first <> min(a.published) OR e.last <> max(a.published)",
        ),
        (
            "assertions, articles and dates of a fact are right",
            "SELECT f.key, f.assertions, f.articles FROM facts f LEFT JOIN assertions x ON x.fact = f.key"
            " LEFT JOIN articles a ON a.key = x.article GROUP BY f.key"
            " HAVING f.assertions <> count(x.n) OR f.articles <> count(DISTINCT CASE WHEN x.copy_of IS NULL THEN a.key END)"
            " OR f.first <> min(a.published) OR f.last <> max(a.published)",
        ),
        (
            "sentences of a co-occurrence are counted right",
            "WITH occurs AS (SELECT DISTINCT c.entity AS entity, m.article AS article, m.sentence AS sentence"
            "   FROM mentions m JOIN clusters c ON c.article = m.article AND c.n = m.cluster),"
            " counted AS MATERIALIZED (SELECT x.entity AS a, y.entity AS b, count(*) AS n"
            "   FROM occurs x JOIN occurs y ON y.article = x.article AND y.sentence = x.sentence"
            "   AND y.entity > x.entity GROUP BY 1, 2)"
            " SELECT a, b, n FROM counted EXCEPT SELECT a, b, sentences FROM cooccurrence",
        ),
        (
            "what is counted when the store is written is counted right",
            "WITH counted (what, name, n) AS ("
            "   SELECT 'type', type, count(*) FROM entities GROUP BY type"
            "   UNION ALL SELECT 'relation', relation, count(*) FROM facts GROUP BY relation"
            "   UNION ALL SELECT 'month', substr(published, 1, 7), count(*) FROM articles GROUP BY 2"
            "   UNION ALL SELECT 'account', account, count(*) FROM articles GROUP BY account)"
            " SELECT what, name FROM (SELECT * FROM counted EXCEPT SELECT what, name, count FROM tallies)"
            " UNION SELECT what, name FROM (SELECT what, name, count FROM tallies WHERE what NOT IN ('total', 'sentences')"
            "   EXCEPT SELECT * FROM counted)",
        ),
    ]
