"""Which fuller names a short name may stand for by rule alone, found without comparing all with all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.link.keys import Key
from kg.vocab.abbreviations import NUMBERING, SUFFIXED, short_for
from kg.vocab.names import core

STRONG_RULES = frozenset(
    {"without legal form", "without suffix", "with the other in brackets", "without issuer or year"}
)
"""Rules of :func:`~kg.vocab.abbreviations.short_for` sure enough to join names that no article joins."""

_LEAST_TAIL = 5
"""A policy's name may lack its beginning if so many characters are left."""


class FullerNames:
    """An index of names by the forms that a strong rule may shorten them to.

    Parameters
    ----------
    keys
        The names among which fuller ones are looked for, sorted.
    """

    def __init__(self, keys: Iterable[Key]) -> None:
        self._by_form: defaultdict[Key, list[Key]] = defaultdict(list)
        for kind, name in keys:
            for form in shortened(kind, name):
                self._by_form[kind, form].append((kind, name))

    def of(self, key: Key) -> Iterator[tuple[Key, str]]:
        """Yield the fuller names of a short one, sorted, each with the rule that allows it."""
        forms = looked_for(*key)
        found = {other for form in forms for other in self._by_form.get((key[0], form), ())}
        return fuller_among(key, found)


def fuller_among(key: Key, others: Iterable[Key]) -> Iterator[tuple[Key, str]]:
    """Yield those of some names that a short one may stand for, sorted, each with the rule that allows it.

    Both begin with the same two characters, whether brackets come first or not.
    """
    kind, short = key
    for other in sorted(others):
        name = other[1]
        if len(name) > len(short) and short[:2] in (name[:2], core(name)[:2]):
            rule = short_for(kind, short, name)
            if rule in STRONG_RULES:
                yield other, rule


def shortened(kind: str, name: str) -> set[str]:
    """Return at least the forms under which any short name that a strong rule allows is looked for."""
    forms = set()
    if name.endswith(")"):
        for at, char in enumerate(name):
            if char == "(":
                forms |= {name[:at], name[at + 1 : -1]}
    if kind in SUFFIXED:
        forms |= {name.removesuffix(suffix) for suffix in SUFFIXED[kind]}
    elif kind == "Company":
        forms.add(core(name))
    elif kind == "Policy":
        forms.add(NUMBERING.sub("", name))
        stems = (name[:2], core(name)[:2])
        tails = (name[at:] for at in range(1, len(name) - _LEAST_TAIL + 1))
        forms.update(tail for tail in tails if tail.startswith(stems))
    return forms


def looked_for(kind: str, short: str) -> set[str]:
    """Return the forms under which a short name looks for fuller ones; see :func:`shortened`."""
    forms = {short}
    if kind == "Company":
        forms.add(core(short))
    elif kind == "Policy":
        forms.add(NUMBERING.sub("", short))
    return forms
