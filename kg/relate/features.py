"""What speaks for a relation between two things in a text, as numbered features."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kg.extract.batch import span_hashes
from kg.extract.hashing import Numbers, Values, number_features, value
from kg.extract.spans import ranges
from kg.extract.tagger.features import Ints
from kg.relate.layout import Layout
from kg.relate.pairs import Pairs
from kg.relate.surroundings import (
    View,
    count_chars,
    ended_by,
    in_sentence,
    last_trigger,
    leads,
    make_view,
    next_trigger,
    on_the_way,
    rivals,
)

BITS = 21
BUCKETS = 1 << BITS

_LONGEST = 40


class PairFeatures(NamedTuple):
    """Features of pairs, each below :data:`BUCKETS`.

    ``fixed`` has one of every template, shape (templates, pairs); ``loose`` are as many more as there are
    words and triggers around a pair, ``of`` the pair of each, in order.
    """

    fixed: Numbers
    loose: Numbers
    of: Ints


def pair_features(layout: Layout, pairs: Pairs) -> PairFeatures:
    """Return the features of each pair of clusters, seen from the two mentions that stand closest."""
    view = make_view(layout, pairs.head_place, pairs.tail_place)
    rows = [*_of_the_text(layout, pairs, view), *_of_the_place(layout, view)]
    loose, of = _loose(layout, view)
    return PairFeatures(number_features(rows, BITS), loose, of)


def _of_the_text(layout: Layout, pairs: Pairs, view: View) -> list[tuple[Values, ...]]:
    things, places, h, t = layout.things, layout.places, view.h, view.t
    apart = np.abs(places.sentence[h] - places.sentence[t])
    where = value(view.order.astype(np.int64) * 8 + np.minimum(apart, 4))
    near = value(np.minimum(apart, 2))
    few = {
        end: value(np.minimum(things.mentions[thing], 4))
        for end, thing in (("h", pairs.head), ("t", pairs.tail))
    }
    shares = {
        end: value(np.minimum(things.shares[thing], 4))
        for end, thing in (("h", pairs.head), ("t", pairs.tail))
    }
    ends = {}
    for end, thing in (("h", pairs.head), ("t", pairs.tail)):
        name_end = things.name_end[thing]
        ends[end] = value(
            span_hashes(layout.batch, np.maximum(name_end - 2, things.name_start[thing]), name_end)
        )
    titled = value(things.titled[pairs.head] * 2 + things.titled[pairs.tail])
    lines = value(np.minimum(np.abs(places.line[h] - places.line[t]), 3))
    kinds = view.types
    official = value(things.official[pairs.head])
    return [
        (kinds,),
        (where, kinds),
        (lines, where, kinds),
        (titled, value(np.minimum(apart, 3)), kinds),
        (value(np.minimum(pairs.shared, 4)), kinds),
        (few["h"], few["t"], kinds),
        (value(_overlap(layout, pairs)), kinds),
        (shares["h"], shares["t"], kinds),
        (value(things.main[pairs.head]), near, kinds),
        (value(things.main[pairs.tail]), near, kinds),
        (ends["h"], kinds),
        (ends["t"], kinds),
        (official, kinds),
        (value(np.minimum(places.rank[h], 3)), where),
        (value(np.minimum(places.rank[t], 3)), where),
    ]


def _overlap(layout: Layout, pairs: Pairs) -> Ints:
    """Tell for each pair whether the head's name begins with the tail's (1) or the tail's with the head's (2)."""
    things, batch = layout.things, layout.batch
    a, b = things.name_start[pairs.head], things.name_start[pairs.tail]
    length_a, length_b = things.name_end[pairs.head] - a, things.name_end[pairs.tail] - b
    short = np.minimum(length_a, length_b)
    same = span_hashes(batch, a, a + short) == span_hashes(batch, b, b + short)
    return np.where(same, np.where(length_a > length_b, 1, 2), 0)


def _of_the_place(layout: Layout, view: View) -> list[tuple[Values, ...]]:
    """Return the features of how the two mentions stand to each other, told apart by ``same`` sentence."""
    places, batch, h, t = layout.places, layout.batch, view.h, view.t
    start, end = view.start, view.end
    chars = value(batch.chars)
    same = value(view.same)
    side = value(view.order + 2 * view.same)
    length = end - start
    bucket = value(np.where(length < 5, length, 5 + np.minimum(5, (length - 5) // 5)))
    commas = value(np.minimum(view.commas, 3))
    pauses = value(np.minimum(count_chars(batch.chars, "、", start, end), 1))
    low = np.searchsorted(places.start, start)
    high = ended_by(places, end)
    high = np.where(view.same > 0, np.maximum(high, low), low)
    inner = high - low
    kinds = np.append(places.kind, 0)
    trail = np.zeros(len(h), dtype=np.int64)
    for n in range(3):
        trail = trail * 10 + np.where(inner > n, kinds[np.minimum(low + n, len(kinds) - 1)] + 1, 0)
    trail = np.where(inner > 3, 9999, trail)
    own_h = layout.counts[high, places.kind[h]] - layout.counts[low, places.kind[h]]
    own_t = layout.counts[high, places.kind[t]] - layout.counts[low, places.kind[t]]
    words = np.where((length <= 8), span_hashes(batch, start, end), np.uint64(0))
    sentence_start = layout.sentences.start[places.within[view.first]]
    sentence_end = layout.sentences.end[places.within[view.second]]
    before, after = places.list_start[view.first], places.list_end[view.second]

    def left(size: int) -> Values:
        return value(
            span_hashes(batch, np.maximum(before - size, np.minimum(sentence_start, before)), before)
        )

    def right(size: int) -> Values:
        return value(span_hashes(batch, after, np.minimum(after + size, np.maximum(sentence_end, after))))

    two = np.minimum(start + 2, end)
    edges = (
        value(span_hashes(batch, start, two)),
        value(span_hashes(batch, np.maximum(end - 2, start), end)),
    )
    next_h, last_t = next_trigger(layout, h), last_trigger(layout, t)
    way = on_the_way(layout, view)
    sentence_of_h = value(np.minimum(in_sentence(layout, h, places.kind[t]), 2))
    sentence_of_t = value(np.minimum(in_sentence(layout, t, places.kind[h]), 2))
    kinds_of = view.types
    return [
        (bucket, side),
        (bucket, side, kinds_of),
        (commas, side),
        (commas, side, kinds_of),
        (pauses, side, kinds_of),
        (value(np.minimum(inner, 4)), side, kinds_of),
        (value(trail), side, kinds_of),
        (value(np.minimum(own_h, 2)), value(np.minimum(own_t, 2)), side, kinds_of),
        (
            value(np.minimum(rivals(layout, view, h, t), 2)),
            value(np.minimum(rivals(layout, view, t, h), 2)),
            side,
        ),
        (value(words), side),
        (value(words), side, kinds_of),
        (left(1), side, kinds_of),
        (left(2), side),
        (left(3), side, kinds_of),
        (right(1), side, kinds_of),
        (right(2), side),
        (right(3), side, kinds_of),
        (*edges, side),
        (edges[0], side, kinds_of),
        (edges[1], side, kinds_of),
        (value(next_h), side, kinds_of),
        (value(last_t), side, kinds_of),
        (value(next_h), value(last_t), side, kinds_of),
        (chars[np.minimum(places.list_end[h], len(chars) - 1)], side, kinds_of),
        (sentence_of_h, sentence_of_t, side, kinds_of),
        (value(np.minimum(way, 2)), side, kinds_of),
        (value(leads(places, h)), same, side, kinds_of),
        (value(leads(places, t)), same, side, kinds_of),
    ]


def _loose(layout: Layout, view: View) -> tuple[Numbers, Ints]:
    """Return the grams between the ends and the triggers around them."""
    numbers: list[Numbers] = []
    of: list[Ints] = []
    start, end = view.start, view.end
    short = (view.same > 0) & (end - start <= _LONGEST)
    for template, size in enumerate((2, 3)):
        pair, at = ranges(start, np.where(short, end - size + 1, start))
        gram = value(span_hashes(layout.batch, at, at + size))
        side = view.order[pair]
        numbers.append(number_features([(gram, side, np.full(len(gram), template, np.uint32))], BITS)[0])
        of.append(pair)
    for template, (group, role, pair) in enumerate(_trigger_roles(layout, view), 10):
        fill = np.full(len(pair), template, np.uint32)
        for kinds in (np.zeros(len(pair), np.uint32), view.types[pair] + np.uint32(1)):
            numbers.append(
                number_features([(value(group), value(role), view.order[pair], kinds, fill)], BITS)[0]
            )
            of.append(pair)
    joined, owners = np.concatenate(numbers), np.concatenate(of)
    order = np.argsort(owners, kind="stable")
    return joined[order], owners[order]


def _trigger_roles(layout: Layout, view: View) -> list[tuple[Ints, Ints, Ints]]:
    """Return (group, role, pair) of the triggers in the sentences of each pair's ends.

    In one sentence the role tells where the trigger stands: before both, between, after; and whether the
    ends share a clause. Apart it tells whose sentence it stands in.
    """
    triggers, places = layout.triggers, layout.places
    out = []
    start, end = view.start, view.end
    for own, index in ((0, places.within[view.h]), (1, places.within[view.t])):
        low, high = triggers.first[index], triggers.first[index + 1]
        if own:
            high = np.where(view.same > 0, low, high)
        pair, at = ranges(low, high)
        inside = (triggers.start[at] >= start[pair]) & (triggers.end[at] <= end[pair])
        ahead = triggers.end[at] <= places.start[view.first[pair]]
        behind = triggers.start[at] >= places.end[view.second[pair]]
        role = np.where(
            inside, 3 + np.minimum(view.commas[pair], 1), np.where(ahead, 1, np.where(behind, 2, 0))
        )
        role = np.where(view.same[pair] > 0, role, 10 + own)
        kept = role > 0
        out.append((triggers.group[at][kept], role[kept], pair[kept]))
    return out
