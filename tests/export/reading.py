"""Reading what was exported with other people's parsers."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest
from kg.export.base import FORMATS, Settings, file_writer
from kg.export.iri import names
from kg.store.scan import Scan
from kg.store.selection import Selection

SYNTAX = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}

READS_GEXF = pytest.mark.skipif(
    "1.3" not in nx.readwrite.gexf.GEXF.versions, reason="networkx reads GEXF 1.3 from 3.6 on"
)


def exported(path: Path, fmt: str, selection: Selection | None = None, **settings: Any) -> bytes:
    """Return a store in one of the file formats."""
    assert not FORMATS[fmt].is_folder
    stream = io.BytesIO()
    with Scan(path, selection) as scan:
        file_writer(fmt)(scan, stream, Settings(names(), **settings))
    return stream.getvalue()


def triples(data: bytes, fmt: str) -> set[Any]:
    """Return the triples of RDF, whatever their graph. There are no blank nodes: equal sets are isomorphic."""
    found = {ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(data, format=SYNTAX[fmt])}
    assert not any(isinstance(t.subject, ox.BlankNode) or isinstance(t.object, ox.BlankNode) for t in found)
    return found
