"""Under the rules of OWL 2 RL the ontology with data is consistent, and says what it should."""

from __future__ import annotations

from pathlib import Path

import owlrl
import pytest
import rdflib
from kg.export.iri import names
from kg.export.shacl import read_rdf, to_rdflib
from kg.export.triples import quads
from kg.resources import ontology_dir, vocabulary_files
from kg.store.scan import Scan
from kg.store.selection import Selection

from tests.export.stores import rich_articles, write_store

KG = rdflib.Namespace("https://example.org/kg/ontology#")
ENTITY = "https://example.org/kg/entity/"


def closure(data: rdflib.Graph) -> list[str]:
    """Add to a graph what the ontology entails; return the inconsistencies found."""
    for triple in read_rdf(ontology_dir() / "kg.ttl"):
        data.add(triple)
    rules = owlrl.OWLRL_Semantics(data, axioms=False, daxioms=False, rdfs=False)
    rules.closure()
    return list(rules.error_messages)


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> rdflib.Graph:
    """The store with everything in it, closed; without co-occurrences, of which there are many alike."""
    path = write_store(tmp_path_factory.mktemp("closed") / "kg.db", rich_articles()[:2])
    with Scan(path) as scan:
        data = to_rdflib(q for q in quads(scan, names()) if "/cooccurrence/" not in q.subject.value)
    with Scan(path, Selection(relations=("coOccursWith",), types=("Person",))) as scan:
        for triple in to_rdflib(quads(scan, names())):
            data.add(triple)
    assert closure(data) == []
    return data


def test_superclasses(closed: rdflib.Graph) -> None:
    company = rdflib.URIRef(ENTITY + "company/乙科技有限公司")
    types = set(closed.objects(company, rdflib.RDF.type))
    assert {
        KG.Company,
        KG.Agent,
        KG.Entity,
        rdflib.SDO.Organization,
        rdflib.ORG.Organization,
        rdflib.PROV.Agent,
    } <= types
    person = rdflib.URIRef(ENTITY + "person/张三丰")
    assert {KG.Official, KG.Person, rdflib.SDO.Person} <= set(closed.objects(person, rdflib.RDF.type))
    assert not set(closed.subjects(rdflib.RDF.type, KG.Company)) & set(
        closed.subjects(rdflib.RDF.type, KG.Area)
    )


def test_inverse_symmetric_and_superproperties(closed: rdflib.Graph) -> None:
    whole = rdflib.URIRef(
        ENTITY + "company/上海示例电气(集团)有限公司".replace("(", "%28").replace(")", "%29")
    )
    other = rdflib.URIRef(ENTITY + "company/乙科技有限公司")
    for triple in (
        (whole, KG.cooperatesWith, other),
        (other, KG.cooperatesWith, whole),
        (whole, KG.hasSubsidiary, other),
        (other, rdflib.SDO.parentOrganization, whole),
        (other, rdflib.ORG.subOrganizationOf, whole),
        (rdflib.URIRef(ENTITY + "park/示例科学城"), KG.locationOf, whole),
    ):
        assert triple in closed


def test_the_alias_says_what_the_entity_says(closed: rdflib.Graph) -> None:
    alias = rdflib.URIRef(ENTITY + "company/示例电气")
    assert (alias, KG.cooperatesWith, rdflib.URIRef(ENTITY + "company/乙科技有限公司")) in closed


@pytest.mark.parametrize("path", vocabulary_files(), ids=lambda p: p.stem)
def test_vocabularies_are_consistent_with_the_ontology(path: Path) -> None:
    whole, part = read_rdf(path), rdflib.Graph()
    for concept in sorted(whole.subjects(rdflib.RDF.type, rdflib.SKOS.Concept))[:150]:
        for triple in whole.triples((concept, None, None)):
            part.add(triple)
    assert len(part)
    assert closure(part) == []


@pytest.mark.parametrize(
    "contradiction",
    [
        (rdflib.URIRef("urn:x"), rdflib.RDF.type, KG.Place),
        (rdflib.URIRef("urn:x"), KG.role, rdflib.Literal("院长", lang="zh")),
        (rdflib.URIRef("urn:y"), KG.locatedIn, rdflib.URIRef("urn:x")),
    ],
)
def test_a_contradiction_would_be_found(
    contradiction: tuple[rdflib.URIRef, rdflib.URIRef, rdflib.term.Node],
) -> None:
    data = rdflib.Graph()
    data.add((rdflib.URIRef("urn:x"), rdflib.RDF.type, KG.Company))
    data.add((rdflib.URIRef("urn:x"), rdflib.RDF.type, KG.Entity))
    data.add(contradiction)
    found = closure(data)
    if contradiction[1] == KG.locatedIn:  # being an area does not exclude being a company: only the types do
        assert (rdflib.URIRef("urn:x"), rdflib.RDF.type, KG.Area) in data
    else:
        assert found
