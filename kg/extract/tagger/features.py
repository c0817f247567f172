"""What the tagger looks at around each character, as hashed feature numbers.

All templates are computed for all characters of a text at once. A feature's number is a hash of its
template and its values, folded into :data:`BUCKETS`; training and tagging share this one function.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from kg.extract.hashing import Numbers, Values, number_features
from kg.extract.tagger.words import Cover

BITS = 21
BUCKETS = 1 << BITS

Ints = npt.NDArray[np.int64]
_OPENERS = "《“（【「『(〈"
_CLOSERS = "》”）】」』)〉"


PAD = "\n" * 4
"""Stands before and after every text, so that no window reaches into another text."""


def features(folded: str, word: Cover, name: Cover, surnames: npt.NDArray[np.bool_]) -> Numbers:
    """Return feature numbers, shape (templates, characters), each below :data:`BUCKETS`.

    Parameters
    ----------
    folded
        Texts with letters folded (:func:`kg.vocab.lexicon.fold`), each between two :data:`PAD`.
    word, name
        The dictionary's words and the lexicon's labels over the texts.
    surnames
        For each code point below 65,536, whether it is a surname.
    """
    chars = np.frombuffer(folded.encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    kinds = _kinds(chars, surnames)
    c = {d: _shift(chars.astype(np.uint32), d) for d in range(-3, 4)}
    k = {d: _shift(kinds.astype(np.uint32), d) for d in range(-2, 3)}
    ids = _word_ids(chars, word)
    word_before, word_after = word.begin - 1, word.end
    code, place = word.code.astype(np.uint32), word.place.astype(np.uint32)
    tags, labels = code * np.uint32(8) + place, (name.code * 8 + name.place).astype(np.uint32)
    tag = {d: _shift(tags, d) for d in (-1, 0, 1)}
    label = {d: _shift(labels, d) for d in (-1, 0, 1)}
    kind, kind_place = name.code.astype(np.uint32), name.place.astype(np.uint32)
    opened, tail, outside = _brackets(chars)
    rows: tuple[tuple[Values, ...], ...] = (
        (c[0],),
        (c[-1],),
        (c[1],),
        (c[-2],),
        (c[2],),
        (c[-1], c[0]),
        (c[0], c[1]),
        (c[-2], c[-1]),
        (c[1], c[2]),
        (c[-1], c[1]),
        (c[-2], c[-1], c[0]),
        (c[-1], c[0], c[1]),
        (c[0], c[1], c[2]),
        (c[1], c[2], c[3]),
        (c[-3], c[-2], c[-1]),
        (k[-2], k[-1], k[0], k[1], k[2]),
        (k[-1], k[0], c[1]),
        (ids, place),
        (_shift_to(ids, word_before), place),
        (_shift_to(ids, word_after), place),
        (tag[0],),
        (tag[-1], tag[0]),
        (tag[0], tag[1]),
        (_shift_to(code, word_before), code, _shift_to(code, word_after), place),
        (label[0],),
        (label[0], c[0]),
        (label[-1], label[0], label[1]),
        (_shift_to(kind, name.begin - 1), kind, _shift_to(kind, name.end), kind_place),
        (label[0], tag[0]),
        (opened, tail, _shift(opened, -1)),
        (opened, outside),
        (opened, label[0], _shift(opened, 1)),
    )
    return number_features(rows, BITS)


def _shift(values: Values, distance: int) -> Values:
    """Return the values so that position i holds that of i + distance; 0 beyond the ends."""
    out = np.zeros_like(values)
    if distance < 0:
        out[-distance:] = values[:distance]
    elif distance > 0:
        out[:-distance] = values[distance:]
    else:
        out[:] = values
    return out


def _shift_to(values: Values, positions: Ints) -> Values:
    """Return the values at the given positions; those of the nearest end beyond the ends."""
    return values.take(positions, mode="clip")


def _kinds(chars: Ints, surnames: npt.NDArray[np.bool_]) -> Ints:
    """Return the kind of each character: Chinese, surname, digit, letter, punctuation …."""
    kinds = _kind_table().take(chars, mode="clip")
    return np.where(surnames.take(chars, mode="clip") & (kinds == 2), 3, kinds)


@lru_cache(maxsize=1)
def _kind_table() -> Ints:
    """Return the kind of each code point below 65,536 that is no surname; what lies beyond is like the last."""
    kinds = np.full(0x10000, 1, dtype=np.int64)
    kinds[0x4E00:0xA000] = 2
    kinds[0x61:0x7B] = 4
    kinds[0x30:0x3A] = 5
    for n, group in enumerate(("\n", "，；：,;:", "。！？!?", "、", _OPENERS, _CLOSERS, "·•・-—", " "), 6):
        kinds[[ord(x) for x in group]] = n
    kinds[[ord(x) for x in "一二三四五六七八九十百千万亿两零〇"]] = 14
    return kinds


def _word_ids(chars: Ints, word: Cover) -> Values:
    """Return a number that stands for the word covering each character: its first two characters, last, length."""
    first, last = chars.take(word.begin), chars.take(word.end - 1)
    second = chars.take(word.begin + 1, mode="clip")
    ids = ((first * 65599 + second) * 65599 + last) * 31 + (word.end - word.begin)
    return ids.astype(np.uint32)


def _brackets(chars: Ints) -> tuple[Values, Values, Values]:
    """Return for each character in brackets or quotes: how it stands in them, their last two, what follows.

    Brackets count when they close on the same line within 60 characters; of nested ones the inner counts.
    """
    n = len(chars)
    opened, tail, outside = np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n, np.int64)
    marks = np.flatnonzero(np.isin(chars, [ord(x) for x in _OPENERS + _CLOSERS + "\n"]))
    stack: list[tuple[int, int]] = []
    for at in marks.tolist():
        char = chr(int(chars[at]))
        if char == "\n":
            stack.clear()
        elif char in _OPENERS:
            stack.append((at, _OPENERS.index(char)))
        elif stack and _CLOSERS.index(char) == stack[-1][1]:
            start, kind = stack.pop()
            if 1 < at - start <= 60:
                body = slice(start + 1, at)
                fresh = opened[body] == 0
                opened[body][fresh] = 3 * kind + 2
                opened[start + 1] = 3 * kind + 1
                tail[body][fresh] = chars[at - 1] * 65599 + chars[at - 2]
                follows = chars[at + 1] * 65599 + chars[at + 2] if at + 2 < n else 0
                outside[body][fresh] = follows
                opened[at], opened[start] = 40 + kind, 50 + kind
    return opened.astype(np.uint32), tail.astype(np.uint32), outside.astype(np.uint32)
