from __future__ import annotations

from pathlib import Path

import networkx as nx
from kg.query.graph import to_networkx
from kg.store.reader import Store


def test_the_networkx_view_carries_names_and_evidence(built: Path) -> None:
    with Store(built / "kg.db") as store:
        graph = to_networkx(store)
        assert isinstance(graph, nx.MultiDiGraph)
        assert graph.number_of_nodes() == store.counts()["entities"]
        assert graph.number_of_edges() == store.counts()["facts"] + store.counts()["cooccurrence"]
    for _, data in graph.nodes(data=True):
        assert data["name"]
        assert data["type"]
    for _, _, key, data in graph.edges(keys=True, data=True):
        assert key == data["relation"]
        assert data["weight"] >= 1
        assert data["evidence"]
