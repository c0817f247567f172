"""PageRank of an undirected weighted graph."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

DAMPING = 0.85

N = TypeVar("N", bound=Hashable)


def pagerank(
    links: Mapping[N, Mapping[N, float]], *, tolerance: float = 1e-8, rounds: int = 100
) -> dict[N, float]:
    """Return the probability (they sum to 1) of finding a random walker at each node.

    Parameters
    ----------
    links
        For each node the weights (> 0) of the edges to its neighbours, each edge at both its ends.
    tolerance
        The walk ends when no more than this has moved in a round.
    rounds
        At most so many.

    Notes
    -----
    L. Page, S. Brin, R. Motwani, T. Winograd (1999), The PageRank Citation Ranking.
    """
    import numpy as np

    size = len(links)
    if size == 0:
        return {}
    number = {node: n for n, node in enumerate(links)}
    degrees = np.fromiter((len(near) for near in links.values()), np.int64, size)
    edges = int(degrees.sum())
    source = np.repeat(np.arange(size), degrees)
    target = np.fromiter((number[other] for near in links.values() for other in near), np.int64, edges)
    weight = np.fromiter((w for near in links.values() for w in near.values()), np.float64, edges)
    totals = np.bincount(source, weight, size)
    share = DAMPING * weight / totals[source]
    rank = np.full(size, 1.0 / size)
    for _ in range(rounds):
        # What stands on nodes without edges is spread over all, as is the share of jumps.
        lost = float(rank[totals == 0].sum())
        base = (1.0 - DAMPING + DAMPING * lost) / size
        new = base + np.bincount(target, rank[source] * share, size)
        moved = float(np.abs(new - rank).sum())
        rank = new
        if moved < tolerance:
            break
    return dict(zip(links, rank.tolist(), strict=True))
