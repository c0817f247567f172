"""Groups of entities that hang together, named by their most connected members."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def communities(
    links: Sequence[tuple[int, int, float]], weight: Mapping[int, float], seed: int = 7
) -> list[list[int]]:
    """Return Louvain's communities of the weighted links, greatest first, members by weight.

    Parameters
    ----------
    links
        (one end, other end, weight); several between the same ends add up.
    weight
        The weight of each entity, to rank members.
    seed
        Louvain visits nodes in an order that it draws; the same seed gives the same groups.
    """
    import networkx as nx

    graph = nx.Graph()
    for a, b, strength in sorted(links):
        before = graph.edges[a, b]["weight"] if graph.has_edge(a, b) else 0.0
        graph.add_edge(a, b, weight=before + strength)
    if not graph:
        return []
    groups = nx.community.louvain_communities(graph, weight="weight", seed=seed)
    ranked = [sorted(group, key=lambda k: (-weight.get(k, 0.0), k)) for group in groups]
    return sorted(ranked, key=lambda group: (-len(group), group[0]))
