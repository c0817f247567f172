"""PageRank of an undirected weighted graph, without a numerical library."""

from __future__ import annotations

from collections.abc import Mapping

DAMPING = 0.85


def pagerank(
    links: Mapping[str, Mapping[str, float]], *, tolerance: float = 1e-8, rounds: int = 100
) -> dict[str, float]:
    """Return the probability (they sum to 1) of finding a random walker at each node.

    Parameters
    ----------
    links
        For each node the weights (> 0) of the edges to its neighbours, each edge at both its ends.
    tolerance
        The walk ends when no more than this has moved in a round.
    rounds
        At most so many.
    """
    size = len(links)
    if size == 0:
        return {}
    totals = {node: sum(near.values()) for node, near in links.items()}
    rank = dict.fromkeys(links, 1.0 / size)
    for _ in range(rounds):
        # What stands on nodes without edges is spread over all, as is the share of jumps.
        lost = sum(rank[node] for node, total in totals.items() if not total)
        base = (1.0 - DAMPING + DAMPING * lost) / size
        new = dict.fromkeys(links, base)
        for node, near in links.items():
            if near:
                share = DAMPING * rank[node] / totals[node]
                for other, weight in near.items():
                    new[other] += share * weight
        moved = sum(abs(new[node] - rank[node]) for node in links)
        rank = new
        if moved < tolerance:
            break
    return rank
