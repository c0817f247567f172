from __future__ import annotations

import dataclasses
from pathlib import Path

import kg
import networkx as nx
import pytest
from kg.query.resolve import NotFound

from tests.stores import make


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    return kg.open(make(tmp_path_factory.mktemp("api") / "kg.db").parent)


def test_the_public_names_are_these() -> None:
    assert dir(kg) == ["Graph", "__version__", "annotate", "open"]
    with pytest.raises(AttributeError, match="nonsense"):
        _ = kg.nonsense  # type: ignore[attr-defined]


def test_answers_are_frozen_dataclasses(graph: kg.Graph) -> None:
    answers = [
        graph.neighbors("上海仪电"), graph.facts(head="上海仪电"), graph.path("李明", "浦东新区"), graph.search("仪电"),
        graph.timeline("华为"), graph.articles("华为"), graph.stats(), graph.top(), graph.diff("2025", "2026"),
    ]  # fmt: skip
    for rows in answers:
        assert len(rows) > 0
        assert dataclasses.is_dataclass(rows[0])
        with pytest.raises(dataclasses.FrozenInstanceError):
            rows[0].name = "x"
        assert rows.columns == [f.name for f in dataclasses.fields(rows[0])]
        frame = rows.to_pandas()
        assert list(frame.columns) == rows.columns == rows.to_polars().columns
        assert len(frame) == len(rows) == rows.to_polars().height
    assert graph.show("上海仪电").name == "上海仪电（集团）有限公司"


def test_no_answers_make_an_empty_frame_with_columns(graph: kg.Graph) -> None:
    rows = graph.neighbors("华为", since="2100")
    assert list(rows.to_pandas().columns) == rows.to_polars().columns == rows.columns
    assert rows.to_polars().height == 0


def test_notebooks_get_escaped_html(graph: kg.Graph) -> None:
    html = graph.articles()._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert '<a href="https://example.org/1"' in html
    assert graph._repr_html_().startswith("<table")
    assert graph.path("李明", "浦东新区")._repr_html_()


def test_long_answers_are_counted_in_notebooks(graph: kg.Graph) -> None:
    rows = graph.stats()
    many = type(rows)(list(rows) * 10, rows.kind)
    assert "more" in many._repr_html_()


def test_networkx(graph: kg.Graph) -> None:
    whole = graph.to_networkx()
    assert isinstance(whole, nx.MultiDiGraph)
    assert graph.to_networkx(cooccurrence=False).number_of_edges() < whole.number_of_edges()


def test_a_name_that_is_not_there(graph: kg.Graph) -> None:
    with pytest.raises(NotFound, match="华为"):
        graph.neighbors("华伟")
    with pytest.raises(ValueError, match="not a date"):
        graph.neighbors("华为", since="soon")


def test_annotate_one_text(tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text("name,type\n火星重工,Company\n", encoding="utf-8")
    found = kg.annotate("火星重工<b>总部位于上海。", title="新闻", lexicons=[names])
    assert {(n.surface, n.type) for n in found.names} >= {("火星重工", "Company"), ("上海", "Place")}
    for name in found.names:
        assert found.text[name.start : name.end] == name.surface
    html = found._repr_html_()
    assert "<mark" in html
    assert "<b>" not in html
    assert found.names.to_pandas().shape[0] == len(found.names)


def test_an_open_graph_is_a_context_manager(tmp_path: Path) -> None:
    with kg.open(make(tmp_path / "kg.db")) as g:
        assert g.stats()
        assert "kg.db" in repr(g)


def test_the_nearest_store_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "output" / "kg.db")
    (tmp_path / "deeper").mkdir()
    monkeypatch.chdir(tmp_path / "deeper")
    with kg.open() as g:
        assert g.stats()
    monkeypatch.setenv("KG_STORE", str(make(tmp_path / "other.db")))
    with kg.open() as g:
        assert "other.db" in repr(g)


def test_a_part_of_an_answer_becomes_a_frame_too(graph: kg.Graph) -> None:
    rows = graph.facts()
    assert rows[:2] == tuple(rows)[:2]
    assert rows[:2].to_pandas().shape[0] == 2
    assert rows[0] == rows[:1][0]


def test_a_profile_in_a_notebook(graph: kg.Graph) -> None:
    html = graph.show("上海仪电")._repr_html_()
    assert html.startswith("<table") and "浦东新区" in html
