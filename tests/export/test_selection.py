"""Parts of a graph: each option alone, and that every part is still a graph that conforms."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from kg.export.iri import names
from kg.export.shacl import to_rdflib, validate
from kg.export.triples import quads
from kg.model import CO_OCCURRENCE, RELATIONS
from kg.store.reader import Store
from kg.store.scan import Scan
from kg.store.selection import Selection

from tests.export.reading import exported, triples
from tests.export.stores import N, R, annotated, write_store


def key(path: Path, name: str) -> int:
    with Store(path) as store:
        (entity,) = store.entities_named(name)
        return entity.key


def test_types_take_links_between_them(rich: Path) -> None:
    with Scan(rich, Selection(types=("Company", "Official"))) as scan:
        assert {e.type for e in scan.entities()} == {"Company", "Person"}
        assert [e.name for e in scan.entities() if e.type == "Person"] == ["张三丰"]
        assert {f.relation for f in scan.facts()} == {"cooperatesWith", "subsidiaryOf"}


def test_relations_take_only_what_has_them(rich: Path) -> None:
    with Scan(rich, Selection(relations=("holdsPosition",))) as scan:
        assert [e.name for e in scan.entities()] == ["示例研究院", "张三丰"]
        assert not list(scan.pairs())
        assert [a.id for a in scan.articles()] == ["2026/01 a"]
    with Scan(rich, Selection(relations=(CO_OCCURRENCE,))) as scan:
        assert list(scan.pairs())
        assert not list(scan.facts())


def test_dates_take_what_articles_of_that_time_state(rich: Path) -> None:
    with Scan(rich, Selection(since="2026-02", relations=RELATIONS)) as scan:
        assert [a.id for a in scan.articles()] == ["b"]
        cooperation = [f for f in scan.facts() if f.relation == "cooperatesWith" and f.articles == 2]
        assert [e.article for f in cooperation for e in scan.evidence(f)] == ["b"]
        assert "issuedBy" not in {f.relation for f in scan.facts()}
    with Scan(rich, Selection(until="2026-01", relations=RELATIONS)) as scan:
        assert [a.id for a in scan.articles()] == ["2026/01 a", "c"]
        assert "subsidiaryOf" not in {f.relation for f in scan.facts()}


def test_confidence(rich: Path) -> None:
    with Scan(rich, Selection(min_confidence=0.94)) as scan:
        assert not list(scan.entities())
    with Scan(rich, Selection(min_confidence=0.9)) as scan:
        assert all(f.confidence >= 0.9 for f in scan.facts())


def test_around_an_entity(rich: Path) -> None:
    start = key(rich, "示例科学城")
    facts = ("locatedIn", "focusesOn", "investsIn", "holdsPosition")

    def reached(depth: int) -> set[str]:
        with Scan(rich, Selection(relations=facts, around=start, depth=depth)) as scan:
            return {e.name for e in scan.entities()}

    assert reached(0) == {"示例科学城"}
    assert reached(1) == {"示例科学城", "示例市", "低空经济", "上海示例电气（集团）有限公司"}
    assert reached(1) <= reached(2)
    with Scan(rich, Selection(types=("Place",), around=start)) as scan:
        assert {e.name for e in scan.entities()} == {"示例科学城", "示例市"}


PARTS = [
    Selection(types=("Company",)),
    Selection(relations=("cooperatesWith", CO_OCCURRENCE)),
    Selection(since="2026-02-01", until="2026-12"),
    Selection(min_confidence=0.8, types=("Company", "Park", "Place")),
]


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_a_part_and_conforms(rich: Path, built: Path, part: Selection) -> None:
    for path in (rich, built / "kg.db"):
        whole = triples(exported(path, "ntriples"), "ntriples")
        assert triples(exported(path, "ntriples", part), "ntriples") <= whole
        assert triples(exported(path, "trig", part), "trig") == triples(
            exported(path, "turtle", part), "turtle"
        )
        with Scan(path, part) as scan:
            report = validate(to_rdflib(quads(scan, names())))
        assert report.conforms, report.violations


def test_memory_does_not_grow_with_the_graph(tmp_path: Path) -> None:
    def peak(articles: int) -> int:
        items = [
            annotated(
                f"a{i}",
                "2026-01-01",
                [N(f"公司{i}", "Company"), "位于", N(f"园区{i % 7}", "Park"), "。"],
                [R(0, "locatedIn", 1)],
            )
            for i in range(articles)
        ]
        path = write_store(tmp_path / f"{articles}.db", items)
        del items
        with Scan(path) as scan:
            tracemalloc.start()
            for _ in _all(scan):
                pass
            _, most = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        return most

    # Both are beyond what the small cache of IRIs holds; 1,500 articles more are 50,000 triples more.
    assert peak(3000) < peak(1500) + 1_000_000


def _all(scan: Scan) -> Iterator[object]:
    yield from quads(scan, names("https://example.org/other/"))
