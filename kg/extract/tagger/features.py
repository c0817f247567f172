"""What the tagger looks at around each character, as hashed feature numbers.

All templates are computed for all characters of a text at once. A feature's number is a hash of its
template and its values, folded into :data:`BUCKETS`; training and tagging share this one function.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kg.extract.tagger.words import Cover, Wordlist, dictionary

BITS = 21
BUCKETS = 1 << BITS

Ints = npt.NDArray[np.int64]
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_OPENERS = "《“（【「『(〈"
_CLOSERS = "》”）】」』)〉"


PAD = "\n" * 4
"""Stands before and after every text, so that no window reaches into another text."""


def features(folded: str, lexicon: Wordlist, surnames: npt.NDArray[np.bool_]) -> Ints:
    """Return feature numbers, shape (templates, characters), each below :data:`BUCKETS`.

    Parameters
    ----------
    folded
        Texts with letters folded (:func:`kg.vocab.lexicon.fold`), each between two :data:`PAD`.
    lexicon
        The lexicon's labels (:func:`kg.extract.tagger.words.lexicon_words`).
    surnames
        For each code point below 65,536, whether it is a surname.
    """
    chars = np.frombuffer(folded.encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    kinds = _kinds(chars, surnames)
    c = {d: _shift(chars, d) for d in range(-3, 4)}
    k = {d: _shift(kinds, d) for d in range(-2, 3)}
    word = dictionary().cover(folded)
    name = lexicon.cover(folded)
    ids = _word_ids(chars, word)
    before, after = _shift_to(ids, word.begin - 1), _shift_to(ids, word.end)
    tag = {d: _shift(word.code * 8 + word.place, d) for d in (-1, 0, 1)}
    label = {d: _shift(name.code * 8 + name.place, d) for d in (-1, 0, 1)}
    label_after = _shift_to(name.code, name.end)
    label_before = _shift_to(name.code, name.begin - 1)
    opened, tail, outside = _brackets(chars)
    rows = (
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
        (ids, word.place),
        (before, word.place),
        (after, word.place),
        (tag[0],),
        (tag[-1], tag[0]),
        (tag[0], tag[1]),
        (_shift_to(word.code, word.begin - 1), word.code, _shift_to(word.code, word.end), word.place),
        (label[0],),
        (label[0], c[0]),
        (label[-1], label[0], label[1]),
        (label_before, name.code, label_after, name.place),
        (label[0], tag[0]),
        (opened, tail, _shift(opened, -1)),
        (opened, outside),
        (opened, label[0], _shift(opened, 1)),
    )
    return np.stack([_hash(n, row) for n, row in enumerate(rows)])


def _hash(template: int, values: tuple[Ints, ...]) -> Ints:
    total = np.full(len(values[0]), template + 1, dtype=np.uint64)
    for value in values:
        total *= _MULTIPLIER
        total ^= value.view(np.uint64) + np.uint64(0x51ED)
    total *= _MULTIPLIER
    total ^= total >> np.uint64(29)
    total *= _MULTIPLIER
    folded: Ints = (total >> np.uint64(64 - BITS)).view(np.int64)
    return folded


def _shift(values: Ints, distance: int) -> Ints:
    """Return the values so that position i holds that of i + distance; 0 beyond the ends."""
    out = np.zeros_like(values)
    if distance < 0:
        out[-distance:] = values[:distance]
    elif distance > 0:
        out[:-distance] = values[distance:]
    else:
        out[:] = values
    return out


def _shift_to(values: Ints, positions: Ints) -> Ints:
    """Return the values at the given positions; 0 beyond the ends."""
    inside = (positions >= 0) & (positions < len(values))
    return np.where(inside, values[np.where(inside, positions, 0)], 0)


def _kinds(chars: Ints, surnames: npt.NDArray[np.bool_]) -> Ints:
    """Return the kind of each character: Chinese, surname, digit, letter, punctuation …."""
    kinds = np.full(len(chars), 1, dtype=np.int64)
    kinds[(chars >= 0x4E00) & (chars <= 0x9FFF)] = 2
    kinds[surnames[np.minimum(chars, 0xFFFF)]] = 3
    kinds[(chars >= 0x61) & (chars <= 0x7A)] = 4
    kinds[(chars >= 0x30) & (chars <= 0x39)] = 5
    for n, group in enumerate(("\n", "，；：,;:", "。！？!?", "、", _OPENERS, _CLOSERS, "·•・-—", " "), 6):
        kinds[np.isin(chars, [ord(x) for x in group])] = n
    for x in "一二三四五六七八九十百千万亿两零〇":
        kinds[chars == ord(x)] = 14
    return kinds


def _word_ids(chars: Ints, word: Cover) -> Ints:
    """Return a number that stands for the word covering each character: its first two characters, last, length."""
    first, last = chars[word.begin], chars[word.end - 1]
    second = chars[np.minimum(word.begin + 1, len(chars) - 1)]
    return ((first * 65599 + second) * 65599 + last) * 31 + (word.end - word.begin)


def _brackets(chars: Ints) -> tuple[Ints, Ints, Ints]:
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
    return opened, tail, outside
