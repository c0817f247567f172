"""From what a person wrote to a word of the ontology."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import CO_OCCURRENCE, ENTITY_TYPES, MODALITIES, RELATIONS
from kg.query.labels import named


def entity_type(given: str | None) -> str | None:
    """Return the entity type that a word or label (Company, 企业) means; ``Official`` is one here.

    Raises
    ------
    ValueError
        There is none.
    """
    return _word("type", given, (*ENTITY_TYPES, "Official"))


def relation_word(given: str | None, *, cooccurrence: bool) -> str | None:
    """Return the relation that a word or label (visits, 调研) means.

    Parameters
    ----------
    cooccurrence
        Whether ``coOccursWith`` counts as one.

    Raises
    ------
    ValueError
        There is none.
    """
    return _word("relation", given, (*RELATIONS, CO_OCCURRENCE) if cooccurrence else RELATIONS)


def modality_word(given: str | None) -> str | None:
    """Return the modality.

    Raises
    ------
    ValueError
        There is no such modality.
    """
    return _word("modality", given, MODALITIES)


def _word(what: str, given: str | None, choices: Sequence[str]) -> str | None:
    if given is None or given in choices:
        return given
    meant = named(given)
    if meant not in choices:
        raise ValueError(f"no {what} is called {given!r}; choose one of {', '.join(choices)}")
    return meant
