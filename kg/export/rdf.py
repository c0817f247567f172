"""The graph in the RDF syntaxes that pyoxigraph writes, streamed from the store."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import IO, cast

import pyoxigraph as ox

from kg.export.base import Settings
from kg.export.iri import DEFAULT_BASE, names
from kg.export.triples import PREFIXES, quads
from kg.export.xml import without_control
from kg.model import ENTITY_TYPES
from kg.store.reader import Store
from kg.store.scan import Scan


def write_turtle(scan: Scan, stream: IO[bytes], settings: Settings) -> None:
    """Write Turtle."""
    _serialize(quads(scan, settings.names), stream, ox.RdfFormat.TURTLE, settings)


def write_ntriples(scan: Scan, stream: IO[bytes], settings: Settings) -> None:
    """Write N-Triples."""
    _serialize(quads(scan, settings.names), stream, ox.RdfFormat.N_TRIPLES, settings)


def write_nquads(scan: Scan, stream: IO[bytes], settings: Settings) -> None:
    """Write N-Quads, each article in a graph of its own."""
    _serialize(quads(scan, settings.names, named=True), stream, ox.RdfFormat.N_QUADS, settings)


def write_trig(scan: Scan, stream: IO[bytes], settings: Settings) -> None:
    """Write TriG, each article in a graph of its own."""
    _serialize(quads(scan, settings.names, named=True), stream, ox.RdfFormat.TRIG, settings)


def write_rdfxml(scan: Scan, stream: IO[bytes], settings: Settings) -> None:
    """Write RDF/XML, without the control characters that XML 1.0 has no way to write."""
    items = map(_for_xml, quads(scan, settings.names))
    _serialize(items, cast("IO[bytes]", _KeepsReturns(stream)), ox.RdfFormat.RDF_XML, settings)


def write_rdf(store: Store, stream: IO[bytes], fmt: str, base: str = DEFAULT_BASE) -> None:
    """Write a whole store as ``turtle`` or ``ntriples``."""
    write = {"turtle": write_turtle, "ntriples": write_ntriples}[fmt]
    with Scan(store.path) as scan:
        write(scan, stream, Settings(names(base)))


def _serialize(items: Iterable[ox.Quad], stream: IO[bytes], fmt: ox.RdfFormat, settings: Settings) -> None:
    prefixes = (
        None
        if fmt in (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS)
        else {**PREFIXES, **_entity_prefixes(settings)}
    )
    ox.serialize(items, stream, fmt, prefixes=prefixes)


def _entity_prefixes(settings: Settings) -> dict[str, str]:
    """Return a prefix for each entity type, so that names have no escaped slash: ``company:上海仪电``."""
    return {t.lower(): f"{settings.names.base}entity/{t.lower()}/" for t in ENTITY_TYPES}


class _KeepsReturns:
    """A stream into XML: a carriage return is written as a reference, or else parsers make it a newline."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def write(self, data: bytes) -> int:
        self._stream.write(data.replace(b"\r", b"&#13;"))
        return len(data)

    def flush(self) -> None:
        self._stream.flush()


_NEEDS_CARE = re.compile("[^\t\n\x20-\ud7ff]")


def _for_xml(quad: ox.Quad) -> ox.Quad:
    literal = quad.object
    if not isinstance(literal, ox.Literal) or not _NEEDS_CARE.search(literal.value):
        return quad
    text = without_control(literal.value)
    if literal.language:
        return ox.Quad(quad.subject, quad.predicate, ox.Literal(text, language=literal.language))
    return ox.Quad(quad.subject, quad.predicate, ox.Literal(text, datatype=literal.datatype))
