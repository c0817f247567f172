"""Finding many names in one pass."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import ahocorasick_rs
import numpy as np
import numpy.typing as npt

from kg.vocab.lexicon import Lexicon, fold, load_lexicon


class Matcher:
    """Finds every known label in a text: (start, end, label), overlapping ones too."""

    def __init__(self, labels: Iterable[str]) -> None:
        self.labels = sorted({label for label in labels if label})
        self._automaton = ahocorasick_rs.AhoCorasick(
            self.labels, matchkind=ahocorasick_rs.MatchKind.Standard, store_patterns=False
        )

    def spans(self, folded: str) -> npt.NDArray[np.int64]:
        """Return all occurrences as (number of the label, start, end), shape (occurrences, 3)."""
        found = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        return np.array(found, dtype=np.int64).reshape(-1, 3)

    def find(self, folded: str) -> list[tuple[int, int, str]]:
        """Return all occurrences in a text that has been folded (:func:`kg.vocab.lexicon.fold`)."""
        labels = self.labels
        return [
            (start, end, labels[i])
            for i, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True)
        ]


@lru_cache(maxsize=4)
def lexicon_matcher(extra: tuple[Path, ...] = ()) -> tuple[Lexicon, Matcher]:
    """Return the lexicon and a matcher of its labels, made once per process."""
    lexicon = load_lexicon(extra)
    return lexicon, Matcher(lexicon.labels)


__all__ = ["Matcher", "fold", "lexicon_matcher"]
