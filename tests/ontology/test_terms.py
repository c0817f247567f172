"""No file of the ontology and no export uses a term that nobody defines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from kg.resources import ontology_dir, vocabulary_files
from rdflib.namespace import DC, DCMITYPE, DCTERMS, GEO, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, XSD

from tests.export.reading import exported
from tests.ontology.graphs import KG, ontology, triples

PUBLISHED = (DC, DCMITYPE, DCTERMS, GEO, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, XSD)
"""Vocabularies of others, with the terms that they publish, as rdflib ships them."""

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
BUILT_IN = (str(RDF), str(RDFS), str(OWL), str(XSD), str(SH))


def terms(found: Iterator[ox.Triple]) -> set[str]:
    """Return the IRIs used as predicates, as classes and as datatypes, and all in known namespaces."""
    used = set()
    for t in found:
        used.add(t.predicate.value)
        for term in (t.subject, t.object):
            if isinstance(term, ox.NamedNode):
                used.add(term.value)
            elif isinstance(term, ox.Literal):
                used.add(term.datatype.value)
    return used


def undefined(used: set[str]) -> set[str]:
    defined = set(ontology())
    wrong = {iri for iri in used if iri.startswith(KG) and iri not in defined}
    for namespace in PUBLISHED:
        base = str(namespace)
        wrong |= {
            i for i in used if i.startswith(base) and i != base and i.removeprefix(base) not in namespace
        }
    return wrong


@pytest.mark.parametrize(
    "path",
    [ontology_dir() / "kg.ttl", ontology_dir() / "shapes.ttl", *vocabulary_files()],
    ids=lambda p: p.stem,
)
def test_ontology_shapes_and_vocabularies(path: Path) -> None:
    assert not undefined(terms(triples(path)))


def test_exports_use_only_terms_that_the_ontology_declares(rich: Path, built: Path) -> None:
    declared = set(ontology())
    for store in (rich, built / "kg.db"):
        found = list(ox.parse(exported(store, "nquads"), format=ox.RdfFormat.N_QUADS))
        assert not undefined(terms(iter(found)))
        used = {q.predicate.value for q in found} | {
            q.object.value for q in found if q.predicate.value == TYPE
        }
        assert {iri for iri in used if not iri.startswith(BUILT_IN)} <= declared


def test_an_undefined_term_would_be_found() -> None:
    assert undefined({KG + "nonsense", str(SKOS) + "prefLable", str(SKOS) + "prefLabel"}) == {
        KG + "nonsense",
        str(SKOS) + "prefLable",
    }
