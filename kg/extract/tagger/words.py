"""Words of jieba's dictionary and labels of the lexicon, as arrays over the characters of a text.

jieba's segmenter is too slow for whole texts; its dictionary, matched leftmost-longest in one pass of
an Aho-Corasick automaton, gives nearly the same boundaries at a hundred times the speed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import ahocorasick_rs
import numpy as np
import numpy.typing as npt

from kg.model import ENTITY_TYPES
from kg.vocab.lexicon import Lexicon

Ints = npt.NDArray[np.int64]


class Cover(NamedTuple):
    """For each character: the code of the word that covers it (0: none), and where in it it stands.

    ``place`` is 0 outside, 1 first, 2 inside, 3 last, 4 alone; ``begin`` and ``end`` are the word's span.
    """

    code: Ints
    place: Ints
    begin: Ints
    end: Ints


class Wordlist:
    """Words with a small number each, found leftmost-longest in a text."""

    def __init__(self, words: Sequence[str], codes: Sequence[int]) -> None:
        self._automaton = ahocorasick_rs.AhoCorasick(
            words,
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
            store_patterns=False,
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,
        )
        self._codes = np.asarray(codes, dtype=np.int64)

    def cover(self, text: str) -> Cover:
        """Return which word covers each character of the text."""
        n = len(text)
        index = np.arange(n, dtype=np.int64)
        code, place = np.zeros(n, np.int64), np.zeros(n, np.int64)
        begin, end = index.copy(), index + 1
        found = np.array(self._automaton.find_matches_as_indexes(text), dtype=np.int64).reshape(-1, 3)
        if len(found):
            which, start, stop = found.T
            lengths = stop - start
            inside = np.repeat(start, lengths) + _ramp(lengths)
            code[inside] = np.repeat(self._codes[which], lengths)
            place[inside] = 2
            place[start] = 1
            place[stop - 1] = np.where(lengths == 1, 4, 3)
            begin[inside] = np.repeat(start, lengths)
            end[inside] = np.repeat(stop, lengths)
        return Cover(code, place, begin, end)


def _ramp(lengths: Ints) -> Ints:
    """Return 0..n-1 for each length n, one after the other."""
    ends = np.cumsum(lengths)
    return np.arange(ends[-1], dtype=np.int64) - np.repeat(ends - lengths, lengths)


@lru_cache(maxsize=1)
def dictionary() -> Wordlist:
    """Return jieba's dictionary; a word's code is its part of speech and its frequency's order of magnitude."""
    tags: dict[str, int] = {}
    words, codes = [], []
    # Found, not imported: that takes time, and Python 3.12 and later warn of jieba's own code.
    found = find_spec("jieba")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("jieba is not installed; its dictionary is needed: pip install jieba")
    with Path(found.origin).with_name("dict.txt").open(encoding="utf-8") as stream:
        for line in stream:
            word, frequency, tag = line.split()
            if len(word) > 1:
                tag_code = tags.setdefault(tag, len(tags) + 1)
                words.append(word)
                codes.append(tag_code * 8 + min(7, int(math.log10(int(frequency) + 1) * 1.5)))
    return Wordlist(words, codes)


TYPE_CODES = {name: n for n, name in enumerate((*ENTITY_TYPES, "Post"), 1)}
"""A number for each type that labels name, as features see it."""


def lexicon_words(lexicon: Lexicon) -> Wordlist:
    """Return the lexicon's labels; a label's code says which types it names, strongly or weakly.

    Surnames are left out: every other character is one.
    """
    words, codes = [], []
    for label, entries in sorted(lexicon.labels.items()):
        strong = sorted(
            {TYPE_CODES[e.concept.type] for e in entries if e.strong and e.concept.type in TYPE_CODES}
        )
        weak = sorted({TYPE_CODES[e.concept.type] for e in entries if e.concept.type in TYPE_CODES})
        if not weak:
            continue
        kinds = strong or weak
        code = kinds[0] + 16 * (kinds[1] if len(kinds) > 1 else 0) + 256 * bool(strong)
        words.append(label)
        codes.append(code)
    return Wordlist(words, codes)
