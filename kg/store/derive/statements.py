"""Entities, pairs and facts brought up to date in SQL, with what SQL has no words for."""

from __future__ import annotations

import sqlite3
from itertools import groupby

from kg.link.facts import Support, ends, gather
from kg.link.identity import stable_key
from kg.model import SYMMETRIC
from kg.store.derive.script import run_file

_SUPPORT = (
    "SELECT x.fact, hc.entity, x.relation, tc.entity, a.published, a.id, x.n, x.article, x.confidence, x.modality,"
    ' substr(a.text, s.start + 1, s."end" - s.start)'
    " FROM touched_facts t CROSS JOIN assertions x ON x.fact = t.fact"
    " CROSS JOIN mentions h ON h.article = x.article AND h.n = x.head"
    " CROSS JOIN clusters hc ON hc.article = x.article AND hc.n = h.cluster"
    " CROSS JOIN mentions m ON m.article = x.article AND m.n = x.tail"
    " CROSS JOIN clusters tc ON tc.article = x.article AND tc.n = m.cluster"
    " CROSS JOIN sentences s ON s.article = x.article AND s.n = h.sentence"
    " CROSS JOIN articles a ON a.key = x.article ORDER BY t.fact"
)
_TOGETHER = (
    "SELECT min(published), max(published), min(example) FROM ("
    " SELECT min(a.published) AS published, min(printf('%06d %020d %06d', s.\"end\" - s.start, m.article, m.sentence))"
    "   AS example"
    " FROM appears x CROSS JOIN appears y ON y.entity = :other AND y.day = x.day AND y.article = x.article"
    " CROSS JOIN articles a ON a.key = x.article CROSS JOIN mentions m ON m.article = x.article"
    " CROSS JOIN clusters c ON c.article = m.article AND c.n = m.cluster AND c.entity IN (:one, :other)"
    " CROSS JOIN sentences s ON s.article = m.article AND s.n = m.sentence"
    " WHERE x.entity = :one GROUP BY m.article, m.sentence HAVING count(DISTINCT c.entity) = 2)"
)


def magnitude(sentences: int | None) -> int | None:
    """Return the order of magnitude of a number of sentences: the power of two not above it."""
    return None if sentences is None else sentences.bit_length() - 1


def iso(day: int) -> str:
    """Return a day like 20260129 as an ISO date."""
    return f"{day // 10000:04}-{day // 100 % 100:02}-{day % 100:02}"


def fact_order(articles: int, assertions: int, confidence: float) -> float:
    """Return a number by which facts stand around an entity, the most supported (the least) first."""
    return -(articles * 1000.0 + min(assertions, 999) + confidence / 2)


def fact_key(head: int, relation: str, tail: int) -> int | None:
    """Return the key of a fact, or None where its ends are one entity."""
    if head == tail:
        return None
    one, other = ends(head, relation, tail)
    return stable_key(f"{one} {relation} {other}")


def derive_statements(db: sqlite3.Connection) -> None:
    """Bring entities, names, pairs and facts up to date with what is dirty and made."""
    db.create_function("magnitude", 1, magnitude, deterministic=True)
    db.create_function("iso", 1, iso, deterministic=True)
    db.create_function("fact_key", 3, fact_key, deterministic=True)
    db.create_function("fact_order", 3, fact_order, deterministic=True)
    db.create_function("symmetric", 1, SYMMETRIC.__contains__, deterministic=True)
    run_file(db, "derive/occurrences")
    _find_lost(db)
    run_file(db, "derive/pairs")
    run_file(db, "derive/statements")
    _gather(db)
    run_file(db, "derive/facts")


def _find_lost(db: sqlite3.Connection) -> None:
    """Look again for first and last day and example of pairs that have lost theirs."""
    lost = db.execute(
        "SELECT p.a, p.b, x.articles <= y.articles FROM pair_states p CROSS JOIN entities x ON x.key = p.a"
        " CROSS JOIN entities y ON y.key = p.b WHERE p.lost"
    ).fetchall()
    for a, b, rarer in lost:
        one, other = (a, b) if rarer else (b, a)
        found = db.execute(_TOGETHER, {"one": one, "other": other}).fetchone()
        db.execute("UPDATE pair_states SET first=?, last=?, example=? WHERE a=? AND b=?", (*found, a, b))


def _gather(db: sqlite3.Connection) -> None:
    for fact, rows in groupby(db.execute(_SUPPORT), lambda row: row[0]):
        found = list(rows)
        support = sorted(Support._make(row[4:]) for row in found)
        gathered, copies = gather(support)
        relation = found[0][2]
        head, tail = ends(found[0][1], relation, found[0][3])
        db.execute(
            "INSERT INTO made_facts VALUES (?,?,?,?,?,?,?,?,?,?)", (fact, head, relation, tail, *gathered)
        )
        db.executemany(
            "INSERT INTO copies VALUES (?,?,?)",
            (
                (row.article, row.n, original)
                for row, original in zip(support, copies, strict=True)
                if original is not None
            ),
        )
