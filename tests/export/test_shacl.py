"""The shapes accept every export and refuse every way of breaking one."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from kg.build.local import build_store
from kg.export.iri import names
from kg.export.shacl import RdfError, read_rdf, to_rdflib, validate
from kg.export.triples import quads
from kg.store.scan import Scan

KG = rdflib.Namespace("https://example.org/kg/ontology#")
COMPANY = rdflib.URIRef("https://example.org/kg/entity/company/乙科技有限公司")
PERSON = rdflib.URIRef("https://example.org/kg/entity/person/张三丰")


def graph(path: Path) -> rdflib.Graph:
    with Scan(path) as scan:
        return to_rdflib(quads(scan, names()))


def test_sample_and_rich_store_conform(built: Path, rich: Path) -> None:
    for path in (built / "kg.db", rich):
        report = validate(graph(path))
        assert report.conforms, report.violations[:5]
        assert report.triples > 500


def test_the_corpus_conforms(corpus: Path, tmp_path: Path) -> None:
    build_store([corpus], tmp_path / "kg.db")
    report = validate(graph(tmp_path / "kg.db"))
    assert report.conforms, report.violations[:5]


def some(data: rdflib.Graph, kind: rdflib.URIRef) -> rdflib.term.Node:
    return min(data.subjects(rdflib.RDF.type, kind), key=str)


BREAKERS = {
    "no name": lambda g: g.remove((COMPANY, rdflib.RDFS.label, None)),
    "two names": lambda g: g.add((COMPANY, rdflib.RDFS.label, rdflib.Literal("甲", lang="zh"))),
    "name without language": lambda g: g.set((COMPANY, rdflib.RDFS.label, rdflib.Literal("甲"))),
    "two types": lambda g: g.add((COMPANY, rdflib.RDF.type, KG.Place)),
    "no number of mentions": lambda g: g.remove((COMPANY, KG.mentions, None)),
    "wrong tail": lambda g: g.add((COMPANY, KG.locatedIn, PERSON)),
    "wrong head": lambda g: g.add((COMPANY, KG.holdsPosition, COMPANY)),
    "first after last": lambda g: g.set(
        (COMPANY, KG["first"], rdflib.Literal("2030-01-01", datatype=rdflib.XSD.date))
    ),
    "evidence gone": lambda g: g.remove((some(g, KG.Assertion), KG.evidence, None)),
    "confidence beyond 1": lambda g: g.set(
        (some(g, KG.Assertion), KG.confidence, rdflib.Literal("1.5", datatype=rdflib.XSD.decimal))
    ),
    "unknown predicate": lambda g: g.set((some(g, KG.Assertion), rdflib.RDF.predicate, KG.likes)),
    "unknown modality": lambda g: g.set((some(g, KG.Assertion), KG.modality, rdflib.Literal("maybe"))),
    "no source": lambda g: g.remove((some(g, KG.Assertion), rdflib.PROV.wasDerivedFrom, None)),
    "one member": lambda g: g.remove(
        (some(g, KG.CoOccurrence), KG.member, next(g.objects(some(g, KG.CoOccurrence), KG.member)))
    ),
    "npmi of 2": lambda g: g.set(
        (some(g, KG.CoOccurrence), KG.npmi, rdflib.Literal("2.0", datatype=rdflib.XSD.decimal))
    ),
    "value gone": lambda g: g.remove((some(g, KG.Quantity), KG.value, None)),
    "article without date": lambda g: g.remove((some(g, rdflib.SDO.NewsArticle), rdflib.DCTERMS.date, None)),
    "code of five digits": lambda g: g.add(
        (next(g.subjects(rdflib.RDF.type, KG.Place)), KG.code, rdflib.Literal("31000"))
    ),
    "alias that leads nowhere": lambda g: g.add(
        (rdflib.URIRef("https://example.org/kg/entity/company/x"), rdflib.OWL.sameAs, rdflib.URIRef("urn:y"))
    ),
    "alias that is an entity": lambda g: g.add((COMPANY, rdflib.OWL.sameAs, PERSON)),
}


@pytest.mark.parametrize("how", list(BREAKERS))
def test_what_is_broken_is_found(rich: Path, how: str) -> None:
    data = graph(rich)
    BREAKERS[how](data)
    report = validate(data)
    assert not report.conforms
    assert report.violations


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.ttl", "<a> <b> .", "a.ttl:1: "),
        ("a.txt", "", "not an RDF file by its ending"),
        ("a.jsonld", "{", "a.jsonld"),
        ("missing.nt", None, "No such file"),
    ],
)
def test_what_is_not_rdf_is_said_in_one_line(
    tmp_path: Path, name: str, content: str | None, message: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(RdfError, match=message) as caught:
        read_rdf(path)
    assert "\n" not in str(caught.value)
