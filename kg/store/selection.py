"""Which part of a store is wanted, and choosing it in SQL."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from kg.model import CO_OCCURRENCE


class Selection(NamedTuple):
    """What of a store is wanted; by default everything.

    ``types`` are entity types (``Official`` too) that both ends of a link must have; ``relations`` names
    of relations (``coOccursWith`` too), and then only entities that have one; ``min_confidence`` holds for
    entities and facts (0..1); ``since`` and ``until`` are ISO dates or their beginnings, both included;
    ``around`` is the key of an entity, and then only what is within ``depth`` links of it.
    """

    types: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    min_confidence: float = 0.0
    since: str = ""
    until: str = ""
    around: int | None = None
    depth: int = 1

    def dates(self) -> dict[str, str]:
        """Return the two dates as values for SQL."""
        return {"since": self.since, "until": self.until}

    def is_everything(self) -> bool:
        """Tell whether nothing is left out."""
        return self._replace(depth=1) == Selection()


def choose(db: sqlite3.Connection, selection: Selection) -> None:
    """Make ``chosen_entities``, ``chosen_facts``, ``chosen_pairs`` and ``chosen_articles`` in a connection."""
    if selection.is_everything():
        db.execute("CREATE TEMP VIEW chosen_entities AS SELECT key FROM entities")
        db.execute("CREATE TEMP VIEW chosen_facts AS SELECT key FROM facts")
        db.execute("CREATE TEMP VIEW chosen_pairs AS SELECT a, b FROM cooccurrence")
        db.execute("CREATE TEMP VIEW chosen_articles AS SELECT key FROM articles")
        return
    for table in ("entities", "facts", "articles"):
        db.execute(f"CREATE TEMP TABLE chosen_{table} (key INTEGER PRIMARY KEY)")
    db.execute("CREATE TEMP TABLE chosen_pairs (a INTEGER, b INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID")
    _entities(db, selection)
    _facts(db, selection)
    _pairs(db, selection)
    if selection.around is not None:
        _reach(db, selection.around, selection.depth)
    elif selection.relations:
        db.execute(f"DELETE FROM chosen_entities WHERE key NOT IN ({_ENDS})")
    db.execute(f"DELETE FROM chosen_facts WHERE key IN (SELECT key FROM facts WHERE NOT ({_BOTH_FACT}))")
    db.execute(f"DELETE FROM chosen_pairs WHERE NOT ({_BOTH_PAIR})")
    _articles(db, selection)


_IN_TIME = (
    "(:since = '' OR substr({last}, 1, length(:since)) >= :since)"
    " AND (:until = '' OR substr({first}, 1, length(:until)) <= :until)"
)
_OVERLAP = _IN_TIME.format(first="first", last="last")
_PUBLISHED = _IN_TIME.format(first="d.published", last="d.published")
_BOTH_FACT = "head IN (SELECT key FROM chosen_entities) AND tail IN (SELECT key FROM chosen_entities)"
_BOTH_PAIR = "a IN (SELECT key FROM chosen_entities) AND b IN (SELECT key FROM chosen_entities)"
_ENDS = (
    "SELECT head FROM facts WHERE key IN (SELECT key FROM chosen_facts)"
    " UNION SELECT tail FROM facts WHERE key IN (SELECT key FROM chosen_facts)"
    " UNION SELECT a FROM chosen_pairs UNION SELECT b FROM chosen_pairs"
)


def _entities(db: sqlite3.Connection, selection: Selection) -> None:
    marks = ",".join(f":type{i}" for i in range(len(selection.types)))
    of_type = f"(type IN ({marks}) OR (official AND 'Official' IN ({marks})))" if marks else "1"
    values = {f"type{i}": t for i, t in enumerate(selection.types)}
    db.execute(
        f"INSERT INTO chosen_entities SELECT key FROM entities WHERE {of_type} AND confidence >= :least"
        f" AND {_OVERLAP} UNION SELECT key FROM entities WHERE key = :around",
        {**values, "least": selection.min_confidence, "around": selection.around, **selection.dates()},
    )


def _facts(db: sqlite3.Connection, selection: Selection) -> None:
    marks = ",".join(f":relation{i}" for i in range(len(selection.relations)))
    of_relation = f"relation IN ({marks})" if marks else "1"
    values = {f"relation{i}": r for i, r in enumerate(selection.relations)}
    db.execute(
        f"INSERT INTO chosen_facts SELECT key FROM facts WHERE {of_relation} AND confidence >= :least"
        f" AND {_BOTH_FACT} AND EXISTS (SELECT 1 FROM assertions x JOIN articles d ON d.key = x.article"
        f" WHERE x.fact = facts.key AND {_PUBLISHED})",
        {**values, "least": selection.min_confidence, **selection.dates()},
    )


def _pairs(db: sqlite3.Connection, selection: Selection) -> None:
    if not selection.relations or CO_OCCURRENCE in selection.relations:
        db.execute(
            f"INSERT INTO chosen_pairs SELECT a, b FROM cooccurrence WHERE {_BOTH_PAIR} AND {_OVERLAP}",
            selection.dates(),
        )


def _reach(db: sqlite3.Connection, start: int, depth: int) -> None:
    db.execute("CREATE TEMP TABLE reached (key INTEGER PRIMARY KEY, step INTEGER NOT NULL)")
    db.execute("INSERT INTO reached VALUES (?, 0)", (start,))
    last = "SELECT key FROM reached WHERE step = :step"
    facts = "FROM facts WHERE key IN (SELECT key FROM chosen_facts)"
    for step in range(depth):
        db.execute(
            f"INSERT OR IGNORE INTO reached SELECT other, :step + 1 FROM ("
            f" SELECT tail AS other {facts} AND head IN ({last})"
            f" UNION SELECT head {facts} AND tail IN ({last})"
            f" UNION SELECT b FROM chosen_pairs WHERE a IN ({last})"
            f" UNION SELECT a FROM chosen_pairs WHERE b IN ({last}))",
            {"step": step},
        )
    db.execute("DELETE FROM chosen_entities WHERE key NOT IN (SELECT key FROM reached)")
    db.execute("DROP TABLE reached")


def _articles(db: sqlite3.Connection, selection: Selection) -> None:
    db.execute(
        "INSERT INTO chosen_articles SELECT DISTINCT x.article FROM assertions x"
        " JOIN articles d ON d.key = x.article"
        f" WHERE x.fact IN (SELECT key FROM chosen_facts) AND {_PUBLISHED}"
        " UNION SELECT article FROM cooccurrence p"
        " WHERE EXISTS (SELECT 1 FROM chosen_pairs c WHERE c.a = p.a AND c.b = p.b)",
        selection.dates(),
    )
