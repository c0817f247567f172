"""Where names may begin: after verbs and particles, at known names, at quotation marks, after punctuation."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kg.extract.batch import Batch, Flags, is_one_of
from kg.extract.markers import HARD_STOPS, LINKS, verb_matcher
from kg.extract.spans import ranges
from kg.extract.tagger.features import Ints

LONGEST = 42


class Structure(NamedTuple):
    """What a batch's punctuation and verbs say of where names may begin.

    ``quotes`` and ``titles`` are the (inner start, inner end) of “…” and 《…》 on one line; ``quote_of`` the
    start of the quotation that each character is in, 0 outside; ``inside`` and ``outside`` the positions
    where a name may begin in and out of quotations, sorted; ``lowest_inside`` and ``lowest`` how far left
    of each position a name may reach.
    """

    quotes: Ints
    titles: Ints
    quote_of: Ints
    inside: Ints
    outside: Ints
    lowest_inside: Ints
    lowest: Ints

    def beginnings(self, ends: Ints, latest: Ints, longest: int = LONGEST) -> tuple[Ints, Ints]:
        """Return where names with these ends may begin: which end, and the position.

        Parameters
        ----------
        latest
            For each end, the last position at which its name may begin.
        """
        quoted = self.quote_of[ends - 1] > 0
        which, starts = [], []
        for flags, begins, lowest in (
            (quoted, self.inside, self.lowest_inside),
            (~quoted, self.outside, self.lowest),
        ):
            chosen = np.flatnonzero(flags)
            low = np.maximum(lowest[ends[chosen] - 1], ends[chosen] - longest)
            n, places = ranges(
                np.searchsorted(begins, low), np.searchsorted(begins, latest[chosen], side="right")
            )
            which.append(chosen[n])
            starts.append(begins[places])
        return np.concatenate(which), np.concatenate(starts)


def make_structure(batch: Batch, known_edges: Flags) -> Structure:
    """Read the structure of a batch; ``known_edges`` tells where a name of the lexicon begins or ends."""
    chars = batch.chars
    size = len(chars)
    quotes, titles = _pairs(batch)
    quote_of = np.zeros(size + 1, dtype=np.int64)
    for start, end in quotes.tolist():
        quote_of[start:end] = start
    may_begin = known_edges.copy()
    may_begin[verb_matcher().spans(batch.folded)[:, 2]] = True
    before = np.concatenate(([10], chars))
    may_begin |= is_one_of(before, LINKS)
    may_begin[:-1] |= chars == ord("“")
    stops = is_one_of(before, HARD_STOPS)
    lines = before == 10
    may_begin |= stops
    opened = np.zeros(size + 1, dtype=np.bool_)
    opened[quotes[:, 0]] = True
    may_begin |= opened
    index = np.arange(size + 1)
    out = quote_of == 0
    closed_in = np.concatenate(([False], quote_of[:-1] > 0))
    return Structure(
        quotes,
        titles,
        quote_of,
        np.flatnonzero(may_begin & ~out),
        np.flatnonzero(may_begin & out),
        np.maximum.accumulate(np.where(stops | opened, index, 0)),
        np.maximum.accumulate(np.where((stops & ~closed_in) | lines, index, 0)),
    )


def _pairs(batch: Batch) -> tuple[Ints, Ints]:
    """Return the (inner start, inner end) of quotations and of titles that close on their line."""
    found: dict[str, list[tuple[int, int]]] = {"“": [], "《": []}
    opened = {"“": -1, "《": -1}
    openers = {"”": "“", "》": "《"}
    for at in np.flatnonzero(is_one_of(batch.chars, "“”《》\n")).tolist():
        mark = batch.folded[at]
        if mark in opened:
            opened[mark] = at
        elif mark in openers:
            start = opened[openers[mark]]
            if start >= 0 and at - start > 2:
                found[openers[mark]].append((start + 1, at))
            opened[openers[mark]] = -1
        else:
            opened = {"“": -1, "《": -1}
    return tuple(np.array(found[mark], dtype=np.int64).reshape(-1, 2) for mark in "“《")  # type: ignore[return-value]
