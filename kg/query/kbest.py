"""The k cheapest paths between two nodes of a graph that is looked at only where the search goes.

A bidirectional Dijkstra inside Yen's algorithm. Edges cost something, and so does passing through a node:
a path over 上海, which is linked with everything, says little. The two searches meet half-way, so a node
counts half when a path comes to it and half when it goes on.

J. Y. Yen (1971), Finding the k shortest loopless paths in a network.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from heapq import heappop, heappush, nsmallest
from itertools import pairwise
from typing import NamedTuple

INFINITE = float("inf")

Links = Callable[[int], Mapping[int, float]]
"""Gives the neighbours of a node with the cost (>= 0) of going to each: the edge and half the neighbour."""

Half = Callable[[int], float]
"""Gives half the cost (>= 0) of passing through a node."""


class Route(NamedTuple):
    """The nodes of a path from end to end, and its cost; the ends themselves cost nothing."""

    cost: float
    nodes: tuple[int, ...]


def k_best(source: int, target: int, k: int, links: Links, half: Half) -> list[Route]:
    """Return at most ``k`` paths without loops, the cheapest first."""
    first = cheapest(source, target, links, half)
    if first is None:
        return []
    found = [first]
    waiting: list[tuple[Route, int]] = []
    seen = {first.nodes}
    parted = 0
    while len(found) < k:
        nodes = found[-1].nodes
        # Before the node at which this path parted from an earlier one, all detours are known (Lawler).
        for at in range(parted, len(nodes) - 1):
            root = nodes[: at + 1]
            taken = frozenset(r.nodes[at + 1] for r in found if r.nodes[: at + 1] == root)
            cost = _cost(root, links, half)
            bound = _bound(waiting, k - len(found)) - cost
            spur = cheapest(root[-1], target, links, half, frozenset(root[:-1]), taken, bound)
            if spur is None:
                continue
            route = Route(cost + spur.cost, root[:-1] + spur.nodes)
            if route.nodes not in seen:
                seen.add(route.nodes)
                heappush(waiting, (route, at))
        if not waiting:
            break
        route, parted = heappop(waiting)
        found.append(route)
    return found


def _bound(waiting: list[tuple[Route, int]], wanted: int) -> float:
    """Return the cost above which a path cannot be among those still wanted."""
    if len(waiting) < wanted:
        return INFINITE
    return nsmallest(wanted, waiting)[-1][0].cost


def _cost(root: tuple[int, ...], links: Links, half: Half) -> float:
    """Return the cost of the beginning of a path up to and through its last node."""
    cost = sum(links(a)[b] for a, b in pairwise(root))
    # Each step holds half of the node it leads to; the other half is due on leaving it.
    return cost + sum(half(node) for node in root[1:])


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
        return self.queue[0][0] if self.queue else INFINITE

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
    half: Half,
    avoid: frozenset[int] = frozenset(),
    taken: frozenset[int] = frozenset(),
    bound: float = INFINITE,
) -> Route | None:
    """Return the cheapest path, or None where there is none that costs less than ``bound``.

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
    ends = {source: half(source), target: half(target)}
    best, meeting = bound, -1
    while True:
        top_ahead, top_back = ahead.top(), back.top()
        # An infinite top means that one side has seen everything it can reach.
        if top_ahead + top_back >= best or INFINITE in (top_ahead, top_back):
            break
        # The side with less before it goes on: from a hub there would be much to look at.
        side, other = (ahead, back) if len(ahead.queue) <= len(back.queue) else (back, ahead)
        cost, node = heappop(side.queue)
        side.done.add(node)
        base = cost if node == side.start else cost + half(node)
        reach = other.top()
        known, far, queue = side.cost, other.cost, side.queue
        for near, step in links(node).items():
            new = base + step - ends[near] if near in ends else base + step
            if new >= best or new >= known.get(near, INFINITE) or near in avoid:
                continue
            if (node == source and near in taken) or (near == source and node in taken):
                continue
            known[near] = new
            side.before[near] = node
            if near in far and new + far[near] < best:
                best, meeting = new + far[near], near
            if new + reach < best:
                heappush(queue, (new, near))
    if meeting == -1:
        return None
    return Route(best, (*reversed(ahead.trace(meeting)), *back.trace(meeting)[1:]))
