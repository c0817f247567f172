"""The public interface: what it is called and takes, and that all of it is explained."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import kg
import pytest
from numpydoc.validate import validate

from tests.stores import make

PERIOD = "since: 'str | None' = None, until: 'str | None' = None"
SIGNATURES = {
    "open": "(path: 'str | Path | None' = None) -> 'Graph'",
    "annotate": "(text: 'str', title: 'str' = '', lexicons: 'Sequence[str | Path]' = ()) -> 'AnnotatedText'",
    "Graph": "(store: 'Store') -> 'None'",
    "Graph.articles": f"(self, name: 'str | None' = None, *, {PERIOD}, limit: 'int' = 20) -> 'Rows[ArticleRow]'",
    "Graph.close": "(self) -> 'None'",
    "Graph.diff": "(self, old: 'str | Path', new: 'str | None' = None, limit: 'int' = 20) -> 'Rows[Difference]'",
    "Graph.entity": "(self, name: 'str') -> 'Entity'",
    "Graph.facts": "(self, *, relation: 'str | None' = None, head: 'str | None' = None, tail: 'str | None' = None,"
    f" type: 'str | None' = None, {PERIOD}, modality: 'str | None' = None, limit: 'int' = 20) -> 'Rows[FactRow]'",
    "Graph.neighbors": "(self, name: 'str', *, type: 'str | None' = None, relation: 'str | None' = None,"
    f" {PERIOD}, limit: 'int' = 20) -> 'Rows[Neighbor]'",
    "Graph.path": "(self, source: 'str', target: 'str', *, k: 'int' = 3, via: 'Sequence[str]' = (),"
    " facts_only: 'bool' = False) -> 'Rows[GraphPath]'",
    "Graph.search": "(self, text: 'str', limit: 'int' = 20) -> 'Rows[Hit]'",
    "Graph.show": "(self, name: 'str', limit: 'int' = 20) -> 'Profile'",
    "Graph.stats": "(self, by: 'str | None' = None) -> 'Rows[Count]'",
    "Graph.timeline": f"(self, name: 'str', *, {PERIOD}, limit: 'int' = 20) -> 'Rows[TimelineRow]'",
    "Graph.to_networkx": "(self, *, cooccurrence: 'bool' = True) -> 'nx.MultiDiGraph'",
    "Graph.top": "(self, *, type: 'str | None' = None, by: 'str' = 'degree', limit: 'int' = 20) -> 'Rows[Ranked]'",
}  # fmt: skip
"""Changing one of these breaks the programs of users: say so in CHANGELOG.md."""

WITHOUT = {"ES01", "SA01", "EX01", "PR04", "GL01", "GL08"}
"""Rules of numpydoc that do not hold here: extended summaries, "see also" and examples for everything, types in
docstrings (they are annotations), the summary on a line of its own; GL08 is asked with the rest of ruff's D rules."""


def public() -> Iterator[tuple[str, Callable[..., Any]]]:
    for name in sorted(set(kg.__all__) - {"__version__"}):
        yield name, getattr(kg, name)
    for name, found in inspect.getmembers(kg.Graph, callable):
        if not name.startswith("_"):
            yield f"Graph.{name}", found


def test_names_and_signatures_are_these() -> None:
    assert {name: str(inspect.signature(found)) for name, found in public()} == SIGNATURES


@pytest.mark.parametrize("name", ["kg.api.open_graph", "kg.api.annotate"] + [
    f"kg.api.{name}" for name in SIGNATURES if name.startswith("Graph")
])  # fmt: skip
def test_a_docstring_is_complete(name: str) -> None:
    found = [f"{code} {text}" for code, text in validate(name)["errors"] if code not in WITHOUT]
    assert not found


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    return kg.open(make(tmp_path_factory.mktemp("public") / "kg.db").parent)


@pytest.mark.parametrize(
    "ask",
    [
        lambda g: g.neighbors("华为", type="Compny"),
        lambda g: g.neighbors("华为", relation="visit"),
        lambda g: g.facts(relation="coOccursWith"),
        lambda g: g.facts(modality="maybe"),
        lambda g: g.path("李明", "浦东新区", via=["Compny"]),
        lambda g: g.top(type="Compny"),
    ],
)
def test_a_word_that_is_none_is_an_error_that_names_the_choices(
    graph: kg.Graph, ask: Callable[[kg.Graph], object]
) -> None:
    with pytest.raises(ValueError, match="choose one of"):
        ask(graph)


def test_words_may_be_labels(graph: kg.Graph, tmp_path: Path) -> None:
    assert graph.top(type="企业") == graph.top(type="Company")
    assert graph.facts(relation="位于") == graph.facts(relation="locatedIn")
    assert graph.top(type="Company")
