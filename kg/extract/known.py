"""Names of the lexicon found in a batch."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kg.extract.batch import Batch, is_latin, whole
from kg.extract.spans import KNOWN, Spans, make_spans
from kg.extract.tagger.features import Ints
from kg.model import ENTITY_TYPES
from kg.vocab.lexicon import Lexicon
from kg.vocab.matcher import Matcher

GENERIC_ENDINGS = ("产业链", "产业", "行业", "领域", "赛道", "业")
"""Endings without which an industry's name is looked up too."""

_TYPES = (*ENTITY_TYPES, "Post", "Surname")
_INDUSTRY = ENTITY_TYPES.index("Industry")


class Labels(NamedTuple):
    """The lexicon's labels: a matcher, and by bits of type what each surely names, or names with other evidence."""

    matcher: Matcher
    strong: Ints
    weak: Ints


def make_labels(lexicon: Lexicon, matcher: Matcher) -> Labels:
    """Compile what the labels of a matcher name."""
    strong, weak = (np.zeros(len(matcher.labels), dtype=np.int64) for _ in range(2))
    bit = {kind: 1 << n for n, kind in enumerate(_TYPES)}
    for n, label in enumerate(matcher.labels):
        for entry in lexicon.labels[label]:
            (strong if entry.strong else weak)[n] |= bit.get(entry.concept.type, 0)
    return Labels(matcher, strong, weak)


class Hits(NamedTuple):
    """Labels found in a batch, overlapping ones too, sorted by start and end, with the bits of their types."""

    start: Ints
    end: Ints
    strong: Ints
    weak: Ints

    def certain(self) -> Spans:
        """Return the names that need no other evidence, each with every type that it has."""
        which, kinds = np.nonzero(self.strong[:, None] >> np.arange(len(ENTITY_TYPES)) & 1)
        return make_spans(self.start[which], self.end[which], kinds, KNOWN)

    def describe(self, batch: Batch, starts: Ints, ends: Ints, kinds: Ints) -> Ints:
        """Return what the lexicon knows of the words at each span beside a type.

        Whether they are a name of the type (surely or not) and which other type they name; of an
        industry that it does not know, the same of what stands before a generic ending (产业, 领域 …).
        """
        out = self._describe(starts, ends, kinds)
        undecided = (out == 0) & (kinds == _INDUSTRY)
        for ending in GENERIC_ENDINGS:
            stem = ends - len(ending)
            fits = undecided & (stem >= starts + 2)
            for n, char in enumerate(ending):
                fits &= batch.chars[np.maximum(stem + n, 0)] == ord(char)
            found = self._describe(starts[fits], stem[fits], kinds[fits])
            out[fits] = np.where(found > 0, 100 + found, 0)
            undecided &= ~fits
        return out

    def _describe(self, starts: Ints, ends: Ints, kinds: Ints) -> Ints:
        if not len(self.start):
            return np.zeros(len(starts), dtype=np.int64)
        keys, wanted = (
            (self.start << 8) + (self.end - self.start),
            (starts << 8) + np.minimum(ends - starts, 255),
        )
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        found = keys[at] == wanted
        strong = np.where(found, self.strong[at], 0)
        every = np.where(found, self.strong[at] | self.weak[at], 0)
        own = (strong >> kinds & 1) + (every >> kinds & 1)
        others = every & ~(1 << kinds)
        lowest = np.log2(np.maximum(others & -others, 1)).astype(np.int64)
        return np.asarray(own + 3 * np.where(others > 0, lowest + 1, 0))


def find_labels(batch: Batch, labels: Labels) -> Hits:
    """Return the labels that stand alone: none cuts a Latin word or a number in two."""
    found = labels.matcher.spans(batch.folded)
    found = found[whole(is_latin(batch), found[:, 1], found[:, 2])]
    found = found[np.lexsort((found[:, 2], found[:, 1]))]
    number = found[:, 0]
    return Hits(found[:, 1], found[:, 2], labels.strong[number], labels.weak[number])
