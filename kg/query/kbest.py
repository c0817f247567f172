"""The k cheapest paths between two nodes of a graph that is looked at only where the search goes.

A bidirectional Dijkstra inside Yen's algorithm. Edges cost something, and so does passing through a node:
a path over 上海, which is linked with everything, says little.

J. Y. Yen (1971), Finding the k shortest loopless paths in a network.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple

Links = Callable[[int], Mapping[int, float]]
"""Gives the neighbours of a node with the cost (>= 0) of the edge to each; the same both ways."""

Through = Callable[[int], float]
"""Gives the cost (>= 0) of passing through a node."""


class Route(NamedTuple):
    """The nodes of a path from end to end, and its cost."""

    cost: float
    nodes: tuple[int, ...]


def k_best(source: int, target: int, k: int, links: Links, through: Through) -> list[Route]:
    """Return at most ``k`` paths without loops, the cheapest first."""
    first = cheapest(source, target, links, through)
    if first is None:
        return []
    found, waiting = [first], list[Route]()
    seen = {first.nodes}
    while len(found) < k:
        nodes = found[-1].nodes
        for at in range(len(nodes) - 1):
            root = nodes[: at + 1]
            taken = frozenset(r.nodes[at + 1] for r in found if r.nodes[: at + 1] == root)
            spur = cheapest(root[-1], target, links, through, frozenset(root[:-1]), taken)
            if spur is None:
                continue
            route = Route(_cost(root, links, through) + spur.cost, root[:-1] + spur.nodes)
            if route.nodes not in seen:
                seen.add(route.nodes)
                heappush(waiting, route)
        if not waiting:
            break
        found.append(heappop(waiting))
    return found


def _cost(root: tuple[int, ...], links: Links, through: Through) -> float:
    """Return the cost of the beginning of a path, its last node passed through."""
    edges = sum(links(a)[b] for a, b in pairwise(root))
    return edges + sum(through(node) for node in root[1:])


class _Side:
    """One of the two searches: best costs so far, where from, and what is to be looked at next."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.cost = {start: 0.0}
        self.before: dict[int, int] = {}
        self.queue = [(0.0, start)]
        self.done: set[int] = set()

    def top(self) -> float:
        """Return the least cost at which anything new can be reached."""
        while self.queue and self.queue[0][1] in self.done:
            heappop(self.queue)
        return self.queue[0][0] if self.queue else float("inf")

    def trace(self, node: int) -> list[int]:
        """Return the nodes from one reached to the start."""
        nodes = [node]
        while nodes[-1] != self.start:
            nodes.append(self.before[nodes[-1]])
        return nodes


def cheapest(
    source: int,
    target: int,
    links: Links,
    through: Through,
    avoid: frozenset[int] = frozenset(),
    taken: frozenset[int] = frozenset(),
) -> Route | None:
    """Return the cheapest path, or None where there is none.

    Parameters
    ----------
    avoid
        Nodes that may not be on it.
    taken
        Nodes to which it may not go directly from ``source``.
    """
    if source == target:
        return Route(0.0, (source,))
    ahead, back = _Side(source), _Side(target)
    best, meeting = float("inf"), None
    while True:
        top_ahead, top_back = ahead.top(), back.top()
        # An infinite top means that one side has seen everything it can reach.
        if top_ahead + top_back >= best or float("inf") in (top_ahead, top_back):
            break
        side, other = (ahead, back) if top_ahead <= top_back else (back, ahead)
        cost, node = heappop(side.queue)
        side.done.add(node)
        base = cost + (through(node) if node != side.start else 0.0)
        reach = other.top()
        for near, step in links(node).items():
            if near in avoid or near in side.done:
                continue
            if (node == source and near in taken) or (near == source and node in taken):
                continue
            new = base + step
            if new >= side.cost.get(near, float("inf")) or new >= best:
                continue
            side.cost[near] = new
            side.before[near] = node
            if near in other.cost:
                whole = new + other.cost[near] + (0.0 if near in (source, target) else through(near))
                if whole < best:
                    best, meeting = whole, near
            if new + reach < best:
                heappush(side.queue, (new, near))
    if meeting is None:
        return None
    return Route(best, (*reversed(ahead.trace(meeting)), *back.trace(meeting)[1:]))
