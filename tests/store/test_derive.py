from __future__ import annotations

import math
import sqlite3
from collections import Counter
from pathlib import Path

import pytest
from benchmarks.synthetic import make_store
from kg.store.check import check_store
from kg.store.costs import link_strength, step_cost, through_cost
from kg.store.reader import Store

from tests.export.stores import write_store
from tests.stores import articles, make

TABLES = (
    "around", "beside", "support", "moments", "appears", "degrees", "tallies", "search_names", "sounds", "search_articles",
)  # fmt: skip


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(path) as db:
        found = {t: sorted(db.execute(f"SELECT * FROM {t}")) for t in TABLES}
    db.close()
    return found


def test_the_order_in_which_articles_come_does_not_matter(tmp_path: Path) -> None:
    one = make(tmp_path / "one.db")
    two = write_store(tmp_path / "two.db", articles()[::-1])
    assert content(one) == content(two)


def test_building_again_or_in_steps_gives_the_same(tmp_path: Path) -> None:
    whole = make(tmp_path / "whole.db")
    steps = tmp_path / "steps.db"
    for item in articles():
        write_store(steps, [item])
    write_store(steps, articles()[1:2])
    assert content(steps) == content(whole)


def test_every_link_stands_at_both_its_ends(tmp_path: Path) -> None:
    with sqlite3.connect(make(tmp_path / "kg.db")) as db:
        links = set(db.execute("SELECT entity, other, fact FROM around"))
        links |= set(db.execute("SELECT entity, other, 0 FROM beside"))
        facts = db.execute("SELECT count(*) FROM facts").fetchone()[0]
        pairs = db.execute("SELECT count(*) FROM cooccurrence").fetchone()[0]
    db.close()
    assert {(other, entity, fact) for entity, other, fact in links} == links
    assert len(links) == 2 * (facts + pairs)


def test_a_path_costs_the_logarithm_of_its_strength() -> None:
    assert link_strength(0.8, False) == 0.8
    assert link_strength(0.8, True) == 0.4
    assert link_strength(-1.0, True) == 0.001
    assert through_cost(0) == through_cost(1) == 0.0
    assert math.exp(-through_cost(100)) == pytest.approx(1 / (1 + math.log(100)))
    assert step_cost(0.5, 0, 1) == pytest.approx(math.log(2))


def test_what_is_counted_beforehand_is_what_is_there(tmp_path: Path) -> None:
    path = make(tmp_path / "kg.db")
    with Store(path) as store:
        counted = {name: len(list(store.rows(f"SELECT 1 FROM {name}"))) for name in store.counts()}
        assert store.counts() == counted
        for what, table, column in (("type", "entities", "type"), ("relation", "facts", "relation")):
            assert store.tally(what) == Counter(row[0] for row in store.rows(f"SELECT {column} FROM {table}"))


def test_the_generator_of_the_benchmarks_makes_a_sound_store(tmp_path: Path) -> None:
    path = tmp_path / "kg.db"
    make_store(path, mentions=4000, entities=300)
    assert check_store(path) == []
    with Store(path) as store:
        assert store.counts()["entities"] == 300
