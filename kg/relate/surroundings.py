"""What stands around the two mentions of a pair: how many others, of which types, and which triggers."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kg.extract.batch import is_one_of
from kg.extract.hashing import Values, value
from kg.extract.tagger.features import Ints
from kg.model import ENTITY_TYPES
from kg.relate.layout import Layout, Places
from kg.relate.pairs import gap
from kg.relate.triggers import GROUPS

_NONE = len(GROUPS)


class View(NamedTuple):
    """The two mentions of each pair: which comes first, the span between them, and the commas in it."""

    h: Ints
    t: Ints
    order: Values
    first: Ints
    second: Ints
    same: Ints
    types: Values
    start: Ints
    end: Ints
    commas: Ints


def make_view(layout: Layout, h: Ints, t: Ints) -> View:
    """Return how two mentions of each pair stand to each other.

    Between them is what lies between their lists, or between the mentions where the lists overlap.
    """
    places = layout.places
    forward = places.start[h] < places.start[t]
    first, second = np.where(forward, h, t), np.where(forward, t, h)
    start, end = places.list_end[first], places.list_start[second]
    crossed = start > end
    start = np.where(crossed, places.end[first], start)
    end = np.maximum(start, np.where(crossed, places.start[second], end))
    return View(
        h,
        t,
        value(forward),
        first,
        second,
        (places.sentence[h] == places.sentence[t]).astype(np.int64),
        value(places.kind[h] * len(ENTITY_TYPES) + places.kind[t]),
        start,
        end,
        count_chars(layout.batch.chars, "，,", start, end),
    )


def count_chars(chars: Ints, wanted: str, start: Ints, end: Ints) -> Ints:
    """Return how many of the wanted characters stand in each span."""
    sums = np.concatenate(([0], np.cumsum(is_one_of(chars, wanted))))
    return np.asarray(sums[end] - sums[start])


def rivals(layout: Layout, view: View, own: Ints, other: Ints) -> Ints:
    """Return how many mentions of one end's type stand closer to the other end, in its sentence."""
    places = layout.places
    reach = gap(places, own, other)
    low = np.maximum(places.list_start[other] - reach, layout.sentences.start[places.within[other]])
    high = np.minimum(places.list_end[other] + reach, layout.sentences.end[places.within[other]])
    a, b = np.searchsorted(places.start, low), ended_by(places, high)
    kind = places.kind[own]
    found = layout.counts[np.maximum(a, b), kind] - layout.counts[a, kind]
    return np.where(view.same > 0, found - (places.kind[other] == kind), 0)


def ended_by(places: Places, at: Ints) -> Ints:
    """Return before which mention all end at or before a position.

    A mention inside another ends before it, so ends alone are in no order to search in.
    """
    return np.searchsorted(np.maximum.accumulate(places.end), at, side="right")


def in_sentence(layout: Layout, of: Ints, kind: Ints) -> Ints:
    """Return how many mentions of a type stand in the sentence of each mention."""
    places = layout.places
    low = np.searchsorted(places.within, places.within[of])
    high = np.searchsorted(places.within, places.within[of], side="right")
    return np.asarray(layout.counts[high, kind] - layout.counts[low, kind])


def on_the_way(layout: Layout, view: View) -> Ints:
    """Return how many mentions of the tail's type stand in the sentences between the ends."""
    places = layout.places
    low = np.searchsorted(places.within, places.within[view.first], side="right")
    high = np.maximum(np.searchsorted(places.within, places.within[view.second]), low)
    kind = places.kind[view.t]
    return np.asarray(layout.counts[high, kind] - layout.counts[low, kind])


def leads(places: Places, of: Ints) -> Ints:
    """Tell for each mention whether it is the first of its sentence."""
    previous = np.concatenate(([-1], places.within[:-1]))
    return np.asarray(previous[of] != places.within[of], dtype=np.int64)


def next_trigger(layout: Layout, of: Ints) -> Ints:
    """Return the group of the first trigger after each mention's list in its sentence."""
    triggers, places = layout.triggers, layout.places
    at = np.searchsorted(triggers.start, places.list_end[of])
    stop = triggers.first[places.within[of] + 1]
    return np.where(at < stop, np.append(triggers.group, _NONE)[np.minimum(at, len(triggers.group))], _NONE)


def last_trigger(layout: Layout, of: Ints) -> Ints:
    """Return the group of the last trigger before each mention's list in its sentence."""
    triggers, places = layout.triggers, layout.places
    at = np.searchsorted(triggers.start, places.list_start[of]) - 1
    stop = triggers.first[places.within[of]]
    return np.where(at >= stop, np.append(triggers.group, _NONE)[np.maximum(at, 0)], _NONE)
