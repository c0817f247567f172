"""Annotated texts as arrays: mentions by sentence and list, clusters, triggers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kg.extract.batch import Batch
from kg.extract.tagger.features import Ints
from kg.model import ENTITY_TYPES, Cluster, Mention
from kg.relate.triggers import trigger_matcher

_SEPARATOR = re.compile(r"(?:[、，,／/]|和|与|及|以及|[”』」》）)]?[、和与及][“「『《（(]?)")
_KINDS = {kind: number for number, kind in enumerate(ENTITY_TYPES)}
_GAP = 1 << 20
"""Between the sentence numbers of two documents, so that none are neighbours."""


class Text(NamedTuple):
    """One text with the names in it."""

    text: str
    mentions: Sequence[Mention]
    clusters: Sequence[Cluster]
    sentences: Sequence[tuple[int, int]]


class Places(NamedTuple):
    """Mentions in order of their start: where each stands, what it is, and the list that it is part of.

    A list is a run of mentions of one type with nothing but separators between them (浦东、闵行和嘉定):
    its members share what stands before and after it. ``number`` is the mention's number in its text;
    ``sentence`` that of its sentence, with a gap between texts; ``within`` its place in ``Sentences``.
    """

    start: Ints
    end: Ints
    kind: Ints
    cluster: Ints
    number: Ints
    document: Ints
    within: Ints
    sentence: Ints
    line: Ints
    list_start: Ints
    list_end: Ints
    rank: Ints


class Sentences(NamedTuple):
    """Sentences of all texts: spans, and as bits which groups of triggers stand in each."""

    start: Ints
    end: Ints
    groups: Ints


class Triggers(NamedTuple):
    """Trigger words in order: spans, group, and ``first[s]`` to ``first[s + 1]`` those of sentence s."""

    start: Ints
    end: Ints
    group: Ints
    first: Ints


class Things(NamedTuple):
    """Clusters of all texts.

    ``mentions`` is how often each stands, ``shares`` how many of its text share its type; ``main`` tells the
    most frequent of a type, ``titled`` those in the first line; the name is the fullest surface.
    """

    kind: Ints
    document: Ints
    mentions: Ints
    shares: Ints
    main: npt.NDArray[np.bool_]
    official: npt.NDArray[np.bool_]
    titled: npt.NDArray[np.bool_]
    name_start: Ints
    name_end: Ints


class Layout(NamedTuple):
    """What the features of pairs are made from.

    ``counts`` is how many mentions of each type stand before each mention, shape (mentions + 1, types).
    """

    batch: Batch
    places: Places
    sentences: Sentences
    triggers: Triggers
    things: Things
    counts: Ints


def make_layout(batch: Batch, texts: Sequence[Text]) -> Layout:
    """Arrange the names of the texts of a batch."""
    sentences, numbers = _sentences(batch, texts)
    triggers = _triggers(batch, sentences)
    groups = np.zeros(len(sentences), dtype=np.int64)
    present = np.flatnonzero(np.diff(triggers.first))
    if len(present):
        groups[present] = np.bitwise_or.reduceat(1 << triggers.group, triggers.first[present])
    places = _places(batch, texts, sentences, numbers)
    found = Sentences(sentences[:, 0], sentences[:, 1], groups)
    return Layout(batch, places, found, triggers, _things(texts, places), _counts(places.kind))


def _sentences(batch: Batch, texts: Sequence[Text]) -> tuple[Ints, Ints]:
    spans = [
        np.asarray(t.sentences, dtype=np.int64).reshape(-1, 2) + offset
        for t, offset in zip(texts, batch.starts, strict=True)
    ]
    numbers = [np.arange(len(s)) + n * _GAP for n, s in enumerate(spans)]
    return np.concatenate(spans), np.concatenate(numbers)


def _counts(kinds: Ints) -> Ints:
    out = np.zeros((len(kinds) + 1, len(ENTITY_TYPES)), dtype=np.int64)
    out[np.arange(len(kinds)) + 1, kinds] = 1
    return np.cumsum(out, axis=0)


def _triggers(batch: Batch, sentences: Ints) -> Triggers:
    matcher, group_of = trigger_matcher()
    found = matcher.spans(batch.folded)
    found = found[np.lexsort((found[:, 0], found[:, 2], found[:, 1]))]
    sentence = np.searchsorted(sentences[:, 0], found[:, 1], side="right") - 1
    inside = (sentence >= 0) & (found[:, 2] <= sentences[sentence, 1])
    found, sentence = found[inside], sentence[inside]
    first = np.searchsorted(sentence, np.arange(len(sentences) + 1))
    return Triggers(found[:, 1], found[:, 2], group_of[found[:, 0]], first)


def _places(batch: Batch, texts: Sequence[Text], sentences: Ints, numbers: Ints) -> Places:
    rows = []
    clusters = 0
    for which, (text, offset) in enumerate(zip(texts, batch.starts, strict=True)):
        for n, (m, (first, last, place)) in enumerate(
            zip(text.mentions, _lists(text.text, text.mentions), strict=True)
        ):
            span = (m.start + offset, m.end + offset)
            bounds = (first + offset, last + offset, place)
            rows.append((*span, _KINDS[m.type], m.cluster + clusters, n, which, *bounds))
        clusters += len(text.clusters)
    table = np.array(rows, dtype=np.int64).reshape(-1, 9)
    lines = np.flatnonzero(batch.chars == 10)
    start, end, kind, cluster, number, document, low, high, rank = table.T
    within = np.searchsorted(sentences[:, 0], start, side="right") - 1
    return Places(
        start,
        end,
        kind,
        cluster,
        number,
        document,
        within,
        numbers[within],
        np.searchsorted(lines, start),
        low,
        high,
        rank,
    )


def _lists(text: str, mentions: Sequence[Mention]) -> list[tuple[int, int, int]]:
    """Return for each mention the span of its list, and its rank in it."""
    out: list[tuple[int, int, int]] = []
    first = 0
    for n, mention in enumerate(mentions):
        following = mentions[n + 1] if n + 1 < len(mentions) else None
        if following is not None and following.type == mention.type and 0 < following.start - mention.end < 4:
            match = _SEPARATOR.match(text, mention.end)
            if match and match.end() == following.start:
                continue
        span = (mentions[first].start, mention.end)
        out.extend((*span, rank) for rank in range(n + 1 - first))
        first = n + 1
    return out


def _things(texts: Sequence[Text], places: Places) -> Things:
    kinds = [[_KINDS[c.type] for c in t.clusters] for t in texts]
    kind = np.array([k for row in kinds for k in row], dtype=np.int64)
    document = np.repeat(np.arange(len(texts)), [len(row) for row in kinds])
    official = np.array([c.official for t in texts for c in t.clusters], dtype=np.bool_)
    size = len(kind)
    count = np.bincount(places.cluster, minlength=size)
    of_type = document * len(_KINDS) + kind
    shares = np.bincount(of_type, minlength=len(texts) * len(_KINDS))
    most = np.zeros(len(shares), dtype=np.int64)
    np.maximum.at(most, of_type, count)
    # The longest mention of a cluster is its name; later ones are written first and overwritten.
    order = np.lexsort((places.start, places.start - places.end))[::-1]
    name_start, name_end = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    name_start[places.cluster[order]] = places.start[order]
    name_end[places.cluster[order]] = places.end[order]
    titled = np.zeros(size, dtype=np.bool_)
    titled[places.cluster[places.sentence % _GAP == 0]] = True
    return Things(
        kind,
        document,
        count,
        shares[of_type],
        count == most[of_type],
        official,
        titled,
        name_start,
        name_end,
    )
