"""From the clusters of all articles to entities, in memory: the decisions of linking in their order.

Every key (type and plain name) points to at most one other, fuller name, for a reason that is kept.
Following the pointers leads to the entity, so that weak matches never chain two full names together. The
result depends on the set of clusters, not on their order. A store is linked by the same decisions, each
made again only where what it looks at has changed (:mod:`kg.store.derive`).
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

from kg.link.curated import NOTHING_CURATED, Curated
from kg.link.entities import LinkedEntity, LinkedName, Member, distinct_ids, entity_of
from kg.link.forms import ClusterId, Form, FormMaker, Sense, added, chosen_concept
from kg.link.keys import Key, NameUse
from kg.link.people import Posted, namesakes
from kg.link.pointers import (
    Pointer,
    follow,
    known_as,
    pointer_by_rule,
    pointer_by_votes,
    pointers_by_user,
    pointers_to_concept,
    ruled,
)
from kg.link.rules import FullerNames
from kg.vocab.lexicon import Lexicon

__all__ = ["LinkedEntity", "LinkedName", "link", "stable_key"]


def stable_key(text: str) -> int:
    """Return a 63-bit number that depends on the text alone."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") >> 1


def link(
    uses: Iterable[NameUse], lexicon: Lexicon, curated: Curated = NOTHING_CURATED
) -> tuple[list[LinkedEntity], dict[ClusterId, str]]:
    """Return all entities, by id, and the id of the entity of each cluster."""
    clusters = FormMaker(lexicon).forms(uses)
    forms = added(form for members in clusters.values() for form in members)
    labels = {concept.iri: concept.name for concept in lexicon.concepts}
    concepts = _concepts(forms)
    pointers = _pointers(forms, concepts, labels, curated)
    roots = {form.key: follow(form.key, _to(pointers)) for form in forms}
    parts = _parts(clusters, roots)
    grouped: defaultdict[tuple[Key, str], list[Member]] = defaultdict(list)
    for form in forms:
        concept = concepts[form.key]
        why = pointers[form.key].why if form.key in pointers else known_as(labels[concept]) if concept else ""
        grouped[parts[form.sense]].append(Member(form, roots[form.key], why, concept))
    entities = [entity_of(members, root, part, labels) for (root, part), members in sorted(grouped.items())]
    ids = dict(zip(sorted(grouped), distinct_ids([e.id for e in entities]), strict=True))
    named = [e._replace(id=id_) for e, id_ in zip(entities, ids.values(), strict=True)]
    return sorted(named), {c: ids[parts[members[0].sense]] for c, members in clusters.items()}


def _concepts(forms: Iterable[Form]) -> dict[Key, str]:
    found: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    for form in forms:
        found[form.key][form.concept] += form.uses
    return {key: chosen_concept(counts) for key, counts in found.items()}


def _to(pointers: Mapping[Key, Pointer]) -> Callable[[Key], Key | None]:
    return lambda key: pointers[key].to if key in pointers else None


def _pointers(
    forms: Iterable[Form], concepts: Mapping[Key, str], labels: Mapping[str, str], curated: Curated
) -> dict[Key, Pointer]:
    votes: defaultdict[Key, Counter[Key]] = defaultdict(Counter)
    meant: defaultdict[str, list[Key]] = defaultdict(list)
    for form in forms:
        votes[form.key][form.sense.anchor] += form.uses
    sure: dict[Key, Pointer] = {}
    for key, concept in concepts.items():
        if concept:
            meant[concept].append(key)
        elif pointer := pointer_by_votes(key, votes[key], curated):
            sure[key] = pointer
    for concept, keys in meant.items():
        sure |= pointers_to_concept(labels[concept], keys, curated)
    names = FullerNames(sorted(concepts))
    ruled_by: dict[Key, Pointer] = {}
    for key, concept in concepts.items():
        if not concept and key not in sure and ruled(key):
            fuller = [(other, follow(other, _to(sure)), rule) for other, rule in names.of(key)]
            if pointer := pointer_by_rule(key, fuller, curated):
                ruled_by[key] = pointer
    pointers = sure | ruled_by
    return pointers | pointers_by_user(curated, concepts.__contains__, _to(pointers))


def _parts(
    clusters: Mapping[ClusterId, list[Form]], roots: Mapping[Key, Key]
) -> dict[Sense, tuple[Key, str]]:
    """Return the entity of each sense: where its anchor leads, and the suffix that tells namesakes apart."""
    posts: defaultdict[Key, dict[str, Posted]] = defaultdict(dict)
    senses: set[Sense] = set()
    for members in clusters.values():
        sense = members[0].sense
        senses.add(sense)
        first = min(form.first for form in members)
        of_name = posts[roots[sense.anchor]]
        known = of_name.get(sense.post, Posted(0, first))
        of_name[sense.post] = Posted(known.clusters + 1, min(known.first, first))
    suffixes = {root: namesakes(of_name) for root, of_name in posts.items() if root[0] == "Person"}
    return {s: (roots[s.anchor], suffixes.get(roots[s.anchor], {}).get(s.post, "")) for s in senses}
