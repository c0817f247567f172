"""Neighbours, facts, timeline, articles and paths against what the small store says."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from kg.query.articles import articles
from kg.query.difference import diff_days, diff_stores
from kg.query.facts import facts
from kg.query.neighbors import neighbors
from kg.query.paths import paths
from kg.query.profile import profile
from kg.query.resolve import resolve
from kg.query.statistics import stats
from kg.query.timeline import timeline
from kg.store.reader import Store

from tests.stores import make, make_earlier


def test_neighbours_are_facts_then_cooccurrence_the_strongest_first(store: Store) -> None:
    rows = neighbors(store, resolve(store, "上海仪电"), limit=100)
    kinds = [r.relation == "coOccursWith" for r in rows]
    assert kinds == sorted(kinds)
    assert (rows[0].relation, rows[0].direction, rows[0].name, rows[0].count) == (
        "locatedIn",
        "out",
        "浦东新区",
        2,
    )
    assert {(r.relation, r.direction) for r in rows} >= {("cooperatesWith", "both"), ("operatesIn", "out")}
    facts_first = [r.count for r in rows if r.relation != "coOccursWith"]
    assert facts_first == sorted(facts_first, reverse=True)
    assert all(r.evidence for r in rows)


def test_the_ordered_lists_say_what_the_tables_say(store: Store) -> None:
    for entity in store.entities():
        rows = neighbors(store, entity, limit=1000)
        stated = {
            (f.relation, f.tail if f.head == entity.key else f.head) for f in store.facts_of(entity.key)
        }
        linked = {other for _, other in stated}
        together = {c.other for c in store.cooccurrence_of(entity.key) if c.llr > 0} - linked
        ids = {e.key: e.id for e in store.entities()}
        assert {(r.relation, r.id) for r in rows if r.relation != "coOccursWith"} == {
            (n, ids[k]) for n, k in stated
        }
        assert {r.id for r in rows if r.relation == "coOccursWith"} == {ids[k] for k in together}


def test_neighbours_by_type_relation_and_time(store: Store) -> None:
    pudong = resolve(store, "浦东新区")
    assert {r.name for r in neighbors(store, pudong, type="Official")} == {"王伟"}
    assert {r.name for r in neighbors(store, pudong, type="Person")} == {"王伟"}
    assert {r.relation for r in neighbors(store, pudong, relation="locatedIn")} == {"locatedIn"}
    assert neighbors(store, pudong, since="2027") == []
    (late,) = neighbors(store, pudong, relation="locatedIn", since="2026-01")
    assert late.article == "a2"
    (early,) = neighbors(store, pudong, relation="locatedIn", until="2025")
    assert early.article == "a1"


def test_facts_by_every_filter(store: Store) -> None:
    yidian, pudong = resolve(store, "上海仪电"), resolve(store, "浦东新区")
    assert {r.relation for r in facts(store, relation="attends")} == {"attends"}
    assert {(r.head, r.tail) for r in facts(store, head=yidian, tail=pudong)} == {(yidian.name, pudong.name)}
    assert {r.relation for r in facts(store, tail=pudong)} == {"locatedIn", "holdsPosition"}
    assert {r.head for r in facts(store, tail=pudong, type="Company")} == {yidian.name}
    assert {r.head for r in facts(store, type="Official")} == {"王伟"}
    assert {r.modality for r in facts(store, modality="planned")} == {"planned"}
    assert {r.relation for r in facts(store, head=resolve(store, "华为"), modality="planned")} == {
        "investsIn"
    }
    assert all(r.first <= "2025-12-31" for r in facts(store, until="2025"))
    assert len(facts(store, limit=2)) == 2


def test_a_symmetric_fact_is_found_from_both_ends(store: Store) -> None:
    for name in ("上海仪电", "华为"):
        entity = resolve(store, name)
        assert facts(store, head=entity, relation="cooperatesWith") == facts(
            store, tail=entity, relation="cooperatesWith"
        )
        assert len(facts(store, head=entity, relation="cooperatesWith")) == 1


def test_the_timeline_runs_forward_and_ends_with_the_latest(store: Store) -> None:
    rows = timeline(store, resolve(store, "上海仪电"))
    assert [r.date for r in rows] == sorted(r.date for r in rows)
    assert [r.date for r in rows if r.relation == "locatedIn"] == ["2025-11-03", "2026-01-10"]
    (last,) = timeline(store, resolve(store, "上海仪电"), limit=1)
    assert last.date == "2026-01-10"
    assert {r.date for r in timeline(store, resolve(store, "上海仪电"), until="2025")} == {"2025-11-03"}


def test_articles_of_an_entity_and_of_all(store: Store) -> None:
    assert [(a.id, a.mentions) for a in articles(store, resolve(store, "上海仪电"))] == [("a2", 1), ("a1", 2)]
    assert [a.id for a in articles(store, until="2025-12")] == ["a1"]
    assert len(articles(store)) == 3


def test_paths_hold_together_and_show_their_evidence(store: Store) -> None:
    found = paths(store, resolve(store, "李明"), resolve(store, "浦东新区"), k=3)
    assert [p.strength for p in found] == sorted((p.strength for p in found), reverse=True)
    for path in found:
        assert (path.names[0], path.names[-1]) == ("李明", "浦东新区")
        for step, (a, b) in zip(path.steps, pairwise(path.names), strict=True):
            assert {step.head, step.tail} == {a, b}
            assert step.evidence
    assert paths(store, resolve(store, "李明"), resolve(store, "浦东新区"), facts_only=True) == []


def test_paths_via_a_type(store: Store) -> None:
    ends = resolve(store, "华为"), resolve(store, "浦东新区")
    types = {e.name: e.type for e in store.entities()}
    for path in paths(store, *ends, via=["Company"], k=5):
        assert {types[n] for n in path.names[1:-1]} <= {"Company"}
    assert paths(store, *ends, via=["Event"]) == []


def test_a_profile_has_all_names(store: Store) -> None:
    found = profile(store, resolve(store, "上海仪电"))
    assert {n.name for n in found.names} == {"上海仪电", "上海仪电（集团）有限公司"}
    assert found.facts[0].relation == "locatedIn"
    assert found.links >= 3


def test_two_stores_and_two_days_tell_the_same_news(small: Path, tmp_path: Path) -> None:
    earlier = make_earlier(tmp_path / "earlier.db")
    with Store(small) as store:
        by_store = diff_stores(store, earlier, 1000)
        by_day = diff_days(store, "2025-12-31", "2026-12", 1000)
    assert set(by_store) == set(by_day)
    located = next(d for d in by_store if d.relation == "locatedIn")
    assert (located.change, located.before, located.after) == ("changed", 1, 2)
    assert {d.change for d in by_store} == {"added", "changed"}
    with Store(earlier) as store:
        back = diff_stores(store, small, 1000)
    assert {d.change for d in back} == {"removed", "changed"}
    assert len(back) == len(by_store)


def test_no_difference(small: Path, tmp_path: Path) -> None:
    again = make(tmp_path / "again.db")
    with Store(small) as store:
        assert diff_stores(store, again, 10) == []
        with pytest.raises(ValueError, match="is not before"):
            diff_days(store, "2026", "2025")


def test_counts_add_up(store: Store) -> None:
    total = {c.name: c.count for c in stats(store) if c.what == "total"}
    assert sum(c.count for c in stats(store, "type")) == total["entities"]
    assert sum(c.count for c in stats(store, "relation")) == total["facts"]
    for by in ("month", "account"):
        assert sum(c.count for c in stats(store, by)) == total["articles"]
    assert [c.name for c in stats(store, "month")] == ["2025-11", "2026-01"]
