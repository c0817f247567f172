"""From the clusters of all articles to entities.

Every key (type and plain name) points to at most one other, fuller name, for a reason that is kept:
a vocabulary, the articles that use both for the same thing, a rule of abbreviation that only one fuller
name satisfies, or the user's own file. Following the pointers leads to the entity, so that weak matches
never chain two full names together. The result depends on the set of clusters, not on their order.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kg.link.curated import NOTHING_CURATED, Curated
from kg.link.keys import Key, NameUse, concept_of, key_of, region_of
from kg.link.people import namesakes
from kg.link.rules import FullerNames
from kg.vocab.lexicon import Concept, Lexicon
from kg.vocab.names import plain

_AGREE = 0.7
"""Share of the articles in which a short name must mean the same fuller one."""

ClusterId = tuple[str, int]
"""Article id and number of the cluster."""


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


class _Pointer(NamedTuple):
    to: Key
    why: str


def stable_key(text: str) -> int:
    """Return a 63-bit number that depends on the text alone."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") >> 1


def link(
    uses: Iterable[NameUse], lexicon: Lexicon, curated: Curated | None = None
) -> tuple[list[LinkedEntity], dict[ClusterId, str]]:
    """Return all entities, by id, and the id of the entity of each cluster.

    The id of an entity is its type and the preferred label of its concept, or the name by which it
    first appeared (by date, article id and offset); every other name of it leads to it too.
    """
    curated = curated or NOTHING_CURATED
    clusters: defaultdict[ClusterId, list[tuple[NameUse, Key]]] = defaultdict(list)
    for use in sorted(uses):
        clusters[use.article, use.cluster].append((use, key_of(use)))
    regions = {use.region for members in clusters.values() for use, _ in members}
    homes = {region: region_of(region, lexicon).iri for region in regions}
    concepts: dict[Key, Concept] = {}
    for members in clusters.values():
        for use, key in members:
            if key not in concepts and (concept := concept_of(key, lexicon, homes[use.region])):
                concepts[key] = concept
    anchors = {c: _anchor([key for _, key in members], concepts) for c, members in clusters.items()}
    pointers = _pointers(clusters, anchors, concepts, curated)
    roots = {key: _root(key, pointers) for members in clusters.values() for _, key in members}
    entity_root = {c: roots[anchor] for c, anchor in anchors.items()}
    split = namesakes({c: (entity_root[c], [u for u, _ in members]) for c, members in clusters.items()})
    grouped: defaultdict[tuple[Key, str], list[tuple[NameUse, Key]]] = defaultdict(list)
    for c, members in clusters.items():
        grouped[entity_root[c], split.get(c, "")].extend(members)
    entities: list[LinkedEntity] = []
    entity_of_root: dict[tuple[Key, str], str] = {}
    taken: set[str] = set()
    for (root, part), members in sorted(grouped.items()):
        entity = _entity(members, concepts, pointers, root, part)
        while entity.id in taken:
            entity = entity._replace(id=entity.id + "~")
        taken.add(entity.id)
        entities.append(entity)
        entity_of_root[root, part] = entity.id
    entity_of = {c: entity_of_root[entity_root[c], split.get(c, "")] for c in clusters}
    return sorted(entities), entity_of


def _anchor(keys: Sequence[Key], concepts: Mapping[Key, Concept]) -> Key:
    """Return the key that names a cluster best: a known one, then the longest."""
    return max(keys, key=lambda k: (k in concepts, len(k[1]), k[1]))


def _pointers(
    clusters: Mapping[ClusterId, Sequence[tuple[NameUse, Key]]],
    anchors: Mapping[ClusterId, Key],
    concepts: Mapping[Key, Concept],
    curated: Curated,
) -> dict[Key, _Pointer]:
    votes: defaultdict[Key, Counter[Key]] = defaultdict(Counter)
    for c, members in clusters.items():
        for _, key in members:
            # Alone in an article a short name says nothing of what it is short for.
            votes[key][anchors[c]] += anchors[c] != key
    pointers: dict[Key, _Pointer] = {}
    by_concept: dict[str, Key] = {}
    for key in sorted(concepts, key=lambda k: (plain(concepts[k].name) != k[1], -len(k[1]), k)):
        first = by_concept.setdefault(concepts[key].iri, key)
        if first != key and not curated.apart(first, key):
            pointers[key] = _Pointer(first, f"vocabulary: {concepts[key].name}")
    for key, found in sorted(votes.items()):
        if key in concepts or key in pointers:
            continue
        anchor, count = min(found.items(), key=lambda x: (-x[1], -len(x[0][1]), x[0]))
        total = sum(found.values())
        if count and count >= _AGREE * total and not curated.apart(anchor, key):
            pointers[key] = _Pointer(anchor, f"the same thing in {count} of {total} articles that use both")
    _by_rule(sorted(votes), concepts, pointers, curated)
    for a, b in sorted(curated.same):
        if a in votes and b in votes and _root(a, pointers) != _root(b, pointers):
            pointers[_root(a, pointers)] = _Pointer(_root(b, pointers), "your own file")
    return pointers


def _by_rule(
    keys: Sequence[Key], concepts: Mapping[Key, Concept], pointers: dict[Key, _Pointer], curated: Curated
) -> None:
    """Point short names that no article explains to the one fuller name that a strong rule allows."""
    names = FullerNames(keys)
    for key in keys:
        if key in concepts or key in pointers or key[0] == "Person" or "@" in key[1]:
            continue
        fuller: dict[Key, str] = {}
        for other, rule in names.of(key):
            if not curated.apart(key, other):
                fuller.setdefault(_root(other, pointers), f"{rule}: {other[1]}")
        if len(fuller) == 1 and (found := next(iter(fuller.items())))[0] != key:
            pointers[key] = _Pointer(*found)


def _root(key: Key, pointers: Mapping[Key, _Pointer]) -> Key:
    """Follow the pointers to their end; names pointing at each other end at the smaller."""
    seen = [key]
    while key in pointers:
        key = pointers[key].to
        if key in seen:
            return min(seen[seen.index(key) :])
        seen.append(key)
    return key


def _entity(
    members: Sequence[tuple[NameUse, Key]],
    concepts: Mapping[Key, Concept],
    pointers: Mapping[Key, _Pointer],
    root: Key,
    part: str,
) -> LinkedEntity:
    counts: Counter[str] = Counter()
    why: dict[str, str] = {}
    for use, key in members:
        counts[use.surface] += use.mentions
        if key in pointers:
            why[use.surface] = pointers[key].why
        elif key in concepts:
            why[use.surface] = f"vocabulary: {concepts[key].name}"
    matched = Counter(concepts[key] for _, key in members if key in concepts)
    concept = min(matched, key=lambda c: (-matched[c], c)) if matched else None
    own = [m for m in members if _root(m[1], pointers) == root]
    first, first_key = min(own, key=lambda m: (m[0].published, m[0].article, m[0].first_offset))
    kind = first.type
    if concept and concept.name not in counts:
        counts[concept.name], why[concept.name] = 0, "vocabulary: its preferred name, not used in any article"
    fullest = max(counts, key=lambda n: (len(plain(n)), counts[n], n))
    return LinkedEntity(
        id=f"{kind.lower()}/{plain(concept.name) if concept else first_key[1]}{part}",
        type=kind,
        name=concept.name if concept else fullest,
        names=tuple(LinkedName(name, counts[name], why.get(name, "")) for name in sorted(counts)),
        concept=concept.iri if concept else "",
    )
