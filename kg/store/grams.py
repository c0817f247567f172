"""Cutting text into what the search index holds, and a question into what is looked up there.

Runs of Chinese characters become pairs of neighbours and, so that single characters are found, the last
one alone; runs of Latin letters and digits stay whole in articles and are cut into pairs in names, where
parts of them are looked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

_RUN = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")
"""A run of ASCII letters and digits, or of letters of other scripts."""


def fold_text(text: str) -> str:
    """Return running text in the form in which it is compared: NFKC, lower case; spaces stay."""
    return unicodedata.normalize("NFKC", text).casefold()


def text_grams(folded: str) -> Iterator[str]:
    """Yield the grams of an article's folded text, again for every place where they stand."""
    for run in _RUN.findall(folded):
        if run[0].isascii():
            yield run
        else:
            yield from map(str.__add__, run, run[1:])
            yield run[-1]


def name_grams(plain: str) -> list[str]:
    """Return the grams of a name in its plain form, its length among them as ``len7``."""
    kept = letters(plain)
    return [*pairs(kept), kept[-1:], f"len{len(kept)}"] if kept else []


def letters(plain: str) -> str:
    """Return only the letters and digits of a text: what its grams are made of."""
    return "".join(_RUN.findall(plain))


def pairs(text: str) -> list[str]:
    """Return the pairs of neighbouring characters of a text."""
    return list(map(str.__add__, text, text[1:]))


def name_query(plain: str) -> str:
    """Return the full-text expression that names holding the text must meet; empty where it has no letters."""
    kept = letters(plain)
    if len(kept) == 1:
        return prefix(kept)
    return all_of(pairs(kept))


def text_query(words: Iterable[str]) -> str:
    """Return the full-text expression that articles holding all the (folded) words must meet."""
    parts: list[str] = []
    for word in words:
        for run in _RUN.findall(word):
            if run[0].isascii() or len(run) == 1:
                parts.append(prefix(run))
            else:
                parts.append(all_of(pairs(run)))
    return " AND ".join(parts)


def trigrams(text: str) -> list[str]:
    """Return the runs of three characters of a text."""
    return [text[i : i + 3] for i in range(len(text) - 2)]


def all_of(grams: Iterable[str]) -> str:
    """Return the full-text expression for rows that hold all the grams."""
    return " AND ".join(f'"{g}"' for g in dict.fromkeys(grams))


def any_of(grams: Iterable[str]) -> str:
    """Return the full-text expression for rows that hold one of the grams."""
    return "(" + " OR ".join(f'"{g}"' for g in dict.fromkeys(grams)) + ")"


def prefix(gram: str) -> str:
    """Return the full-text expression for rows that hold a gram beginning so."""
    return f'"{gram}"*'
