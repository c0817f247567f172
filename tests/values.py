"""RDF terms by value: stores may write 1.0 as 1, which is the same xsd:decimal."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pyoxigraph as ox

_DECIMAL = ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")

Row = tuple[str, str, str]


def by_value(triples: Iterable[ox.Quad | ox.Triple]) -> set[Row]:
    """Return the triples with decimals in one form."""
    return {(str(t.subject), str(t.predicate), _value(t.object)) for t in triples}


def _value(term: object) -> str:
    if isinstance(term, ox.Literal) and term.datatype == _DECIMAL:
        return f"{Decimal(term.value).normalize():f}"
    return str(term)
