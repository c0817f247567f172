"""Grouping the mentions of one article that name the same thing."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.model import Cluster, Mention
from kg.vocab.abbreviations import short_for
from kg.vocab.lexicon import Lexicon, fold
from kg.vocab.names import plain

Key = tuple[str, str]

_BY_FIRST = frozenset({"Company", "District", "Industry", "Organization", "Park", "Person", "Place"})
"""Types whose short forms begin with a character of the long form."""

_DEFINES = re.compile(r"^[”》]?[（(](?:以下)?(?:简称|下称|英文名|简称为|又称)?[：:]?[“《]?$")


def group(
    text: str, mentions: Sequence[Mention], lexicon: Lexicon
) -> tuple[tuple[Mention, ...], tuple[Cluster, ...]]:
    """Give each mention its cluster and return the clusters, in order of first appearance.

    Two names of one type are joined when they are equal in plain form, when the vocabulary gives them
    one concept, when the text defines one by the other (全称（以下简称“X”）), or when one is short for
    just one of the longer names by rule (:mod:`kg.vocab.abbreviations`).
    """
    keys = list(dict.fromkeys((m.type, plain(m.surface)) for m in mentions))
    surfaces = {(m.type, plain(m.surface)): m.surface for m in reversed(mentions)}
    concepts = {key: _concept(key[0], surfaces[key], lexicon) for key in keys}
    joined = _Sets(keys)
    by_concept: dict[tuple[str, str], Key] = {}
    for key in keys:
        if concepts[key]:
            first = by_concept.setdefault((key[0], concepts[key]), key)
            if key[0] != "Industry" or _one_word_for(first[1], key[1]):
                joined.join(first, key)
    for left, right in itertools.pairwise(mentions):
        defined = left.type == right.type and _DEFINES.match(text[left.end : right.start])
        if defined and text[right.end : right.end + 2].lstrip("”》").startswith(("）", ")")):
            joined.join((left.type, plain(left.surface)), (right.type, plain(right.surface)))
    of_type: defaultdict[str, list[Key]] = defaultdict(list)
    for key in keys:
        of_type[key[0]].append(key)
    for short in keys:
        longer = _longer(short, of_type[short[0]], surfaces, concepts)
        # A short form that fits names already known to be different things stays apart.
        if longer and len({joined.root(key) for key in longer}) == 1:
            joined.join(longer[0], short)
    return _numbered(mentions, joined)


def _longer(
    short: Key, keys: Sequence[Key], surfaces: Mapping[Key, str], concepts: Mapping[Key, str]
) -> list[Key]:
    found = []
    for long in keys:
        if len(long[1]) <= len(short[1]) or (short[0] in _BY_FIRST and short[1][0] not in long[1]):
            continue
        if concepts[long] and concepts[short] and concepts[long] != concepts[short]:
            continue
        if short_for(short[0], surfaces[short], surfaces[long]):
            found.append(long)
    return found


def _concept(kind: str, surface: str, lexicon: Lexicon) -> str:
    """Return the IRI of the one concept of this type that the surface names, or an empty string."""
    entries = [e for e in lexicon.labels.get(fold(surface), ()) if e.concept.type == kind]
    chosen = {e.concept.iri for e in entries if e.strong} or {e.concept.iri for e in entries}
    return chosen.pop() if len(chosen) == 1 else ""


def _one_word_for(a: str, b: str) -> bool:
    """Tell whether two labels of an industry are forms of one word, not narrower and wider terms."""
    short, long = sorted((a, b), key=len)
    return short.isascii() != long.isascii() or (short[0] == long[0] and short[-1] == long[-1])


class _Sets:
    """Disjoint sets of keys."""

    def __init__(self, keys: Sequence[Key]) -> None:
        self._parent = {key: key for key in keys}

    def root(self, key: Key) -> Key:
        while self._parent[key] != key:
            key = self._parent[key]
        return key

    def join(self, a: Key, b: Key) -> None:
        self._parent[self.root(b)] = self.root(a)


def _numbered(mentions: Sequence[Mention], joined: _Sets) -> tuple[tuple[Mention, ...], tuple[Cluster, ...]]:
    members: defaultdict[Key, list[Mention]] = defaultdict(list)
    for mention in mentions:
        members[joined.root((mention.type, plain(mention.surface)))].append(mention)
    order = {root: n for n, root in enumerate(members)}
    numbered = tuple(m._replace(cluster=order[joined.root((m.type, plain(m.surface)))]) for m in mentions)
    return numbered, tuple(_cluster(found) for found in members.values())


def _cluster(mentions: Sequence[Mention]) -> Cluster:
    surfaces = tuple(dict.fromkeys(m.surface for m in mentions))
    return Cluster(
        type=mentions[0].type,
        name=max(surfaces, key=len),
        surfaces=surfaces,
        official=any(m.official for m in mentions),
        confidence=max(m.confidence for m in mentions),
    )
