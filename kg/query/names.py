"""Finding names by a part of them, by pinyin or its initials, by their sound, and in spite of typing slips."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from kg.store.grams import all_of, any_of, letters, name_query, pairs, trigrams
from kg.store.lookup import Found, names_sounding, names_spelled, names_with, sounds_of
from kg.store.reader import Store

CANDIDATES = 400
"""Names compared letter by letter for each way in which a slip may have broken a word."""

LIKE_ENOUGH = 60.0
"""Least likeness (0..100) of a name found in spite of slips: one wrong character of three gives 67."""


def by_part(store: Store, plain: str) -> Iterator[Found]:
    """Yield names that hold the text, those of the most mentioned entities first."""
    kept, expression = letters(plain), name_query(plain)
    if expression:
        yield from (f for f in names_with(store, expression) if kept in letters(f.plain))


def by_spelling(store: Store, plain: str, limit: int) -> Iterator[tuple[Found, str]]:
    """Yield (name, ``pinyin`` or ``initials``) for a text in Latin letters: whole, beginnings, parts."""
    if len(plain) < 2 or not (plain.isascii() and plain.isalnum()):
        return
    for begins in (False, True):
        for column in ("pinyin", "initials"):
            for found in names_spelled(store, column, plain, begins=begins, limit=limit):
                yield found, column
    if len(plain) >= 4:
        for found, pinyin in names_sounding(store, all_of(trigrams(plain))):
            if plain in pinyin:
                yield found, "pinyin"


def by_sound(store: Store, plain: str, limit: int) -> Iterator[Found]:
    """Yield names that sound as the text does: 华伟 finds 华为."""
    sounds = sounds_of(store, plain)
    if sounds and all(c in sounds or c.isascii() for c in plain):
        spelled = "".join(sounds.get(c, c) for c in plain)
        for begins in (False, True):
            yield from names_spelled(store, "pinyin", spelled, begins=begins, limit=limit)


def by_likeness(store: Store, plain: str) -> list[Found]:
    """Return names that differ from the text by a slip or two, most like it first.

    Only names that share pairs of characters with it are compared.
    """
    from rapidfuzz import fuzz

    kept = letters(plain)
    scored: dict[Found, float] = {}
    for expression in slip_expressions(kept):
        for found in islice(names_with(store, expression), CANDIDATES):
            scored.setdefault(found, fuzz.ratio(kept, letters(found.plain)))
    if len(kept) >= 6 and kept.isascii():
        for grams in _without_each(trigrams(kept), 3):
            for found, pinyin in islice(names_sounding(store, all_of(grams)), CANDIDATES):
                scored[found] = max(scored.get(found, 0.0), fuzz.ratio(kept, pinyin))
    order = sorted(scored, key=lambda f: -scored[f])
    return [f for f in order if scored[f] >= LIKE_ENOUGH]


def slip_expressions(kept: str) -> Iterator[str]:
    """Yield full-text expressions that a name of about this length meets in spite of one slip.

    A wrong, missing or added character breaks at most two neighbouring pairs: each expression does
    without two of them. Two characters in each other's place break three, in a short name all: so they are
    put right at each place in turn.
    """
    grams = pairs(kept)
    lengths = any_of(f"len{n}" for n in (len(kept) - 1, len(kept), len(kept) + 1))
    for left in _without_each(grams, 2 if len(grams) > 2 else 1):
        yield f"{all_of(left)} AND {lengths}"
    for at in range(len(kept) - 1):
        if kept[at] != kept[at + 1]:
            mended = kept[:at] + kept[at + 1] + kept[at] + kept[at + 2 :]
            yield f'{all_of(pairs(mended))} AND "len{len(kept)}"'


def _without_each(grams: list[str], width: int) -> Iterator[list[str]]:
    for start in range(max(len(grams) - width + 1, 0)):
        left = grams[:start] + grams[start + width :]
        if left:
            yield left
