"""Positions: a force-directed layout that is the same for the same graph and leaves room for labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray["np.float64"]
    import numpy as np

SAMPLE = 400
"""Repulsion is exact up to so many entities; in greater graphs each step takes it from a sample."""
WIDTH = 1.35
"""Names are wider than high: the picture is stretched by this."""
LENGTH = 80.0
"""How long a link is at least, in units of the picture: a line of text and the nodes at its ends."""
ROOM = 95.0
"""The side of the square that each node has on average."""
CELL = (70.0, 40.0)
"""Width and height for each node that has no link."""
SEED = 7


def layout(
    count: int, links: Sequence[tuple[int, int, float]], radii: Sequence[float], steps: int = 300
) -> list[tuple[float, float]]:
    """Return a position for each of ``count`` nodes, after ForceAtlas2 (Jacomy et al., 2014).

    Linked nodes attract each other, all repel by their degree, a weak pull keeps parts together; at the
    end nodes that touch are pushed apart.

    Parameters
    ----------
    links
        (index, index, weight).
    radii
        How much room each node needs.
    steps
        Steps of the simulation: it cools down linearly.
    """
    import numpy as np

    if count == 0:
        return []
    rng = np.random.default_rng(SEED)
    mass = np.ones(count)
    a = np.array([x[0] for x in links], dtype=np.int64)
    b = np.array([x[1] for x in links], dtype=np.int64)
    pull = np.array([x[2] for x in links], dtype=np.float64)
    np.add.at(mass, a, 1.0)
    np.add.at(mass, b, 1.0)
    position = _sunflower(count, mass)
    for step in range(steps):
        force = _repulsion(position, mass, rng)
        if len(links):
            # Nothing below a length that leaves room for a name; the logarithm (LinLog) beyond it parts
            # groups better than a spring does.
            gap = position[b] - position[a]
            distance = np.sqrt((gap * gap).sum(axis=1)) + 1e-9
            drawn = gap * (pull * np.log(np.maximum(distance / LENGTH, 1.0)) * 34.0 / distance)[:, None]
            for axis in (0, 1):
                force[:, axis] += np.bincount(a, drawn[:, axis], count)
                force[:, axis] -= np.bincount(b, drawn[:, axis], count)
        from_middle = np.sqrt((position * position).sum(axis=1)) + 1e-9
        force -= position * (3.0 * mass / from_middle)[:, None] * (1.0 + from_middle / 250.0)[:, None]
        move = force / mass[:, None]
        length = np.sqrt((move * move).sum(axis=1)) + 1e-9
        farthest = 60.0 * (1.0 - step / steps) + 0.5
        position += move * (np.minimum(length, farthest) / length)[:, None]
    size = np.ptp(position[mass > 1.0], axis=0).max() if len(links) else 0.0
    # As large as its number of nodes asks for, whatever the forces settled on.
    position *= ROOM * count**0.5 / max(float(size), 1.0)
    position = _apart(position, np.asarray(radii))
    position[:, 0] *= WIDTH
    alone = np.flatnonzero(mass == 1.0)
    if len(alone):
        _in_rows(position, np.flatnonzero(mass > 1.0), alone)
    return [(round(float(x), 1), round(float(y), 1)) for x, y in position]


def _in_rows(position: Array, linked: NDArray[np.int64], alone: NDArray[np.int64]) -> None:
    """Put nodes without links in rows below the others, where they are in nobody's way."""
    import numpy as np

    low, high = (position[linked].min(axis=0), position[linked].max(axis=0)) if len(linked) else (0.0, 0.0)
    (left, _), (right, bottom) = np.broadcast_to(low, 2), np.broadcast_to(high, 2)
    columns = max(1, int((right - left) / CELL[0]), int(len(alone) ** 0.5))
    row, column = np.divmod(np.arange(len(alone)), columns)
    start = (left + right - (min(columns, len(alone)) - 1) * CELL[0]) / 2.0
    position[alone, 0] = start + column * CELL[0]
    position[alone, 1] = bottom + 80.0 + row * CELL[1]


def _sunflower(count: int, mass: Array) -> Array:
    """Return a start without chance: the best connected in the middle, the others spiralling outwards."""
    import numpy as np

    rank = np.empty(count)
    rank[np.argsort(-mass, kind="stable")] = np.arange(count)
    angle = rank * 2.399963
    return np.stack([np.cos(angle), np.sin(angle)], axis=1) * (30.0 * np.sqrt(rank + 0.5))[:, None]


def _repulsion(position: Array, mass: Array, rng: np.random.Generator) -> Array:
    import numpy as np

    count = len(position)
    some = np.sort(rng.choice(count, SAMPLE, replace=False)) if count > SAMPLE else np.arange(count)
    dx = position[:, 0, None] - position[some, 0]
    dy = position[:, 1, None] - position[some, 1]
    # Not below a node's own size, so that two at one spot do not shoot off.
    push = mass[some] / np.maximum(dx * dx + dy * dy, 100.0)
    push *= (900.0 * count / len(some)) * mass[:, None]
    return np.stack([(push * dx).sum(axis=1), (push * dy).sum(axis=1)], axis=1) / 14.0


def _apart(position: Array, radii: Array, rounds: int = 60) -> Array:
    """Push nodes that touch apart, looking only at those in neighbouring columns."""
    import numpy as np

    room = float(radii.max()) * 2.0
    for _ in range(rounds):
        order = np.argsort(position[:, 0], kind="stable")
        moved = False
        shift = np.zeros_like(position)
        for ahead in range(1, len(order)):
            i, j = order[:-ahead], order[ahead:]
            gap = position[j] - position[i]
            if not (gap[:, 0] < room).any():
                break
            need = radii[i] + radii[j]
            distance = np.sqrt((gap * gap).sum(axis=1))
            touching = np.flatnonzero(distance < need)
            if len(touching):
                moved = True
                push = (need - distance)[touching] / 2.0 / np.maximum(distance[touching], 1e-6)
                step = gap[touching] * push[:, None]
                # Two at exactly one spot: one goes up.
                step[distance[touching] < 1e-6] = (0.0, room / 4.0)
                np.subtract.at(shift, i[touching], step)
                np.add.at(shift, j[touching], step)
        if not moved:
            break
        position = position + shift * 0.7
    return position
