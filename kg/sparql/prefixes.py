"""Prefixes that every query may use without declaring them, and IRIs written with them."""

from __future__ import annotations

from collections.abc import Mapping

from kg.export.terms import PREFIXES
from kg.model import ENTITY_TYPES


def known_prefixes(base: str) -> dict[str, str]:
    """Return the prefixes: those of the data model and one for each entity type (``company:上海仪电``).

    Parameters
    ----------
    base
        What the IRIs of the graph begin with.
    """
    own = {kind.lower(): f"{base}entity/{kind.lower()}/" for kind in ENTITY_TYPES}
    return {**PREFIXES, **own, "article": f"{base}article/"}


def declarations(base: str) -> str:
    """Return the prefixes as ``PREFIX`` lines, for engines that do not know them."""
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in known_prefixes(base).items())


def shortened(iri: str, prefixes: Mapping[str, str]) -> str:
    """Return an IRI with the longest prefix that fits, for people to read: ``company:上海仪电``."""
    fitting = [(len(start), name) for name, start in prefixes.items() if iri.startswith(start)]
    if not fitting:
        return iri
    length, name = max(fitting)
    return f"{name}:{iri[length:]}"
