"""Questions are answered from indexes, in order: no table is read whole, nothing is sorted."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from kg.query.articles import articles
from kg.query.difference import diff_days
from kg.query.facts import facts
from kg.query.neighbors import neighbors
from kg.query.resolve import resolve
from kg.query.search import search
from kg.query.statistics import stats
from kg.query.timeline import timeline
from kg.query.top import top
from kg.store.reader import Store

from tests.stores import make


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = make(tmp_path_factory.mktemp("plans") / "kg.db")
    # Without counts SQLite plans for large tables; it would rightly read these few rows whole.
    with sqlite3.connect(path) as db:
        db.execute("DELETE FROM sqlite_stat1")
    db.close()
    return path


def plans(path: Path, ask: Callable[[Store], object]) -> list[tuple[str, str]]:
    """Return (statement, step of its plan) for everything that a question asks of SQLite."""
    statements: list[str] = []
    with Store(path) as store:
        store._db.set_trace_callback(statements.append)
        ask(store)
        store._db.set_trace_callback(None)
        asked = [s for s in dict.fromkeys(statements) if s.startswith("SELECT") and "'main'" not in s]
        return [(s, row[3]) for s in asked for row in store.rows(f"EXPLAIN QUERY PLAN {s}")]


QUESTIONS: dict[str, Callable[[Store], object]] = {
    "neighbors": lambda s: neighbors(s, resolve(s, "上海仪电")),
    "neighbors of a type": lambda s: neighbors(
        s, resolve(s, "上海仪电"), type="Person", since="2025", until="2026"
    ),
    "facts": lambda s: facts(s),
    "facts of a relation": lambda s: facts(s, relation="locatedIn", since="2025", type="Company"),
    "facts of an end": lambda s: facts(s, tail=resolve(s, "浦东新区"), modality="stated"),
    "timeline": lambda s: timeline(s, resolve(s, "上海仪电")),
    "articles": lambda s: articles(s, since="2025"),
    "articles of": lambda s: articles(s, resolve(s, "上海仪电")),
    "facts that are planned": lambda s: facts(s, modality="planned"),
    "search": lambda s: search(s, "仪电"),
    "stats": lambda s: stats(s),
    "stats by month": lambda s: stats(s, "month"),
    "top": lambda s: top(s),
    "top of a type": lambda s: top(s, type="Company"),
    "diff": lambda s: diff_days(s, "2025", "2026"),
    "search by pinyin": lambda s: search(s, "yidian"),
}
# The few rows of one name, of one spelling, of one fact: sorted after they have been found.
ORDERED = re.compile(r"USING (?:COVERING )?INDEX (?:facts_order|articles_published|entities_order)")
FEW = re.compile(r"FROM (?:entities e WHERE e.key IN|tallies WHERE|names WHERE|search_names WHERE|support p)")


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_no_table_is_read_whole_and_nothing_sorted(small: Path, name: str) -> None:
    steps = plans(small, QUESTIONS[name])
    assert steps
    for statement, step in steps:
        if "VIRTUAL TABLE INDEX" in step:
            continue
        walked = ORDERED.search(step) is not None
        assert walked or not step.startswith("SCAN"), f"{step}\n{statement}"
        assert FEW.search(statement) or "TEMP B-TREE" not in step, f"{step}\n{statement}"
