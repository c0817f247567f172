"""From the clusters of all articles to entities.

An entity is a connected group of names. Two names of one type are connected when one article uses
both for the same thing, or when a vocabulary says so. The result depends on the set of clusters,
not on their order.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kg.vocab.lexicon import Concept, Lexicon, fold
from kg.vocab.names import plain

Key = tuple[str, str]
"""Type and plain name."""


class NameUse(NamedTuple):
    """One surface of one cluster: how often, and where it first stands."""

    article: str
    published: str
    cluster: int
    type: str
    surface: str
    mentions: int
    first_offset: int


class LinkedName(NamedTuple):
    """A name of an entity, how many mentions use it, and why it was joined."""

    name: str
    mentions: int
    why: str


class LinkedEntity(NamedTuple):
    """An entity: a stable id, a type, the preferred name, all names, the concept it was matched to."""

    id: str
    type: str
    name: str
    names: tuple[LinkedName, ...]
    concept: str


def stable_key(text: str) -> int:
    """Return a 63-bit number that depends on the text alone."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") >> 1


def link(uses: Iterable[NameUse], lexicon: Lexicon) -> tuple[list[LinkedEntity], dict[tuple[str, int], str]]:
    """Return all entities and, for each (article id, cluster), the id of its entity.

    The id of an entity is its type and the name by which it first appeared (by date, article id and
    offset), or the preferred label of its concept; every other name of it leads to the same entity.
    """
    by_cluster: defaultdict[tuple[str, int], list[NameUse]] = defaultdict(list)
    by_key: defaultdict[Key, list[NameUse]] = defaultdict(list)
    for use in uses:
        by_cluster[use.article, use.cluster].append(use)
        by_key[use.type, plain(use.surface)].append(use)
    groups = _Groups(by_key)
    concepts = _concepts(by_key, lexicon)
    for key, concept in sorted(concepts.items()):
        groups.join(key, (concept.type, "\0" + concept.iri), f"vocabulary: {concept.name}")
    for members in (by_cluster[c] for c in sorted(by_cluster)):
        keys = sorted({(u.type, plain(u.surface)) for u in members})
        for other in keys[1:]:
            # Two names that the vocabulary gives to different things are not joined by one article.
            if not (keys[0] in concepts and other in concepts):
                groups.join(keys[0], other, f"same thing in article {members[0].article}")
    entities = [_entity(keys, by_key, concepts, groups.why) for keys in groups.members()]
    entities.sort()
    entity_of = {
        (use.article, use.cluster): entity.id
        for entity, keys in zip(entities, _keys_of(entities), strict=True)
        for key in keys
        for use in by_key[key]
    }
    return entities, entity_of


def _keys_of(entities: Sequence[LinkedEntity]) -> list[set[Key]]:
    return [{(e.type, plain(n.name)) for n in e.names} for e in entities]


def _concepts(keys: Iterable[Key], lexicon: Lexicon) -> dict[Key, Concept]:
    """Return the one concept that each name can only mean, where there is just one."""
    found = {}
    for kind, name in keys:
        entries = lexicon.labels.get(fold(name), ())
        candidates = {e.concept for e in entries if e.concept.type == kind}
        strong = {e.concept for e in entries if e.concept.type == kind and e.strong}
        chosen = strong or candidates
        if len(chosen) == 1:
            (found[kind, name],) = chosen
    return found


class _Groups:
    """Disjoint sets of keys, with the reason of each join."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self._parent: dict[Key, Key] = {key: key for key in keys}
        self.why: dict[Key, str] = {}

    def root(self, key: Key) -> Key:
        parent = self._parent
        parent.setdefault(key, key)
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    def join(self, a: Key, b: Key, why: str) -> None:
        root_a, root_b = sorted((self.root(a), self.root(b)))
        for key in (a, b):
            self.why.setdefault(key, why)
        self._parent[root_b] = root_a

    def members(self) -> list[list[Key]]:
        groups: defaultdict[Key, list[Key]] = defaultdict(list)
        for key in sorted(self._parent):
            if not key[1].startswith("\0"):
                groups[self.root(key)].append(key)
        return list(groups.values())


def _entity(
    keys: Sequence[Key],
    by_key: Mapping[Key, Sequence[NameUse]],
    concepts: Mapping[Key, Concept],
    why: Mapping[Key, str],
) -> LinkedEntity:
    uses = [use for key in keys for use in by_key[key]]
    counts: defaultdict[str, int] = defaultdict(int)
    for use in uses:
        counts[use.surface] += use.mentions
    matched = sorted({concepts[k] for k in keys if k in concepts})
    kind = keys[0][0]
    first = min(uses, key=lambda u: (u.published, u.article, u.first_offset))
    preferred = matched[0].name if matched else max(counts, key=lambda n: (len(n), counts[n], n))
    names = tuple(LinkedName(name, counts[name], why.get((kind, plain(name)), "")) for name in sorted(counts))
    named_by = matched[0].name if matched else first.surface
    return LinkedEntity(
        id=f"{kind.lower()}/{plain(named_by)}",
        type=kind,
        name=preferred,
        names=names,
        concept=matched[0].iri if matched else "",
    )
