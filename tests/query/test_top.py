from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.query.pagerank import pagerank
from kg.query.top import top
from kg.store.reader import Store

EDGES = st.dictionaries(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")).filter(lambda e: e[0] < e[1]),
    st.floats(0.1, 5),
    max_size=12,
)


@given(EDGES)
def test_pagerank_is_that_of_networkx(edges: dict[tuple[str, str], float]) -> None:
    pytest.importorskip("scipy")
    graph = nx.Graph()
    graph.add_nodes_from("abcdef")
    graph.add_weighted_edges_from((a, b, w) for (a, b), w in edges.items())
    links = {n: {m: graph[n][m]["weight"] for m in graph[n]} for n in graph}
    assert pagerank(links) == pytest.approx(nx.pagerank(graph, tol=1e-10, max_iter=500), abs=1e-5)


def test_pagerank_of_nothing() -> None:
    assert pagerank({}) == {}


@pytest.mark.parametrize("by", ["degree", "pagerank", "betweenness"])
def test_every_measure_ranks(store: Store, by: str) -> None:
    rows = top(store, by=by, limit=100)
    assert len(rows) >= 8
    assert [r.score for r in rows] == sorted((r.score for r in rows), reverse=True)
    assert [r.rank for r in rows] == list(range(1, len(rows) + 1))
    assert {r.type for r in top(store, by=by, type="Company")} == {"Company"}
    assert {r.name for r in top(store, by=by, type="Official")} == {"王伟"}


def test_degree_counts_distinct_others(store: Store) -> None:
    graph = nx.Graph()
    ids = {e.key: e.id for e in store.entities()}
    graph.add_edges_from((ids[f.head], ids[f.tail]) for f in store.facts())
    graph.add_edges_from((ids[a], ids[c.other]) for a, c in store.cooccurrences())
    assert {r.id: r.links for r in top(store, limit=100)} == dict(graph.degree)


def test_an_unknown_measure(store: Store) -> None:
    with pytest.raises(ValueError, match="choose one of"):
        top(store, by="fame")
