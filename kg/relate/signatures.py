"""Which types each relation may join: read from the ontology."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from kg.vocab.ontology import load_ontology

FAR: Mapping[str, frozenset[str]] = {
    "attends": frozenset({"attend", "speak", "exhibit"}),
    "visits": frozenset({"visit", "accompany"}),
    "targetsIndustry": frozenset({"issue"}),
}
"""Relations whose ends may stand far apart, and the groups of triggers that announce them."""

ANNOUNCED: Mapping[str, frozenset[str]] = {
    "visits": frozenset({"visit", "accompany"}),
    "investsIn": frozenset({"invest"}),
    "subsidiaryOf": frozenset({"subsidiary", "invest"}),
}
"""Relations never stated without a word of one of these groups in the sentence of either end."""


@lru_cache(maxsize=256)
def relations_between(head: str, tail: str) -> tuple[str, ...]:
    """Return the relations that may join two entity types, in alphabetical order."""
    return tuple(
        sorted(
            r.name
            for r in load_ontology().relations.values()
            if head in r.head_types and tail in r.tail_types
        )
    )
