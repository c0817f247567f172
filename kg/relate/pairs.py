"""Which pairs of an article's things are looked at, and for which relations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.relate.context import Context, Place
from kg.relate.features import closest
from kg.relate.signatures import ANNOUNCED, FAR, SYMMETRIC, relations_between

_FARTHEST = 40
"""Sentences between the ends of a pair at most, even for the relations that reach far."""


def candidate_pairs(context: Context) -> Iterator[tuple[int, int, Place, Place, Sequence[str]]]:
    """Yield (head, tail, their closest mentions, relations): clusters whose types some relation joins.

    The ends stand in one sentence or in neighbouring ones. Some relations reach further: guests are
    listed paragraphs after the event is named. For those the head stands in a sentence with a word that
    announces the relation, or is named in the title.
    """
    by_type: defaultdict[str, list[int]] = defaultdict(list)
    near: list[frozenset[int]] = []
    for n, cluster in enumerate(context.clusters):
        sentences = {p.sentence for p in context.places[n]}
        near.append(frozenset(s + d for s in sentences for d in (-1, 0, 1)))
        if sentences:
            by_type[cluster.type].append(n)
    words = [frozenset(group for _, _, group in row) for row in context.triggers]
    reach = {name: _reaching(context, groups) for name, groups in FAR.items()}
    for a, heads in sorted(by_type.items()):
        for b, tails in sorted(by_type.items()):
            names = relations_between(a, b)
            if not names:
                continue
            far = [name for name in names if name in FAR]
            for head in heads:
                far_here = [name for name in far if head in reach[name]]
                for tail in tails:
                    if head == tail:
                        continue
                    if any(p.sentence in near[head] for p in context.places[tail]):
                        chosen = [n for n in names if not (n in SYMMETRIC and head > tail)]
                    else:
                        chosen = far_here
                    if not chosen:
                        continue
                    h, t = closest(context, head, tail)
                    if abs(h.sentence - t.sentence) > _FARTHEST:
                        continue
                    said = words[h.sentence] | words[t.sentence]
                    chosen = [n for n in chosen if n not in ANNOUNCED or not said.isdisjoint(ANNOUNCED[n])]
                    if chosen:
                        yield head, tail, h, t, chosen


def _reaching(context: Context, groups: frozenset[str]) -> frozenset[int]:
    """Return the clusters that stand in the title, or in a sentence with one of the groups of triggers."""
    announced = [not groups.isdisjoint({g for _, _, g in row}) for row in context.triggers]
    return frozenset(
        n
        for n, places in enumerate(context.places)
        if any(announced[p.sentence] or p.line == 0 for p in places)
    )
