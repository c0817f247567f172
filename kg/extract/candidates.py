"""Everything in a text that may be a mention: what the tagger, the lexicon and the patterns propose."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kg.extract.base import Hit
from kg.extract.heads import head_spans
from kg.extract.tagger.crf import Floats
from kg.extract.tagger.features import Ints
from kg.model import ENTITY_TYPES
from kg.vocab.lexicon import fold

DECODED, ALTERNATIVE, KNOWN, PATTERN, HEADED = 1, 2, 4, 8, 16
"""Where a candidate comes from; added up where several propose the same span and type."""

_LOW = 0.2


class Candidate(NamedTuple):
    """A span that may be a mention of a type.

    ``source`` adds up where it comes from.
    """

    start: int
    end: int
    type: str
    source: int


def tagged(marginal: Floats) -> Iterator[Candidate]:
    """Yield the spans of the most probable labels, and those that come near.

    ``marginal`` holds the probability of each label at each character of one text.
    """
    seen = set()
    best = marginal.argmax(axis=1)
    for start, end, kind in _runs(best):
        seen.add((start, end, kind))
        yield Candidate(start, end, ENTITY_TYPES[kind], DECODED)
    begins = marginal[:, 1::2]
    inside = marginal[:, 2::2]
    either = begins + inside
    for kind in range(len(ENTITY_TYPES)):
        hot = np.flatnonzero(either[:, kind] > _LOW)
        if not len(hot):
            continue
        breaks = np.flatnonzero(np.diff(hot) > 1) + 1
        for run in np.split(hot, breaks):
            first, last = int(run[0]), int(run[-1]) + 1
            starts = [first, *(int(i) for i in run[1:] if begins[i, kind] > _LOW)]
            for n, start in enumerate(starts):
                end = starts[n + 1] if n + 1 < len(starts) else last
                if (start, end, kind) not in seen:
                    seen.add((start, end, kind))
                    yield Candidate(start, end, ENTITY_TYPES[kind], ALTERNATIVE)


class Scores:
    """How probable the tagger finds spans of one text, by sums over characters made once."""

    def __init__(self, marginal: Floats) -> None:
        inside = marginal[:, 2::2]
        self._begin = marginal[:, 1::2]
        self._inside = np.concatenate([inside, np.zeros((1, inside.shape[1]), inside.dtype)])
        self._either = np.cumsum(
            np.concatenate([np.zeros((1, inside.shape[1])), self._begin + inside]), axis=0
        )
        self._log = np.cumsum(np.concatenate([np.zeros((1, inside.shape[1])), np.log(inside + 1e-4)]), axis=0)
        self._outside = np.cumsum(np.concatenate([[0.0], marginal[:, 0]]))

    def __call__(self, starts: Ints, ends: Ints, kinds: Ints) -> npt.NDArray[np.float64]:
        """Return, shape (spans, 5): geometric mean of the labels, begin, end, mean of the type, mean of O."""
        lengths = ends - starts
        begin = self._begin[starts, kinds]
        ending = 1.0 - self._inside[ends, kinds]
        logs = self._log[ends, kinds] - self._log[np.minimum(starts + 1, ends), kinds]
        joint = np.exp((logs + np.log(begin + 1e-4) + np.log(ending + 1e-4)) / (lengths + 1))
        either = (self._either[ends, kinds] - self._either[starts, kinds]) / lengths
        outside = (self._outside[ends] - self._outside[starts]) / lengths
        return np.stack([joint, begin, ending, either, outside], axis=1)


def _runs(labels: npt.NDArray[np.int64]) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, type number) of the runs of labels, whether or not they begin with B."""
    change = np.flatnonzero(np.diff(np.concatenate(([0], (labels + 1) // 2, [0])))).tolist()
    for start, stop in itertools.pairwise(change):
        if labels[start] == 0:
            continue
        kind = int(labels[start] - 1) // 2
        begin_label = 2 * kind + 1
        cuts = [
            start,
            *(start + 1 + int(i) for i in np.flatnonzero(labels[start + 1 : stop] == begin_label)),
            stop,
        ]
        for a, b in itertools.pairwise(cuts):
            yield a, b, kind


def known(hits: Iterable[Hit]) -> Iterator[Candidate]:
    """Yield the strong labels of the lexicon."""
    for hit in hits:
        for kind in sorted({e.concept.type for e in hit.entries if e.strong}):
            if kind in ENTITY_TYPES:
                yield Candidate(hit.start, hit.end, kind, KNOWN)


_TITLE = re.compile(r"《([^《》\n]{3,80})》")
_NOTICE = re.compile(r"^(?:.{0,20}?)(关于[^\n，。]{6,80}的(?:通知|公告|意见|决定|通告))", re.MULTILINE)
_QUOTED = re.compile(r"“([^“”\n]{2,24})”")


def patterned(text: str, marginal: Floats, known_bounds: frozenset[int]) -> Iterator[Candidate]:
    """Yield titles in 《》 and notices as policies, quoted phrases as what the tagger thinks possible, and heads."""
    for match in _TITLE.finditer(text):
        yield Candidate(match.start(1), match.end(1), "Policy", PATTERN)
    for match in _NOTICE.finditer(text):
        yield Candidate(match.start(1), match.end(1), "Policy", PATTERN)
    either = marginal[:, 1::2] + marginal[:, 2::2]
    for match in _QUOTED.finditer(text):
        hot = either[match.start(1) : match.end(1)].max(axis=0)
        for kind in np.flatnonzero(hot > 0.1).tolist():
            yield Candidate(match.start(1), match.end(1), ENTITY_TYPES[kind], ALTERNATIVE)
    gate = {kind: either[:, n].tolist() for n, kind in enumerate(ENTITY_TYPES)}
    for start, end, kind in head_spans(text, gate, known_bounds):
        yield Candidate(start, end, kind, HEADED)


def occurrences(text: str, surface: str) -> Iterator[int]:
    """Yield every position of the surface in the folded text."""
    wanted = fold(surface)
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)
