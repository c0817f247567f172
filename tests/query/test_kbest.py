from __future__ import annotations

from itertools import islice, pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kg.query.kbest import Route, cheapest, k_best

EDGES = st.dictionaries(
    st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda e: e[0] < e[1]),
    st.integers(1, 50),
    max_size=24,
)
HALVES = st.lists(st.integers(0, 20), min_size=9, max_size=9)


def graph_of(edges: dict[tuple[int, int], int], halves: list[int]) -> dict[int, dict[int, float]]:
    links: dict[int, dict[int, float]] = {n: {} for n in range(9)}
    for (a, b), cost in edges.items():
        links[a][b] = cost + halves[b]
        links[b][a] = cost + halves[a]
    return links


def all_routes(edges: dict[tuple[int, int], int], halves: list[int]) -> list[float]:
    """The costs of all simple paths from 0 to 1, found by trying them all."""
    graph = nx.Graph(edges.keys())
    if 0 not in graph or 1 not in graph:
        return []
    costs = []
    for nodes in nx.all_simple_paths(graph, 0, 1):
        steps = sum(edges[min(a, b), max(a, b)] for a, b in pairwise(nodes))
        costs.append(steps + sum(2 * halves[n] for n in nodes[1:-1]))
    return sorted(costs)


@given(EDGES, HALVES, st.integers(1, 6))
@settings(deadline=None, max_examples=300)
def test_the_k_best_are_the_first_of_all(
    edges: dict[tuple[int, int], int], halves: list[int], k: int
) -> None:
    links = graph_of(edges, halves)
    found = k_best(0, 1, k, lambda n: links[n], lambda n: halves[n])
    assert [r.cost for r in found] == pytest.approx(list(islice(all_routes(edges, halves), k)))
    assert len({r.nodes for r in found}) == len(found)
    for route in found:
        assert len(set(route.nodes)) == len(route.nodes)
        assert (route.nodes[0], route.nodes[-1]) == (0, 1)


def test_from_a_node_to_itself_there_is_nothing_to_go() -> None:
    assert cheapest(3, 3, lambda n: {}, lambda n: 0.0) == Route(0.0, (3,))


def test_no_way() -> None:
    assert k_best(0, 1, 3, lambda n: {}, lambda n: 0.0) == []
