"""An article as the relation finder sees it: mentions by sentence and line, lists, triggers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from kg.model import Cluster, Mention
from kg.relate.triggers import trigger_matcher

_SEPARATOR = re.compile(r"^(?:[、，,／/]|和|与|及|以及|[”』」》）)]?[、和与及][“「『《（(]?)$")


class Place(NamedTuple):
    """Where a mention stands: its sentence and line, and the span of the list that it is part of."""

    mention: int
    start: int
    end: int
    sentence: int
    line: int
    list_start: int
    list_end: int
    rank: int


class Context(NamedTuple):
    """What the features of pairs are made from.

    ``places`` has, for each cluster, its places in order; ``kinds`` the type of each mention; ``counts``
    how many clusters share each cluster's type; ``main`` whether it is the most frequent of its type.
    """

    text: str
    clusters: Sequence[Cluster]
    places: Sequence[Sequence[Place]]
    sentences: Sequence[tuple[int, int]]
    by_sentence: Sequence[Sequence[Place]]
    kinds: Sequence[str]
    triggers: Sequence[Sequence[tuple[int, int, str]]]
    counts: Sequence[int]
    main: Sequence[bool]


def make_context(
    text: str, mentions: Sequence[Mention], clusters: Sequence[Cluster], sentences: Sequence[tuple[int, int]]
) -> Context:
    """Arrange the mentions of an article by sentence, with the lists that they form.

    A list is a run of mentions of one type with nothing but separators between them (浦东、闵行和嘉定):
    its members share what stands before and after it.
    """
    starts = [s for s, _ in sentences]
    lines = [0]
    for at, char in enumerate(text):
        if char == "\n":
            lines.append(at + 1)
    bounds = _lists(text, mentions)
    places: list[list[Place]] = [[] for _ in clusters]
    by_sentence: list[list[Place]] = [[] for _ in sentences]
    for n, m in enumerate(mentions):
        sentence = bisect_right(starts, m.start) - 1
        line = bisect_right(lines, m.start) - 1
        place = Place(n, m.start, m.end, sentence, line, *bounds[n])
        places[m.cluster].append(place)
        by_sentence[sentence].append(place)
    matcher, group_of = trigger_matcher()
    triggers: list[list[tuple[int, int, str]]] = [[] for _ in sentences]
    for start, end, word in matcher.find(text):
        sentence = bisect_right(starts, start) - 1
        if sentence >= 0:
            triggers[sentence].append((start, end, group_of[word]))
    for row in triggers:
        row.sort()
    of_type = Counter(c.type for c in clusters)
    most = {
        kind: max(len(p) for c, p in zip(clusters, places, strict=True) if c.type == kind) for kind in of_type
    }
    return Context(
        text,
        clusters,
        places,
        sentences,
        by_sentence,
        [m.type for m in mentions],
        triggers,
        [of_type[c.type] for c in clusters],
        [len(p) == most[c.type] for c, p in zip(clusters, places, strict=True)],
    )


def _lists(text: str, mentions: Sequence[Mention]) -> list[tuple[int, int, int]]:
    """Return for each mention the span of its list, and its rank in it."""
    out: list[tuple[int, int, int]] = []
    group: list[Mention] = []
    for n, mention in enumerate(mentions):
        group.append(mention)
        following = mentions[n + 1] if n + 1 < len(mentions) else None
        joined = (
            following is not None
            and following.type == mention.type
            and _SEPARATOR.match(text[mention.end : following.start]) is not None
        )
        if not joined:
            out.extend((group[0].start, group[-1].end, rank) for rank in range(len(group)))
            group = []
    return out
