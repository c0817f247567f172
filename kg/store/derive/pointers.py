"""Deciding again where names point: those whose counts changed, and those that look at what changed."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import groupby

from kg.link.curated import Curated
from kg.link.forms import chosen_concept
from kg.link.keys import Key
from kg.link.pointers import (
    follow,
    pointer_by_rule,
    pointer_by_votes,
    pointers_by_user,
    pointers_to_concept,
    ruled,
)
from kg.link.rules import fuller_among
from kg.store.derive.forms import key_number, shapes_of
from kg.store.derive.script import run

_COUNTS = (
    "SELECT t.key, k.type, k.name, k.concept, k.sure, k.reason, f.concept, f.uses, a.key, a.type, a.name"
    " FROM touched_keys t CROSS JOIN keys k ON k.key = t.key LEFT JOIN forms f ON f.key = t.key"
    " LEFT JOIN senses s ON s.sense = f.sense LEFT JOIN keys a ON a.key = s.key ORDER BY t.key"
)
# Tables of what is to be looked at again; the last three outlive this step.
_TABLES = """
CREATE TEMP TABLE decided (key INTEGER PRIMARY KEY, concept TEXT, sure INTEGER, reason TEXT);
CREATE TEMP TABLE touched_concepts (concept TEXT PRIMARY KEY);
CREATE TEMP TABLE gone_keys (key INTEGER PRIMARY KEY, type TEXT, name TEXT);
CREATE TEMP TABLE new_sure (key INTEGER PRIMARY KEY);
CREATE TEMP TABLE moved_stems (key INTEGER PRIMARY KEY);
CREATE TEMP TABLE to_rule (key INTEGER PRIMARY KEY);
CREATE TEMP TABLE new_targets (key INTEGER PRIMARY KEY);
CREATE TEMP TABLE explained_anew (key INTEGER PRIMARY KEY);
CREATE TEMP TABLE touched_roots (root INTEGER PRIMARY KEY);
"""
_DECIDE = """
INSERT OR IGNORE INTO touched_concepts SELECT k.concept FROM decided d CROSS JOIN keys k ON k.key = d.key
WHERE d.concept IS NOT k.concept AND k.concept <> '';
INSERT OR IGNORE INTO touched_concepts SELECT d.concept FROM decided d CROSS JOIN keys k ON k.key = d.key
WHERE d.concept IS NOT k.concept AND d.concept <> '';
INSERT OR IGNORE INTO explained_anew SELECT d.key FROM decided d CROSS JOIN keys k ON k.key = d.key
WHERE d.concept IS NOT k.concept;
INSERT OR IGNORE INTO to_rule SELECT key FROM explained_anew;
UPDATE keys SET concept = d.concept FROM decided d WHERE d.key = keys.key AND keys.concept IS NOT d.concept;
INSERT OR IGNORE INTO touched_concepts SELECT k.concept FROM gone_keys g CROSS JOIN keys k ON k.key = g.key
WHERE k.concept <> '';
INSERT OR IGNORE INTO touched_roots SELECT k.root FROM gone_keys g CROSS JOIN keys k ON k.key = g.key;
INSERT OR IGNORE INTO new_sure SELECT key FROM keys WHERE sure IN (SELECT key FROM gone_keys);
INSERT OR IGNORE INTO new_targets SELECT key FROM keys WHERE target IN (SELECT key FROM gone_keys);
DELETE FROM keys WHERE key IN (SELECT key FROM gone_keys);
DELETE FROM new_sure WHERE key IN (SELECT key FROM gone_keys);
DELETE FROM new_targets WHERE key IN (SELECT key FROM gone_keys);
"""
_SURE = """
INSERT OR IGNORE INTO new_sure SELECT d.key FROM decided d CROSS JOIN keys k ON k.key = d.key
WHERE k.sure IS NOT d.sure;
INSERT OR IGNORE INTO explained_anew SELECT d.key FROM decided d CROSS JOIN keys k ON k.key = d.key
WHERE (d.sure IS NOT NULL OR k.sure IS NOT NULL) AND (k.sure IS NOT d.sure OR k.reason <> d.reason);
UPDATE keys SET sure = d.sure, reason = d.reason FROM decided d
WHERE d.key = keys.key AND (keys.sure IS NOT d.sure OR d.sure IS NOT NULL AND keys.reason <> d.reason);
INSERT OR IGNORE INTO to_rule SELECT key FROM new_sure;
"""


def derive_pointers(db: sqlite3.Connection, curated: Curated, labels: Mapping[str, str]) -> None:
    """Bring the pointers of names up to date; tell which roots' entities have to be made again.

    Parameters
    ----------
    labels
        Preferred labels of concepts by IRI.
    """
    run(db, _TABLES)
    _count(db, curated)
    run(db, _DECIDE)
    for key, kind, name in db.execute("SELECT * FROM gone_keys").fetchall():
        db.executemany("DELETE FROM shapes WHERE form=? AND fuller=? AND key=?", shapes_of((kind, name), key))
    _point_to_concepts(db, curated, labels)
    run(db, _SURE)
    _spread(db, "sure", "stem", "new_sure")
    db.execute("INSERT OR IGNORE INTO moved_stems SELECT key FROM spread WHERE before IS NOT after")
    _rule(db, curated)
    _listen(db, curated)
    run(
        db,
        "INSERT OR IGNORE INTO new_targets SELECT key FROM to_rule WHERE key IN"
        " (SELECT key FROM keys WHERE target IS NOT coalesce(user, sure, ruled));\n"
        "UPDATE keys SET target = coalesce(user, sure, ruled) WHERE key IN (SELECT key FROM new_targets);",
    )
    _spread(db, "target", "root", "new_targets")
    run(db, _ROOTS)


_ROOTS = """
INSERT OR IGNORE INTO explained_anew SELECT key FROM new_targets;
INSERT OR IGNORE INTO explained_anew SELECT key FROM spread WHERE before IS NOT after;
INSERT OR IGNORE INTO touched_roots SELECT before FROM spread WHERE before IS NOT after;
INSERT OR IGNORE INTO touched_roots SELECT k.root FROM touched_senses t CROSS JOIN keys k ON k.key = t.key;
INSERT OR IGNORE INTO touched_roots SELECT k.root FROM explained_anew e CROSS JOIN keys k ON k.key = e.key;
INSERT OR IGNORE INTO touched_roots SELECT a.root FROM explained_anew e CROSS JOIN forms f ON f.key = e.key
CROSS JOIN senses s ON s.sense = f.sense CROSS JOIN keys a ON a.key = s.key;
DROP TABLE decided;
DROP TABLE touched_concepts;
DROP TABLE gone_keys;
DROP TABLE new_keys;
DROP TABLE new_sure;
DROP TABLE moved_stems;
DROP TABLE to_rule;
DROP TABLE new_targets;
DROP TABLE explained_anew;
DROP TABLE touched_keys;
DROP TABLE spread;
"""


def _count(db: sqlite3.Connection, curated: Curated) -> None:
    """Decide what touched names mean and where the articles that use them point; tell which are gone."""
    for number, rows in groupby(db.execute(_COUNTS), lambda row: row[0]):
        concepts: Counter[str] = Counter()
        anchors: Counter[Key] = Counter()
        key: Key = "", ""
        for row in rows:
            key = row[1], row[2]
            if row[7] is not None:
                concepts[row[6]] += row[7]
                anchors[row[9], row[10]] += row[7]
        if not concepts:
            db.execute("INSERT INTO gone_keys VALUES (?,?,?)", (number, *key))
            continue
        concept = chosen_concept(concepts)
        pointer = None if concept else pointer_by_votes(key, anchors, curated)
        found = (key_number(pointer.to), pointer.why) if pointer else (None, "")
        db.execute("INSERT INTO decided VALUES (?,?,?,?)", (number, concept, *found))


def _point_to_concepts(db: sqlite3.Connection, curated: Curated, labels: Mapping[str, str]) -> None:
    rows = db.execute(
        "SELECT t.concept, k.type, k.name FROM touched_concepts t CROSS JOIN keys k ON k.concept = t.concept"
        " AND k.concept <> '' ORDER BY t.concept"
    ).fetchall()
    for concept, group in groupby(rows, lambda row: row[0]):
        keys = [(row[1], row[2]) for row in group]
        pointers = pointers_to_concept(labels[concept], keys, curated)
        for key in keys:
            pointer = pointers.get(key)
            found = (key_number(pointer.to), pointer.why) if pointer else (None, "")
            db.execute("INSERT OR REPLACE INTO decided VALUES (?,?,?,?)", (key_number(key), concept, *found))
    # Of other names that mean a concept the pointers stay as they are.
    db.execute(
        "DELETE FROM decided WHERE concept <> '' AND concept NOT IN (SELECT concept FROM touched_concepts)"
    )


def _spread(db: sqlite3.Connection, pointer: str, end: str, changed: str) -> None:
    """Follow the pointers again from all names that come through a changed one; keep ends before and after."""
    db.execute("DROP TABLE IF EXISTS temp.spread")
    db.execute("CREATE TEMP TABLE spread (key INTEGER PRIMARY KEY, before INTEGER, after INTEGER)")
    db.execute(
        f"WITH RECURSIVE reached (key) AS (SELECT key FROM {changed}"
        f" UNION SELECT k.key FROM reached r CROSS JOIN keys k ON k.{pointer} = r.key AND k.{pointer} IS NOT NULL)"
        f" INSERT INTO spread SELECT k.key, k.{end}, NULL FROM reached r CROSS JOIN keys k ON k.key = r.key"
    )
    store = _Names(db, f"k.{pointer}")
    for (key,) in db.execute("SELECT key FROM spread").fetchall():
        after = key_number(follow(store.name(key), store.to))
        db.execute("UPDATE spread SET after=? WHERE key=?", (after, key))
    db.execute(
        f"UPDATE keys SET {end} = s.after FROM spread s WHERE s.key = keys.key AND s.before IS NOT s.after"
    )


class _Names:
    """The names and pointers of a store, looked up as they are needed."""

    def __init__(self, db: sqlite3.Connection, pointer: str) -> None:
        self._db = db
        self._sql = f"SELECT p.type, p.name FROM keys k CROSS JOIN keys p ON p.key = {pointer} WHERE k.key=?"
        self.to = lru_cache(maxsize=1 << 14)(self._to)

    def name(self, number: int) -> Key:
        """Return the name with this number."""
        kind, name = self._db.execute("SELECT type, name FROM keys WHERE key=?", (number,)).fetchone()
        return kind, name

    def there(self, key: Key) -> bool:
        """Tell whether any article has the name."""
        return self._db.execute("SELECT 1 FROM keys WHERE key=?", (key_number(key),)).fetchone() is not None

    def _to(self, key: Key) -> Key | None:
        row = self._db.execute(self._sql, (key_number(key),)).fetchone()
        return (row[0], row[1]) if row else None


def _rule(db: sqlite3.Connection, curated: Curated) -> None:
    """Decide by rule again for names that may be short for one that came, went or leads elsewhere now."""
    db.execute("INSERT OR IGNORE INTO to_rule SELECT key FROM new_keys")
    if db.execute("SELECT (SELECT count(*) FROM new_keys) < (SELECT count(*) FROM keys)").fetchone()[0]:
        for key, kind, name in db.execute("SELECT * FROM gone_keys").fetchall():
            _look_again(db, (kind, name), key)
        for (key,) in db.execute("SELECT key FROM moved_stems UNION SELECT key FROM new_keys").fetchall():
            kind, name = db.execute("SELECT type, name FROM keys WHERE key=?", (key,)).fetchone()
            _look_again(db, (kind, name), key)
    for (number,) in db.execute("SELECT key FROM to_rule").fetchall():
        row = db.execute("SELECT type, name, concept, sure, ruled, reason FROM keys WHERE key=?", (number,))
        kind, name, concept, sure, before, reason = row.fetchone()
        key = kind, name
        pointer = None
        if not concept and sure is None and ruled(key):
            pointer = pointer_by_rule(key, _fuller(db, key, number), curated)
        after = key_number(pointer.to) if pointer else None
        why = pointer.why if pointer else reason if sure is not None else ""
        if (after, why) != (before, reason):
            db.execute("UPDATE keys SET ruled=?, reason=? WHERE key=?", (after, why, number))
            db.execute("INSERT OR IGNORE INTO explained_anew VALUES (?)", (number,))


def _look_again(db: sqlite3.Connection, key: Key, number: int) -> None:
    """Have all names decided again that may be short for this one."""
    if key[0] != "Person":
        db.executemany(
            "INSERT OR IGNORE INTO to_rule SELECT k.key FROM shapes x CROSS JOIN keys k ON k.key = x.key"
            " WHERE x.form=? AND x.fuller=0",
            ((form,) for form, fuller, _ in shapes_of(key, number) if fuller),
        )


def _fuller(db: sqlite3.Connection, key: Key, number: int) -> Iterable[tuple[Key, Key, str]]:
    forms = [form for form, fuller, _ in shapes_of(key, number) if not fuller]
    found: dict[Key, Key] = {}
    for form in forms:
        for kind, name, stem_kind, stem in db.execute(
            "SELECT k.type, k.name, s.type, s.name FROM shapes x CROSS JOIN keys k ON k.key = x.key"
            " CROSS JOIN keys s ON s.key = k.stem WHERE x.form=? AND x.fuller=1",
            (form,),
        ):
            found[kind, name] = stem_kind, stem
    return [(other, found[other], rule) for other, rule in fuller_among(key, found)]


def _listen(db: sqlite3.Connection, curated: Curated) -> None:
    """Bring the pointers of the user's own file up to date."""
    db.execute("CREATE TEMP TABLE unlistened AS SELECT key FROM keys WHERE user IS NOT NULL")
    names = _Names(db, "coalesce(k.sure, k.ruled)")
    pointers = pointers_by_user(curated, names.there, names.to)
    for (number,) in db.execute("SELECT key FROM unlistened").fetchall():
        db.execute("UPDATE keys SET user=NULL WHERE key=?", (number,))
        db.execute("INSERT OR IGNORE INTO to_rule VALUES (?)", (number,))
    for key, pointer in pointers.items():
        number = key_number(key)
        db.execute("UPDATE keys SET user=? WHERE key=?", (key_number(pointer.to), number))
        db.execute("INSERT OR IGNORE INTO to_rule VALUES (?)", (number,))
    db.execute("DROP TABLE unlistened")
