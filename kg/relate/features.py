"""What speaks for a relation between two things in an article, as named features."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.linear import Feature
from kg.relate.context import Context, Place


def closest(context: Context, head: int, tail: int) -> tuple[Place, Place]:
    """Return the two mentions of a pair of clusters that stand closest, the earlier of equals.

    Of a person the bodies named before count first: posts stand before names.
    """
    best: tuple[tuple[int, int, int, int], Place, Place] | None = None
    person = context.clusters[head].type == "Person" and context.clusters[tail].type != "Event"
    for h in context.places[head]:
        for t in context.places[tail]:
            key = (abs(h.sentence - t.sentence), int(person and t.start > h.start), _gap(h, t), h.start)
            if best is None or key < best[0]:
                best = (key, h, t)
    assert best is not None
    return best[1], best[2]


def _gap(h: Place, t: Place) -> int:
    """Return the characters between two mentions, or between the lists they stand in."""
    if h.start < t.start:
        return max(0, t.list_start - h.list_end)
    return max(0, h.list_start - t.list_end)


def pair_features(context: Context, head: int, tail: int, h: Place, t: Place) -> list[Feature]:
    """Return the features of a pair of clusters, seen from the two mentions that stand closest."""
    return list(dict.fromkeys([*_of_the_article(context, head, tail, h, t), *_of_the_place(context, h, t)]))


def _of_the_article(context: Context, head: int, tail: int, h: Place, t: Place) -> Iterator[Feature]:
    apart = abs(h.sentence - t.sentence)
    order = "<" if h.start < t.start else ">"
    where = f"{order}{min(apart, 4)}"
    places_h, places_t = context.places[head], context.places[tail]
    name_h, name_t = context.clusters[head].name, context.clusters[tail].name
    yield "bias", 0
    yield "where", where
    yield "lines", f"{min(abs(h.line - t.line), 3)} {where}"
    yield "title", f"{places_h[0].line == 0} {places_t[0].line == 0} {min(apart, 3)}"
    shared = len({p.sentence for p in places_h} & {p.sentence for p in places_t})
    yield "shared", min(shared, 4)
    yield "often", f"{min(len(places_h), 4)} {min(len(places_t), 4)}"
    if name_t in name_h:
        yield "name", "tail in head"
    if name_h in name_t:
        yield "name", "head in tail"
    yield "kinds", f"{min(context.counts[head], 4)} {min(context.counts[tail], 4)}"
    yield "main head", f"{context.main[head]} {min(apart, 2)}"
    yield "main tail", f"{context.main[tail]} {min(apart, 2)}"
    yield "head ends", name_h[-2:]
    yield "tail ends", name_t[-2:]
    yield "official", context.clusters[head].official
    yield "head rank", f"{min(h.rank, 3)} {where}"
    yield "tail rank", f"{min(t.rank, 3)} {where}"


def _of_the_place(context: Context, h: Place, t: Place) -> Iterator[Feature]:
    if h.sentence != t.sentence:
        yield from _apart(context, h, t)
        return
    text = context.text
    order = "<" if h.start < t.start else ">"
    first, second = (h, t) if h.start < t.start else (t, h)
    sentence_start, sentence_end = context.sentences[h.sentence]
    start, end = first.list_end, second.list_start
    if start > end:
        start, end = first.end, second.start
    between = text[start:end]
    commas = between.count("，") + between.count(",")
    yield "gap", f"{order} {_bucket(end - start)}"
    yield "commas", f"{order} {min(commas, 3)}"
    if "、" in between:
        yield "pause", order
    neighbours = context.by_sentence[h.sentence]
    inner = [context.kinds[p.mention] for p in neighbours if start <= p.start and p.end <= end]
    kind_h, kind_t = context.kinds[h.mention], context.kinds[t.mention]
    yield "inner", f"{order} {min(len(inner), 4)}"
    yield "inner kinds", f"{order} {'+'.join(inner) if len(inner) <= 3 else 'many'}"
    yield "inner own", f"{order} {min(inner.count(kind_h), 2)} {min(inner.count(kind_t), 2)}"
    yield "rivals", f"{_rivals(context, h, t)} {_rivals(context, t, h)}"
    if len(between) <= 8:
        yield "between", f"{order} {between}"
    if len(between) <= 40:
        for size in (2, 3):
            for at in range(len(between) - size + 1):
                yield f"gram{size}", f"{order} {between[at : at + size]}"
    before = text[max(sentence_start, first.list_start - 4) : first.list_start]
    after = text[second.list_end : min(sentence_end, second.list_end + 4)]
    for size in (1, 2, 3):
        if len(before) >= size:
            yield f"before{size}", f"{order} {before[-size:]}"
        if len(after) >= size:
            yield f"after{size}", f"{order} {after[:size]}"
    yield "edges", f"{order} {between[:2]} {between[-2:]}"
    for at, stop, group in context.triggers[h.sentence]:
        if stop <= first.start:
            yield "trigger before", f"{order} {group}"
        elif at >= second.end:
            yield "trigger after", f"{order} {group}"
        elif start <= at and stop <= end:
            yield "trigger between", f"{order} {group}"
            if commas == 0:
                yield "trigger between in clause", f"{order} {group}"
            if not inner:
                yield "trigger between alone", f"{order} {group}"
    yield "next trigger of head", f"{order} {_next_trigger(context, h)}"
    yield "last trigger before tail", f"{order} {_last_trigger(context, t)}"


def _apart(context: Context, h: Place, t: Place) -> Iterator[Feature]:
    """Yield features of a pair whose ends stand in different sentences."""
    order = "<" if h.start < t.start else ">"
    where = f"{order}{min(abs(h.sentence - t.sentence), 4)}"
    for group in sorted({g for _, _, g in context.triggers[h.sentence]}):
        yield "head sentence", f"{where} {group}"
        if h.line == t.line:
            yield "head sentence in line", group
    for group in sorted({g for _, _, g in context.triggers[t.sentence]}):
        yield "tail sentence", f"{where} {group}"
    end = context.sentences[h.sentence][1]
    yield "follows head", f"{order} {context.text[h.list_end : min(h.list_end + 2, end)]}"
    yield "next trigger of head apart", f"{order} {_next_trigger(context, h)}"
    kind = context.kinds[t.mention]
    rivals = sum(1 for p in context.by_sentence[h.sentence] if context.kinds[p.mention] == kind)
    yield "rivals apart", f"{where} {min(rivals, 2)}"
    kind = context.kinds[h.mention]
    rivals = sum(1 for p in context.by_sentence[t.sentence] if context.kinds[p.mention] == kind)
    yield "rivals of head apart", f"{where} {min(rivals, 2)}"
    low, high = sorted((h.sentence, t.sentence))
    same = sum(
        1
        for s in range(low + 1, high)
        for p in context.by_sentence[s]
        if context.kinds[p.mention] == context.kinds[t.mention]
    )
    yield "rivals on the way", f"{where} {min(same, 2)}"
    yield "first in sentence", f"{where} {context.by_sentence[h.sentence][0].mention == h.mention}"


def _rivals(context: Context, place: Place, other: Place) -> int:
    """Return how many mentions of the place's type stand closer to the other end, lists as one, 2 at most."""
    kind, own = context.kinds[place.mention], _gap(place, other)
    closer = 0
    for p in context.by_sentence[place.sentence]:
        if context.kinds[p.mention] == kind and p.list_start != place.list_start and _gap(p, other) < own:
            closer += 1
            if closer == 2:
                break
    return closer


def _next_trigger(context: Context, place: Place) -> str:
    return next((g for at, _, g in context.triggers[place.sentence] if at >= place.list_end), "none")


def _last_trigger(context: Context, place: Place) -> str:
    found = "none"
    for _, stop, group in context.triggers[place.sentence]:
        if stop <= place.list_start:
            found = group
    return found


def _bucket(length: int) -> int:
    return length if length < 5 else 5 + min(5, (length - 5) // 5)
