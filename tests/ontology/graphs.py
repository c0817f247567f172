"""The ontology and the vocabularies as plain triples, for the tests of this folder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from kg.resources import ontology_dir, vocabulary_files

KG = "https://example.org/kg/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

Index = dict[str, dict[str, list[Any]]]


def triples(path: Path) -> Iterator[Any]:
    """Yield the triples of a Turtle file."""
    yield from ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=path.as_uri())


def index(*paths: Path) -> Index:
    """Return subject -> predicate -> objects of all IRI subjects."""
    found: Index = defaultdict(lambda: defaultdict(list))
    for path in paths:
        for t in triples(path):
            if isinstance(t.subject, ox.NamedNode):
                found[t.subject.value][t.predicate.value].append(t.object)
    return found


def ontology() -> Index:
    """Return ``kg.ttl``."""
    return index(ontology_dir() / "kg.ttl")


def vocabularies() -> Index:
    """Return all vocabularies as one."""
    return index(*vocabulary_files())
