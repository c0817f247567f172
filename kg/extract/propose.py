"""Everything in a batch that may be a name: what the tagger, the lexicon and the words around propose."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kg.extract.batch import Batch, is_one_of
from kg.extract.lists import Lists, list_items
from kg.extract.markers import FIELD_ENDINGS, field_matcher, head_matcher
from kg.extract.scores import Scores
from kg.extract.spans import (
    ALTERNATIVE,
    DECODED,
    FIELD,
    HEADED,
    PATTERN,
    Spans,
    join_spans,
    make_spans,
    new_runs,
)
from kg.extract.structure import Structure, make_structure
from kg.extract.tagger.features import Ints
from kg.model import ENTITY_TYPES

KINDS = {name: number for number, name in enumerate(ENTITY_TYPES)}

_LOW = 0.2
_POSSIBLE = 0.1
_LIKELY_TYPE, _LIKELY_LABELS, _LIKELY_LISTED, _LIKELY_FIELD = 0.01, 0.002, 0.002, 0.02
_BEGINNINGS = 3
"""Of the names that end in one head word so many beginnings are weighed, the likeliest by the tagger."""

_PARENTHESIS = re.compile(r"[（(][^（）()\n]{1,20}[)）]")
_NOTICE = re.compile(r"关于[^\n，。]{6,80}的(?:通知|公告|意见|决定|通告)")
_REPRINT = re.compile(r"(?:转载自|转自|来源)[：:] ?([^\n，。|丨]{2,24}?) ?(?=\n)")
_QUOTED_HEAD = re.compile(
    r"”[^“”，。；：、！？\n]{0,10}?"
    r"(?:(行动计划|计划|规划建议|规划|工程|专项行动|专项|行动|方案|试点|战略|政策)"
    r"|(大会|论坛|峰会|大赛|主题活动|系列活动|推广活动|交流活动|活动|签约仪式|仪式|展|专场|路演|训练营))"
)
_LATIN = re.compile(r"[a-zÀ-ɏ][\w&.'·\-]*(?: (?:& )?[a-zÀ-ɏ][\w&.'·\-]*)*", re.ASCII)


class Proposals(NamedTuple):
    """The candidates of a batch, the spans that the tagger chose itself, and the lists they stand in."""

    spans: Spans
    decoded: Spans
    lists: Lists


def propose(batch: Batch, scores: Scores, known: Spans) -> Proposals:
    """Return everything that may be a name; ``known`` are the certain names of the lexicon."""
    decoded = tagged(scores)
    edges = np.zeros(len(batch.chars) + 1, dtype=np.bool_)
    edges[known.start] = True
    edges[known.end] = True
    structure = make_structure(batch, edges)
    names = join_spans([decoded, known])
    lists = list_items(batch, structure, names)
    listed = lists.spans()
    headed = _likeliest(_headed(batch, structure, scores), scores)
    fields = _fields(batch, structure)
    parts = [
        decoded,
        known,
        _alternatives(scores),
        headed,
        listed.where(scores.of_type(listed) > _LIKELY_LISTED),
        fields.where(scores.of_type(fields) > _LIKELY_FIELD),
        _patterns(batch, structure),
        _possible(_bracketed(batch, structure), scores),
    ]
    return Proposals(join_spans(parts), decoded, lists)


def tagged(scores: Scores) -> Spans:
    """Return the spans of the most probable labels, whether or not they begin with B."""
    warm = scores.warm
    best = scores.warm_labels
    kind = np.where(best > 0, (best - 1) // 2, -1)
    before = np.full(len(kind), -1)
    adjacent = np.diff(warm) == 1
    before[1:][adjacent] = kind[:-1][adjacent]
    starts = (kind >= 0) & ((best % 2 == 1) | (kind != before))
    following = np.full(len(kind), -1)
    following[:-1][adjacent] = kind[1:][adjacent]
    restarts = np.zeros(len(kind), dtype=np.bool_)
    restarts[:-1] = starts[1:] & adjacent
    ends = (kind >= 0) & ((following != kind) | restarts)
    return make_spans(warm[starts], warm[ends] + 1, kind[starts], DECODED)


def _alternatives(scores: Scores) -> Spans:
    """Return the runs of characters that the tagger finds not improbable as part of a type."""
    size = len(scores.begin) + 1
    which, kinds = np.nonzero(scores.either[scores.warm] > _LOW)
    positions = scores.warm[which]
    keys = np.sort(kinds * size + positions)
    if not len(keys):
        none = np.zeros(0, dtype=np.int64)
        return make_spans(none, none, none, ALTERNATIVE)
    gap = np.diff(keys) > 1
    first = np.concatenate(([True], gap))
    kind, position = keys // size, keys % size
    starts = first | (scores.begin[position, kind] > _LOW)
    run_ends = keys[np.concatenate((gap, [True]))] + 1
    begins = keys[starts]
    ends = np.minimum(
        np.concatenate((begins[1:], [np.iinfo(np.int64).max])),
        run_ends[np.searchsorted(run_ends, begins, side="right")],
    )
    return make_spans(begins % size, ends - (begins // size) * size, begins // size, ALTERNATIVE)


def _headed(batch: Batch, structure: Structure, scores: Scores) -> Spans:
    """Return what may be names that end in a head word: …行动计划, …论坛, …研究院."""
    matcher, types = head_matcher()
    found = matcher.spans(batch.folded)
    order = np.lexsort((found[:, 1], found[:, 2]))
    found = found[order]
    # Of the head words that end in one place the longest counts.
    found = found[new_runs(found[:, 2])]
    word, kind = np.nonzero(types[found[:, 0]])
    start, end = found[word, 1], found[word, 2]
    least = np.where(end - start > 1, 0.001, _POSSIBLE)
    hopeful = scores.either[end - 1, kind] >= least
    start, end, kind = start[hopeful], end[hopeful], kind[hopeful]
    which, begins = structure.beginnings(end, start)
    stop, kind = end[which], kind[which]
    spans = [make_spans(begins, stop, kind, HEADED)]
    with_brackets = np.isin(kind, (KINDS["Policy"], KINDS["Organization"]))
    with_brackets &= is_one_of(batch.chars[stop], "(（")
    for n in np.flatnonzero(with_brackets).tolist():
        match = _PARENTHESIS.match(batch.folded, int(stop[n]))
        if match:
            spans.append(make_spans(begins[n : n + 1], np.array([match.end()]), kind[n : n + 1], HEADED))
    every = join_spans(spans)
    return every.where(every.end - every.start >= 2)


def _likeliest(spans: Spans, scores: Scores) -> Spans:
    rows = scores(spans)
    hopeful = (rows[:, 3] > _LIKELY_TYPE) & (rows[:, 0] > _LIKELY_LABELS)
    spans, joint = spans.where(hopeful), rows[hopeful, 0]
    order = np.lexsort((spans.start, -joint, spans.kind, spans.end))
    keys = spans.end[order] * len(KINDS) + spans.kind[order]
    new = new_runs(keys)
    rank = np.arange(len(keys)) - np.flatnonzero(new)[np.cumsum(new) - 1]
    return spans.where(np.sort(order[rank < _BEGINNINGS]))


def _fields(batch: Batch, structure: Structure) -> Spans:
    """Return what may be industries because of the word after them."""
    matcher = field_matcher()
    found = matcher.spans(batch.folded)
    ending = np.array([word in FIELD_ENDINGS for word in matcher.labels])
    at = found[:, 1]
    which, begins = structure.beginnings(at, at - 2, 16)
    bare = make_spans(begins, at[which], KINDS["Industry"], FIELD)
    whole = ending[found[which, 0]]
    return join_spans([bare, make_spans(begins[whole], found[which, 2][whole], KINDS["Industry"], FIELD)])


def _patterns(batch: Batch, structure: Structure) -> Spans:
    """Return titles in 《》 and notices as policies, programmes and meetings with quoted names, sources of reprints."""
    text = batch.folded
    found: list[tuple[int, int, int]] = [
        (start, end, KINDS["Policy"]) for start, end in structure.titles.tolist() if 3 <= end - start <= 80
    ]
    for start, end in structure.quotes.tolist():
        match = _QUOTED_HEAD.match(text, end) if end - start <= 30 else None
        if match:
            found.append((start - 1, match.end(), KINDS["Policy" if match[1] else "Event"]))
    for match in _NOTICE.finditer(text):
        if match.start() - text.rfind("\n", 0, match.start()) <= 21:
            found.append((*match.span(), KINDS["Policy"]))
    for match in _REPRINT.finditer(text):
        at = match.start(1)
        for part in re.split(r"([、/ ])", match[1]):
            if len(part) > 1:
                found.append((at, at + len(part), KINDS["Organization"]))
            at += len(part)
    rows = np.array(found, dtype=np.int64).reshape(-1, 3)
    return make_spans(rows[:, 0], rows[:, 1], rows[:, 2], PATTERN)


def _bracketed(batch: Batch, structure: Structure) -> npt.NDArray[np.int64]:
    """Return the spans of short quotations and of words in Latin letters, shape (spans, 2)."""
    quotes = structure.quotes[structure.quotes[:, 1] - structure.quotes[:, 0] <= 24]
    latin = [m.span() for m in _LATIN.finditer(batch.folded) if m.end() - m.start() > 1]
    return np.concatenate([quotes, np.array(latin, dtype=np.int64).reshape(-1, 2)])


def _possible(spans: Ints, scores: Scores) -> Spans:
    """Return the spans, each with every type that the tagger finds possible somewhere in it."""
    if not len(spans):
        none = np.zeros(0, dtype=np.int64)
        return make_spans(none, none, none, ALTERNATIVE)
    hottest = np.maximum.reduceat(scores.padded, spans.ravel(), axis=0)[::2]
    which, kinds = np.nonzero(hottest > _POSSIBLE)
    return make_spans(spans[which, 0], spans[which, 1], kinds, ALTERNATIVE)
