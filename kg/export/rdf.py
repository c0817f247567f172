"""The graph as RDF, streamed from the store: Turtle and lines as text, RDF/XML by pyoxigraph."""

from __future__ import annotations

import re
from typing import IO, cast

import pyoxigraph as ox

from kg.export.base import Settings
from kg.export.blocks import blocks
from kg.export.iri import DEFAULT_BASE, names
from kg.export.syntax import Lines, Syntax, Turtle
from kg.export.triples import pieces, quads
from kg.export.xml import without_control
from kg.store.reader import Store
from kg.store.scan import Scan


def write_turtle(scan: Scan, stream: IO[bytes], settings: Settings) -> None:
    """Write Turtle."""
    _write(scan, stream, Turtle(settings.names))


def write_ntriples(scan: Scan, stream: IO[bytes], settings: Settings) -> None:
    """Write N-Triples."""
    _write(scan, stream, Lines(settings.names))


def write_nquads(scan: Scan, stream: IO[bytes], settings: Settings) -> None:
    """Write N-Quads, each article in a graph of its own."""
    _write(scan, stream, Lines(settings.names), named=True)


def write_trig(scan: Scan, stream: IO[bytes], settings: Settings) -> None:
    """Write TriG, each article in a graph of its own."""
    _write(scan, stream, Turtle(settings.names), named=True)


def write_rdfxml(scan: Scan, stream: IO[bytes], settings: Settings) -> None:
    """Write RDF/XML, without the control characters that XML 1.0 has no way to write."""
    items = map(_for_xml, quads(scan, settings.names))
    returns = cast("IO[bytes]", _KeepsReturns(stream))
    ox.serialize(items, returns, ox.RdfFormat.RDF_XML, prefixes=Turtle(settings.names).prefixes)


def write_rdf(store: Store, stream: IO[bytes], fmt: str, base: str = DEFAULT_BASE) -> None:
    """Write a whole store as ``turtle`` or ``ntriples``."""
    write = {"turtle": write_turtle, "ntriples": write_ntriples}[fmt]
    with Scan(store.path) as scan:
        write(scan, stream, Settings(names(base)))


def _write(scan: Scan, stream: IO[bytes], syntax: Syntax, *, named: bool = False) -> None:
    stream.write(syntax.header().encode())
    for piece in pieces(blocks(scan, syntax, named=named)):
        stream.write(piece)


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
