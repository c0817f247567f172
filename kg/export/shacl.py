"""Checking RDF against the shapes of the package."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import IO, NamedTuple, cast

import pyoxigraph as ox
import rdflib

from kg.resources import ontology_dir

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")

SYNTAXES = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
}
"""RDF syntaxes by the ending of a file's name."""


class RdfError(Exception):
    """A file that cannot be read as RDF; the message names file and line."""


class Violation(NamedTuple):
    """One result of a SHACL report: the node, the property, the value, and what is wrong."""

    focus: str
    path: str
    value: str
    message: str


class ShaclReport(NamedTuple):
    """Whether a graph conforms, what does not, the triples looked at, and the report as RDF."""

    conforms: bool
    violations: tuple[Violation, ...]
    triples: int
    graph: rdflib.Graph


def read_rdf(path: Path) -> rdflib.Graph:
    """Read a file in any RDF syntax, packed (``.gz``, ``.zst``) or not; named graphs are poured together.

    Raises
    ------
    RdfError
        The ending is not known, or the file is missing or is not what its ending says.
    """
    suffixes = [s for s in path.suffixes if s not in (".gz", ".zst")]
    syntax = SYNTAXES.get(suffixes[-1] if suffixes else "")
    if syntax is None:
        raise RdfError(
            f"{path}: not an RDF file by its ending; one of {', '.join(SYNTAXES)}, also with .gz or .zst"
        )
    try:
        with path.open("rb") as stream:
            return to_rdflib(
                ox.parse(_unpacked(stream, path), format=syntax, base_iri=path.resolve().as_uri())
            )
    except OSError as error:
        raise RdfError(f"{path}: {error.strerror or error}") from error
    except SyntaxError as error:
        where = f"{path}:{error.lineno}" if error.lineno else str(path)
        raise RdfError(f"{where}: {error.msg}") from error


def _unpacked(stream: IO[bytes], path: Path) -> IO[bytes]:
    if path.suffix == ".gz":
        import gzip

        return cast("IO[bytes]", gzip.open(stream))
    if path.suffix == ".zst":
        import zstandard

        return zstandard.ZstdDecompressor().stream_reader(stream)
    return stream


def to_rdflib(quads: Iterable[ox.Quad]) -> rdflib.Graph:
    """Return the triples of quads as an rdflib graph: parsed by pyoxigraph, many times faster than by rdflib."""
    graph = rdflib.Graph()
    for quad in quads:
        graph.add((_term(quad.subject), rdflib.URIRef(quad.predicate.value), _term(quad.object)))
    return graph


def _term(term: object) -> rdflib.term.Node:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        datatype = term.datatype.value
        plain = datatype == "http://www.w3.org/2001/XMLSchema#string"
        return rdflib.Literal(term.value, datatype=None if plain else rdflib.URIRef(datatype))
    raise RdfError(f"{term}: RDF 1.2 triple terms cannot be checked")


def validate(data: rdflib.Graph) -> ShaclReport:
    """Check a graph against ``shapes.ttl``, with the class hierarchy of ``kg.ttl``."""
    from pyshacl import validate as shacl

    conforms, report, _ = shacl(
        data,
        shacl_graph=read_rdf(ontology_dir() / "shapes.ttl"),
        ont_graph=read_rdf(ontology_dir() / "kg.ttl"),
        inference="none",
    )
    violations = sorted(
        _violation(report, result) for result in report.subjects(rdflib.RDF.type, SH.ValidationResult)
    )
    return ShaclReport(bool(conforms), tuple(violations), len(data), report)


def _violation(report: rdflib.Graph, result: rdflib.term.Node) -> Violation:
    def text(predicate: rdflib.URIRef) -> str:
        return " ".join(sorted(str(o) for o in report.objects(result, predicate)))

    return Violation(text(SH.focusNode), text(SH.resultPath), text(SH.value), text(SH.resultMessage))
