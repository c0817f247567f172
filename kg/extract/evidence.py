"""What speaks for and against a candidate name in its document, as numbered features for the ranker.

The unit is a (surface, type) pair of one document: all places where the surface stands are looked at
together, so that a name that is plain in one sentence is found in the next.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kg.extract.batch import LATIN, Batch, is_one_of, span_hashes
from kg.extract.groups import Groups
from kg.extract.hashing import Numbers, Values, number_features, steps, value
from kg.extract.known import Hits
from kg.extract.lists import Lists
from kg.extract.spans import DECODED, Spans, new_runs
from kg.extract.tagger.features import Ints
from kg.extract.tagger.words import Cover

BITS = 20
BUCKETS = 1 << BITS

_FOLLOWING = ("领域", "产业", "行业", "赛道", "企业", "技术", "公司", "集团", "股份")
_SEPARATORS = "、和与及"


class Decoded(NamedTuple):
    """The tagger's own choice, by character: the span there (start, end, type), and which type ends there.

    Types are numbered from 1; 0 is none.
    """

    start: Ints
    end: Ints
    kind: Ints
    ends: Ints

    @classmethod
    def of(cls, spans: Spans, size: int) -> Decoded:
        """Spread spans without overlaps over the characters of a batch."""
        start, end, kind, ends = (np.zeros(size + 1, dtype=np.int64) for _ in range(4))
        lengths = spans.end - spans.start
        at = np.repeat(spans.start - (np.cumsum(lengths) - lengths), lengths) + np.arange(lengths.sum())
        start[at] = np.repeat(spans.start, lengths)
        end[at] = np.repeat(spans.end, lengths)
        kind[at] = np.repeat(spans.kind + 1, lengths)
        ends[spans.end] = spans.kind + 1
        return cls(start, end, kind, ends)

    def holder(self, starts: Ints, ends: Ints) -> Ints:
        """Return the type of the longer span that holds each given one, 0 for none."""
        longer = (self.end[starts] >= ends) & (self.end[starts] - self.start[starts] > ends - starts)
        return np.where(longer, self.kind[starts], 0)

    def starting(self, positions: Ints) -> Ints:
        """Return the type of the span that starts at each position, 0 for none."""
        return np.where(self.start[positions] == positions, self.kind[positions], 0)


def group_features(
    batch: Batch,
    groups: Groups,
    scores: npt.NDArray[np.float64],
    decoded: Decoded,
    lists: Lists,
    words: Cover,
    known: Hits,
) -> Numbers:
    """Return the features of each group, shape (templates, groups), each below :data:`BUCKETS`.

    Parameters
    ----------
    scores
        Of each place of the groups (:class:`kg.extract.scores.Scores`).
    words
        The dictionary's words over the batch.
    """
    places, of, first = groups.places, groups.of, groups.first[:-1]
    n = np.diff(groups.first)
    best = np.lexsort((-places.start, scores[:, 0], of))[groups.first[1:] - 1]
    start, end = places.start[best], places.end[best]
    top, begin, ending, either, outside = scores[best].T
    chars = value(batch.chars)
    surface = value(groups.hash)

    chosen = np.add.reduceat((places.source & DECODED > 0).astype(np.int64), first)
    sources = np.bitwise_or.reduceat(places.source, first)
    mean = np.add.reduceat(scores[:, 0], first) / n
    rival = _rival(groups, top)
    holders = decoded.holder(places.start, places.end)
    inside = np.add.reduceat((holders > 0).astype(np.int64), first)
    inside_own = np.add.reduceat((holders == places.kind + 1).astype(np.int64), first)
    peers = np.maximum.reduceat(lists.support(places), first)
    lexical = value(known.describe(batch, start, end, groups.kind))
    before, after = chars[start - 1], chars[end]
    left = np.where(is_one_of(batch.chars[start - 1], _SEPARATORS), decoded.ends[start - 1], 0)
    right = np.where(
        is_one_of(batch.chars[end], _SEPARATORS), decoded.starting(np.minimum(end + 1, len(batch.chars))), 0
    )
    length = value(end - start)
    t3, t5, share = steps(top, 3), steps(top, 5), steps(chosen / n, 4)
    edge_b = value((words.begin[start] == start) * 2 + (words.end[end - 1] == end))
    code_b, code_e = value(words.code[start]), value(words.code[end - 1])
    tail2 = _hash(batch, np.maximum(end - 2, start), end)
    held = np.where(inside > 0, steps(inside / n, 4), 9).astype(np.uint32)
    second = places.start[np.minimum(first + 1, len(places.start) - 1)]
    other = np.where(n > 1, second, start)
    rows: list[tuple[Values, ...]] = [
        (np.zeros_like(length),),
        (steps(top, 20),),
        (steps(top), share),
        (steps(mean),),
        (steps(begin),),
        (steps(ending),),
        (steps(either),),
        (steps(outside),),
        (steps(begin, 4), steps(ending, 4), steps(either, 4)),
        (share,),
        (value(np.minimum(n, 6)),),
        (value(np.minimum(n, 4)), value(np.minimum(chosen, 4))),
        (value(sources),),
        (value(places.source[best]),),
        (value(sources), t5),
        (steps(rival),),
        (steps(rival, 5), t5),
        (held,),
        (value(inside_own * 10 // n),),
        (lexical,),
        (lexical, t5),
        (lexical, value(inside == n), value(chosen > 0)),
        (np.minimum(length, 16),),
        (np.minimum(length, 8), t5),
        (chars[end - 1],),
        (tail2,),
        (_hash(batch, np.maximum(end - 3, start), end),),
        (chars[start],),
        (_hash(batch, start, np.minimum(start + 2, end)),),
        (tail2, t3),
        (before,),
        (after,),
        (_hash(batch, start - 2, start),),
        (_hash(batch, end, end + 2),),
        (_mark(batch.chars[start - 1]), _mark(batch.chars[end])),
        (value(left), value(right)),
        (value(peers),),
        (value(peers), t5),
        (value(peers), lexical),
        (value(_line_of_title(batch, start, groups.document)),),
        (_kind_of(batch.chars[start]) * 8 + _kind_of(batch.chars[end - 1]),),
        (value(_follows(batch, places, first)),),
        (value(_unbalanced(batch, start, end)),),
        (edge_b,),
        (edge_b, t5),
        (edge_b, code_b, code_e),
        (code_b, np.minimum(length, 8)),
        (surface,),
        (_hash(batch, other - 2, other), t3),
        (_hash(batch, other + (end - start), other + (end - start) + 2), t3),
    ]
    return number_features(rows, BITS)


def _hash(batch: Batch, starts: Ints, ends: Ints) -> Values:
    return value(span_hashes(batch, np.maximum(starts, 0), np.minimum(ends, len(batch.chars))))


def _rival(groups: Groups, top: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return for each group the best score of the groups with its surface and another type."""
    order = np.lexsort((-top, groups.surface))
    surface = groups.surface[order]
    new = new_runs(surface)
    best = order[new]
    second = np.zeros(len(best))
    runner = np.flatnonzero(np.concatenate(([False], new[:-1])) & ~new)
    index = np.cumsum(new) - 1
    second[index[runner]] = top[order[runner]]
    out = np.empty(len(top))
    out[order] = top[best][index]
    out[best] = second
    return out


def _mark(chars: Ints) -> Values:
    """Return punctuation as it is, letters and digits as 1, Chinese characters as 2."""
    kinds = _kind_of(chars)
    return np.where(kinds > 0, kinds, value(chars))


def _kind_of(chars: Ints) -> Values:
    chinese = (chars >= 0x3400) & (chars <= 0x9FFF)
    return value(is_one_of(chars, LATIN) + 2 * chinese)


def _line_of_title(batch: Batch, starts: Ints, documents: Ints) -> npt.NDArray[np.bool_]:
    """Tell for each position whether it lies in the first line of its document."""
    first = [batch.folded.find("\n", start) for start in batch.starts]
    return np.asarray(starts < np.asarray(first)[documents])


def _follows(batch: Batch, places: Spans, first: Ints) -> Ints:
    """Return as bits which of the words of interest follow somewhere."""
    chars = np.concatenate([batch.chars, [0, 0]])
    pairs = chars[places.end] * 0x110000 + chars[places.end + 1]
    bits = np.zeros(len(pairs), dtype=np.int64)
    for n, word in enumerate(_FOLLOWING):
        bits[pairs == ord(word[0]) * 0x110000 + ord(word[1])] = 1 << n
    return np.bitwise_or.reduceat(bits, first)


def _unbalanced(batch: Batch, starts: Ints, ends: Ints) -> Ints:
    """Tell for each span whether a bracket or quotation mark in it lacks its partner."""
    depth = np.zeros((3, len(batch.chars) + 1), dtype=np.int64)
    for row, (opener, closer) in enumerate((("“", "”"), ("(", ")"), ("《", "》"))):
        np.cumsum((batch.chars == ord(opener)) * 1 - (batch.chars == ord(closer)) * 1, out=depth[row, 1:])
    return np.asarray((depth[:, ends] != depth[:, starts]).any(axis=0), dtype=np.int64)
