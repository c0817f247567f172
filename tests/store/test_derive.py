from __future__ import annotations

import math
import sqlite3
from pathlib import Path

import pytest
from kg.store.costs import link_strength, step_cost, through_cost

from tests.export.stores import write_store
from tests.stores import articles, make

TABLES = ("around", "support", "moments", "appears", "degrees", "search_names", "sounds", "search_articles")


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
        links = set(db.execute("SELECT entity, other, layer, fact FROM around"))
        facts = db.execute("SELECT count(*) FROM facts").fetchone()[0]
        pairs = db.execute("SELECT count(*) FROM cooccurrence WHERE llr > 0").fetchone()[0]
    db.close()
    assert {(other, entity, layer, fact) for entity, other, layer, fact in links} == links
    assert len(links) == 2 * (facts + pairs)


def test_a_path_costs_the_logarithm_of_its_strength() -> None:
    assert link_strength(0.8, False) == 0.8
    assert link_strength(0.8, True) == 0.4
    assert link_strength(-1.0, True) == 0.001
    assert through_cost(0) == through_cost(1) == 0.0
    assert math.exp(-through_cost(100)) == pytest.approx(1 / (1 + math.log(100)))
    assert step_cost(0.5, 0, 1) == pytest.approx(math.log(2))
