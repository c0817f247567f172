"""Lists in running text: what stands between A、B和C shares a type with its neighbours."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kg.extract.batch import Batch
from kg.extract.markers import tail_matcher
from kg.extract.spans import LISTED, Spans, make_spans, ranges
from kg.extract.structure import Structure
from kg.extract.tagger.features import Ints
from kg.model import ENTITY_TYPES

_STRETCH = re.compile(r"[^，。！？；：\n,;:!?《》|｜丨]+")
_LAST = re.compile(r"以及|[和与及]")
_LONGEST = 20


class Lists(NamedTuple):
    """Items of lists as they may be read: spans sorted by start and end.

    ``peers`` is how many of the other items of its list hold a name of each type, shape (spans, types).
    """

    start: Ints
    end: Ints
    peers: Ints

    def spans(self) -> Spans:
        """Return each item as a candidate of each type that another item has."""
        which, kinds = np.nonzero(self.peers)
        return make_spans(self.start[which], self.end[which], kinds, LISTED)

    def support(self, spans: Spans) -> Ints:
        """Return how the list in which a span is an item speaks for its type: 0 no list, 1 against … 8 for it."""
        out = np.zeros(len(spans.start), dtype=np.int64)
        if not len(self.start):
            return out
        keys = (self.start << 8) + (self.end - self.start)
        wanted = (spans.start << 8) + np.minimum(spans.end - spans.start, 255)
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        listed = keys[at] == wanted
        own = self.peers[at, spans.kind]
        others = self.peers[at].sum(axis=1) - own
        value = np.where(own > 0, 1 + 2 * np.minimum(own, 3) + (own > others), 1)
        out[listed] = value[listed]
        return out


def list_items(batch: Batch, structure: Structure, names: Spans) -> Lists:
    """Return the items of all lists of the batch.

    A list is a stretch without other punctuation in which 、 stands at least once. Middle items are
    whole; what stands before the first and after the last item is cut where a name may begin or end.

    Parameters
    ----------
    names
        Names known so far, sorted: they tell the types of the items around.
    """
    items = _cut(batch.folded)
    peers = _peers(items, names)
    hopeful = peers.any(axis=1)
    items, peers = items[hopeful], peers[hopeful]
    start, end = items[:, 0], items[:, 1]
    first, last = items[:, 3] == 0, items[:, 4] == 1
    middle = np.flatnonzero(~first & ~last)
    parts = [(start[middle], end[middle], middle)]
    at = np.flatnonzero(first & (end - start > 1))
    which, begins = structure.beginnings(end[at], end[at] - 1, _LONGEST)
    within = begins >= start[at][which]
    parts.append((begins[within], end[at][which][within], at[which][within]))
    at = np.flatnonzero(last & ~first)
    tails = np.unique(tail_matcher().spans(batch.folded)[:, 1])
    low, high = start[at] + 2, np.minimum(end[at], start[at] + _LONGEST)
    which, places = ranges(np.searchsorted(tails, low), np.searchsorted(tails, high))
    parts.append((start[at][which], tails[places], at[which]))
    parts.append((start[at], end[at], at))
    starts, ends, of = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    good = (ends - starts > 1) & (ends - starts <= _LONGEST)
    starts, ends, of = starts[good], ends[good], of[good]
    keys, first_of = np.unique((starts << 8) + (ends - starts), return_index=True)
    return Lists(keys >> 8, (keys >> 8) + (keys & 255), peers[of[first_of]])


def _cut(text: str) -> Ints:
    """Return (start, end, number of the list, number of the item, 1 for the last) of the items."""
    rows = []
    number = 0
    for stretch in _STRETCH.finditer(text):
        at, stop = stretch.span()
        last = text.rfind("、", at, stop)
        if last < 0:
            continue
        bounds = []
        while at <= last:
            end = text.find("、", at)
            bounds.append((at, end))
            at = end + 1
        joint = _LAST.search(text, at, stop)
        if joint and joint.start() > at:
            bounds.append((at, joint.start()))
            at = joint.end()
        bounds.append((at, stop))
        rows += [(a, b, number, n, int(n == len(bounds) - 1)) for n, (a, b) in enumerate(bounds)]
        number += 1
    return np.array(rows, dtype=np.int64).reshape(-1, 5)


def _peers(items: Ints, names: Spans) -> npt.NDArray[np.int64]:
    """Return for each item how many other items of its list hold a name of each type."""
    held = np.zeros((len(items), len(ENTITY_TYPES)), dtype=np.int64)
    if not len(items):
        return held
    item = np.searchsorted(items[:, 0], names.start, side="right") - 1
    inside = (item >= 0) & (names.end <= items[item, 1])
    held[item[inside], names.kind[inside]] = 1
    totals = np.zeros((int(items[-1, 2]) + 1, held.shape[1]), dtype=np.int64)
    np.add.at(totals, items[:, 2], held)
    return totals[items[:, 2]] - held
