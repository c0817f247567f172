"""What goes into the page: selection, layout, communities, spelling, JSON that stays data."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.export.page.communities import communities
from kg.export.page.data import about, payload
from kg.export.page.html import script_json
from kg.export.page.layout import layout
from kg.export.page.select import Link, Scope, around, select, thin
from kg.export.page.spelling import spellings
from kg.store.reader import Entity, Fact, Store
from kg.store.subgraph import Wanted, weightiest, weights_of


@pytest.fixture
def store(rich: Path) -> Iterator[Store]:
    with Store(rich) as opened:
        yield opened


def _entity(store: Store, name: str) -> Entity:
    return store.entities_named(name)[0]


def _names(entities: tuple[Entity, ...]) -> set[str]:
    return {e.name for e in entities}


def test_the_most_connected_are_drawn_and_their_neighbours_held(store: Store) -> None:
    found = select(store, Scope(limit=3))
    assert found.total == store.counts()["entities"]
    assert len(found.drawn) == 3 and len(found.reserve) == 3
    least = min(found.weight.get(e.key, 0) for e in found.drawn)
    assert all(found.weight.get(e.key, 0) <= least for e in store.entities() if e not in found.drawn)
    held = {e.key for e in (*found.drawn, *found.reserve)}
    assert all(link.head in held and link.tail in held for link in found.links)


def test_a_focus_takes_its_neighbours_by_steps(store: Store) -> None:
    person = _entity(store, "张三丰")
    one = select(store, Scope(focus=(person,), depth=1))
    two = select(store, Scope(focus=(person,), depth=2))
    assert person in one.drawn
    assert {"示例研究院", "示例大会", "示例区"} <= _names(one.drawn)
    assert _names(one.drawn) < _names(two.drawn)
    assert "示例办法" in _names(two.drawn) - _names(one.drawn)
    assert len(select(store, Scope(focus=(person,), depth=2, limit=3)).drawn) == 3


def test_types_relations_and_dates_restrict(store: Store) -> None:
    companies = select(store, Scope(types=frozenset({"Company"})))
    assert {e.type for e in (*companies.drawn, *companies.reserve)} == {"Company"}
    officials = select(store, Scope(types=frozenset({"Official"})))
    assert _names(officials.drawn) == {"张三丰"}
    located = select(store, Scope(relations=frozenset({"locatedIn"})))
    assert {x.relation for x in located.links} == {"locatedIn"}
    assert {x.relation for x in select(store, Scope(since="2026-03")).links} >= {"visits"}
    early = select(store, Scope(until="2026-01"))
    assert "visits" not in {x.relation for x in early.links}
    assert "issuedBy" in {x.relation for x in early.links}


def test_a_restriction_draws_only_what_it_leaves_linked(store: Store) -> None:
    located = select(store, Scope(relations=frozenset({"locatedIn"})))
    ends = {k for link in located.links for k in (link.head, link.tail)}
    assert {e.key for e in located.drawn} == ends
    assert located.total == len(ends) < store.counts()["entities"]


def test_the_weights_kept_are_those_added_up(store: Store) -> None:
    keys = [e.key for e in store.entities()]
    assert weights_of(store, keys, Wanted()) == weights_of(store, keys, Wanted(since="0001-01-01"))
    kept, added = (weightiest(store, w, (), 1000) for w in (Wanted(), Wanted(since="0001-01-01")))
    assert {k: v for k, v in kept.weights.items() if v} == dict(added.weights)


def test_of_a_dense_graph_each_entitys_strongest_facts_are_drawn() -> None:
    facts = [
        Link(
            a,
            "cooperatesWith",
            b,
            1.0 + a,
            Fact(a * 100 + b, a, "cooperatesWith", b, 1, 1, "", "", 0.9, ""),
            None,
        )
        for b in range(40)
        for a in range(b)
    ]
    kept = list(thin(facts, frozenset(range(40))))
    drawn = [link for link in kept if link.drawn]
    assert len(drawn) < len(kept) < len(facts)
    assert {k for link in drawn for k in (link.head, link.tail)} == set(range(40))


def test_what_a_server_sends_for_an_entity_has_the_same_form(store: Store) -> None:
    park = _entity(store, "示例科学城")
    data = payload(store, around(store, park, 10))
    assert {n["name"] for n in data["nodes"]} >= {"示例科学城", "示例市", "低空经济"}
    assert all("x" not in n for n in data["nodes"])
    ids = {n["id"] for n in data["nodes"]}
    assert all(e["from"] in ids and e["to"] in ids for e in data["edges"])
    assert data.keys() == payload(store, select(store, Scope())).keys()


def test_facts_carry_modality_roles_and_their_sentences(store: Store) -> None:
    data = payload(store, select(store, Scope()))
    by_relation = {(e["relation"], e["modality"]): e for e in data["edges"]}
    planned = by_relation["investsIn", "planned"]
    sentence, article = data["sentences"][planned["evidence"][0][0]]
    assert "拟投资" in sentence
    assert data["articles"][article][2] == "2026-03-02"
    assert planned["evidence"][0][6][0]["value"] == "2026-12-31"
    assert ("cooperatesWith", "negated") in by_relation
    assert by_relation["holdsPosition", "stated"]["evidence"][0][1] == "院长"
    assert len(data["sentences"]) == len({(text, n) for text, n in data["sentences"]})


def test_the_page_says_how_much_there_is(store: Store) -> None:
    scope = Scope(limit=2)
    said = about(store, scope, select(store, scope))
    assert said["entities"] == store.counts()["entities"]
    assert (said["articles"], said["first"], said["last"]) == (3, "2025-12-31", "2026-03-02")


def test_spellings() -> None:
    assert spellings(["上海仪电", "重庆", "AI办公室", "ABC"]) == [
        "shang hai yi dian",
        "chong qing",
        "ai ban gong shi",
    ]


def test_the_layout_is_the_same_every_time_and_leaves_room() -> None:
    links = [(n, (n * 7 + 1) % 80, 1.0) for n in range(80)] + [(n, n // 3, 1.0) for n in range(1, 80)]
    radii = [20.0] * 90
    places = layout(90, links, radii)
    assert places == layout(90, links, radii)
    nearest = min(math.dist(a, b) for i, a in enumerate(places) for b in places[:i])
    assert nearest > 25
    below = max(y for _, y in places[:80])
    assert all(y > below for _, y in places[80:]), "those without links stand in rows below"


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_the_layout_of_next_to_nothing(count: int) -> None:
    places = layout(count, [(0, 1, 1.0)] if count > 1 else [], [20.0] * count)
    assert len(places) == count
    assert all(math.isfinite(x) and math.isfinite(y) for x, y in places)
    assert len(set(places)) == count


def test_linked_nodes_stand_nearer_than_others() -> None:
    links = [(a, b, 1.0) for base in (0, 10, 20) for a in range(base, base + 10) for b in range(base, a)]
    places = layout(30, [*links, (0, 10, 0.5), (10, 20, 0.5)], [10.0] * 30)
    near = [math.dist(places[a], places[b]) for a, b, _ in links]
    far = [math.dist(places[a], places[b]) for a in range(10) for b in range(20, 30)]
    assert sum(near) / len(near) < sum(far) / len(far) / 2


def test_communities_are_found_and_ranked() -> None:
    links = [(a, b, 1.0) for base in (0, 10) for a in range(base, base + 5) for b in range(base, a)]
    groups = communities([*links, (20, 0, 1.0), (4, 14, 0.1)], {3: 9.0, 12: 8.0})
    assert [set(g) for g in groups] == [{0, 1, 2, 3, 4, 20}, {10, 11, 12, 13, 14}]
    assert [g[0] for g in groups] == [3, 12]
    assert communities([], {}) == []


@given(st.recursive(st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x), max_leaves=8))
def test_json_in_a_page_is_the_same_and_holds_nothing_that_is_markup(value: object) -> None:
    text = script_json(value)
    assert json.loads(text) == value
    assert not set(text) & set("<>&\u2028\u2029")
