"""From all forms of one thing to the entity: its id, its name, its other names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kg.link.forms import Form
from kg.link.keys import Key
from kg.vocab.names import plain


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


class Member(NamedTuple):
    """A form of an entity, with what its key leads to (``root``), why, and the concept (IRI) that it means."""

    form: Form
    root: Key
    why: str
    concept: str


def entity_of(members: Sequence[Member], root: Key, part: str, labels: Mapping[str, str]) -> LinkedEntity:
    """Return the entity that all these forms name.

    Its id is its type and the preferred label of its concept, or the name by which it first appeared.

    Parameters
    ----------
    root
        The key that the names of its clusters lead to.
    part
        The suffix that tells namesakes apart, or empty.
    labels
        Preferred labels of concepts by IRI.
    """
    counts: Counter[str] = Counter()
    matched: Counter[str] = Counter()
    why: dict[str, tuple[int, Key, str]] = {}
    for form, _, reason, concept in members:
        counts[form.surface] += form.mentions
        if concept:
            matched[concept] += form.uses
        if reason:
            # One surface may be two keys, in accounts of two cities: the one more used tells why.
            candidate = (-form.uses, form.key, reason)
            why[form.surface] = min(why.get(form.surface, candidate), candidate)
    reasons = {name: reason for name, (*_, reason) in why.items()}
    concept = min(matched, key=lambda iri: (-matched[iri], iri), default="")
    label = labels[concept] if concept else ""
    if concept and label not in counts:
        counts[label], reasons[label] = 0, "vocabulary: its preferred name, not used in any article"
    _, first = min((m.form.first, m.form.key) for m in members if m.root == root)
    fullest = max(counts, key=lambda name: (len(plain(name)), counts[name], name))
    return LinkedEntity(
        id=f"{root[0].lower()}/{plain(label) if concept else first[1]}{part}",
        type=root[0],
        name=label or fullest,
        names=tuple(LinkedName(name, counts[name], reasons.get(name, "")) for name in sorted(counts)),
        concept=concept,
    )


def bare_id(entity_id: str) -> str:
    """Return an id without what makes it distinct: entities are made distinct among those that agree in it."""
    return entity_id.rstrip("~")


def distinct_ids(ids: Sequence[str]) -> list[str]:
    """Return ids made distinct: of equal ones each later one gets a further ``~``."""
    out: dict[str, None] = {}
    for entity_id in ids:
        while entity_id in out:
            entity_id += "~"
        out[entity_id] = None
    return list(out)
