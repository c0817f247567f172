"""Which pairs of a text's things are looked at, and for which relations."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kg.extract.spans import new_runs, ranges
from kg.extract.tagger.features import Ints
from kg.model import ENTITY_TYPES, RELATIONS, SYMMETRIC
from kg.relate.layout import Layout, Places
from kg.relate.signatures import ANNOUNCED, FAR, relations_between
from kg.relate.triggers import bits

_FARTHEST = 40
"""Sentences between the ends of a pair at most, even for the relations that reach far."""

_WIDE = (1 << 12) - 1
_PERSON, _EVENT = ENTITY_TYPES.index("Person"), ENTITY_TYPES.index("Event")


class Pairs(NamedTuple):
    """Pairs of clusters of one text, with the two mentions that stand closest, the earlier of equals.

    ``relations`` are the relations that may hold, as bits; ``shared`` how often the two stand in one
    sentence.
    """

    head: Ints
    tail: Ints
    head_place: Ints
    tail_place: Ints
    relations: Ints
    shared: Ints


def candidate_pairs(layout: Layout) -> Pairs:
    """Return the pairs of clusters whose types some relation joins.

    The ends stand in one sentence or in neighbouring ones. Some relations reach further: guests are
    listed paragraphs after the event is named. For those the head stands in a sentence with a word that
    announces the relation, or is named in the title.
    """
    places = layout.places
    near_bits, far_bits = _allowed()
    h, t = _neighbours(places)
    relations = near_bits[places.kind[h], places.kind[t]]
    # A symmetric relation is looked at once, from the thing that comes first.
    later = places.cluster[h] > places.cluster[t]
    relations = np.where(later, relations & ~_bits_of(SYMMETRIC), relations)
    keep = (relations > 0) & (places.cluster[h] != places.cluster[t])
    far_h, far_t, far_relations = _far(layout, far_bits)
    return _closest(
        layout,
        np.concatenate([h[keep], far_h]),
        np.concatenate([t[keep], far_t]),
        np.concatenate([relations[keep], far_relations]),
    )


def _neighbours(places: Places) -> tuple[Ints, Ints]:
    """Return all ordered pairs of mentions in one sentence or in neighbouring ones."""
    return ranges(
        np.searchsorted(places.sentence, places.sentence - 1),
        np.searchsorted(places.sentence, places.sentence + 1, side="right"),
    )


def _far(layout: Layout, far_bits: Ints) -> tuple[Ints, Ints, Ints]:
    places, things = layout.places, layout.things
    groups = layout.sentences.groups[places.within]
    reaching = np.zeros((len(things.kind), len(RELATIONS)), dtype=np.bool_)
    for relation, announcing in FAR.items():
        column = reaching[:, RELATIONS.index(relation)]
        column[places.cluster[(groups & bits(announcing)) > 0]] = True
        column |= things.titled
    own = (reaching * (1 << np.arange(len(RELATIONS)))).sum(axis=1)
    possible = own[places.cluster] & np.bitwise_or.reduce(far_bits, axis=1)[places.kind]
    heads = np.flatnonzero(possible)
    which, t = ranges(
        np.searchsorted(places.document, places.document[heads]),
        np.searchsorted(places.document, places.document[heads], side="right"),
    )
    h = heads[which]
    relations = possible[h] & far_bits[places.kind[h], places.kind[t]]
    apart = np.abs(places.sentence[h] - places.sentence[t])
    keep = (relations > 0) & (apart > 1) & (apart <= _FARTHEST) & (places.cluster[h] != places.cluster[t])
    return h[keep], t[keep], relations[keep]


def _closest(layout: Layout, h: Ints, t: Ints, relations: Ints) -> Pairs:
    """Return of the pairs of mentions of two clusters the closest; the relations of near ones count first."""
    places = layout.places
    apart = np.abs(places.sentence[h] - places.sentence[t])
    # Of a person the bodies named before count first: posts stand before names.
    backward = (places.kind[h] == _PERSON) & (places.kind[t] != _EVENT) & (places.start[t] > places.start[h])
    nearness = (((apart << 1) + backward) << 12) + np.minimum(gap(places, h, t), _WIDE)
    pair = places.cluster[h] * len(layout.things.kind) + places.cluster[t]
    order = np.lexsort((h, nearness, pair))
    pair, h, t, relations, apart = pair[order], h[order], t[order], relations[order], apart[order]
    first = np.flatnonzero(new_runs(pair))
    shared = np.add.reduceat((apart == 0).astype(np.int64), first)
    head_place, tail_place = h[first], t[first]
    groups = layout.sentences.groups
    said = groups[places.within[head_place]] | groups[places.within[tail_place]]
    chosen = relations[first]
    for relation, announcing in ANNOUNCED.items():
        unsaid = (said & bits(announcing)) == 0
        chosen = np.where(unsaid, chosen & ~_bits_of({relation}), chosen)
    keep = chosen > 0
    head_place, tail_place = head_place[keep], tail_place[keep]
    return Pairs(
        places.cluster[head_place],
        places.cluster[tail_place],
        head_place,
        tail_place,
        chosen[keep],
        shared[keep],
    )


def gap(places: Places, h: Ints, t: Ints) -> Ints:
    """Return the characters between two mentions, or between the lists they stand in."""
    after = places.start[h] < places.start[t]
    distance = np.where(
        after, places.list_start[t] - places.list_end[h], places.list_start[h] - places.list_end[t]
    )
    return np.maximum(distance, 0)


def _bits_of(relations: set[str] | frozenset[str]) -> int:
    return sum(1 << RELATIONS.index(r) for r in relations)


@lru_cache(maxsize=1)
def _allowed() -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return for each two types the relations that may join them, as bits, and those of them that reach far."""

    def table(wanted: Callable[[str], bool]) -> npt.NDArray[np.int64]:
        return np.array(
            [
                [_bits_of({r for r in relations_between(a, b) if wanted(r)}) for b in ENTITY_TYPES]
                for a in ENTITY_TYPES
            ]
        )

    return table(lambda _: True), table(lambda r: r in FAR)
