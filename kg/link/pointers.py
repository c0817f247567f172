"""Which fuller name a name points to: one decision for each reason, each of one name or a few.

A key points to at most one other. The vocabulary decides first, then the articles that use both names;
these two are sure. Where neither does, a rule of abbreviation may, if all fuller names that it allows
lead, by what is sure, to one. The user's own file comes last and has its way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from kg.link.curated import Curated
from kg.link.keys import Key
from kg.vocab.names import plain

AGREE = 0.7
"""Share of the articles in which a short name must mean the same fuller one."""


class Pointer(NamedTuple):
    """The key pointed to, and why."""

    to: Key
    why: str


def pointers_to_concept(name: str, keys: Iterable[Key], curated: Curated) -> dict[Key, Pointer]:
    """Return the pointers among all keys that mean one concept, to the one that says its preferred name."""
    first, *others = sorted(keys, key=lambda k: (plain(name) != k[1], -len(k[1]), k))
    return {key: Pointer(first, known_as(name)) for key in others if not curated.apart(first, key)}


def known_as(name: str) -> str:
    """Return why a name belongs to the concept with this preferred name."""
    return f"vocabulary: {name}"


def pointer_by_votes(key: Key, anchors: Mapping[Key, int], curated: Curated) -> Pointer | None:
    """Return the pointer to the name that most articles using the key call the same thing, or None.

    Parameters
    ----------
    anchors
        How often the key stands in clusters best named by each; the key itself, which says nothing of
        what it is short for, is passed over.
    """
    found = {anchor: count for anchor, count in anchors.items() if anchor != key}
    if not found:
        return None
    best = min(found, key=lambda a: (-found[a], -len(a[1]), a))
    count, total = found[best], sum(found.values())
    if count < AGREE * total or curated.apart(best, key):
        return None
    return Pointer(best, f"the same thing in {count} of {total} articles that use both")


def ruled(key: Key) -> bool:
    """Tell whether a key may point by rule: not of a person, and not an article's own."""
    return key[0] != "Person" and "@" not in key[1]


def pointer_by_rule(key: Key, fuller: Iterable[tuple[Key, Key, str]], curated: Curated) -> Pointer | None:
    """Return the pointer to the one thing that all fuller names lead to, or None.

    Parameters
    ----------
    fuller
        Fuller names, sorted, each with where it surely leads and the rule that allows it.
    """
    found: dict[Key, str] = {}
    for other, stem, rule in fuller:
        if not curated.apart(key, other):
            found.setdefault(stem, f"{rule}: {other[1]}")
    if len(found) != 1:
        return None
    ((stem, why),) = found.items()
    return None if stem == key else Pointer(stem, why)


def follow(key: Key, to: Callable[[Key], Key | None]) -> Key:
    """Follow the pointers to their end; names pointing at each other end at the smallest."""
    seen = [key]
    while (following := to(key)) is not None:
        key = following
        if key in seen:
            return min(seen[seen.index(key) :])
        seen.append(key)
    return key


def pointers_by_user(
    curated: Curated, there: Callable[[Key], bool], to: Callable[[Key], Key | None]
) -> dict[Key, Pointer]:
    """Return the pointers that the user's own links add to, or put in the place of, the others.

    Parameters
    ----------
    there
        Tells whether any article has the name.
    to
        Where a key points for other reasons.
    """
    added: dict[Key, Pointer] = {}

    def now(key: Key) -> Key | None:
        return added[key].to if key in added else to(key)

    for a, b in sorted(curated.same):
        if there(a) and there(b):
            one, other = follow(a, now), follow(b, now)
            if one != other:
                added[one] = Pointer(other, "your own file")
    return added
