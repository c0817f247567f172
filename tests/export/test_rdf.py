"""RDF in six syntaxes: the same graph in all, to three parsers; named graphs; provenance."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from kg.export.iri import names
from kg.export.terms import PREFIXES
from kg.store.scan import Scan
from rdflib.compare import isomorphic

from tests.export.reading import SYNTAX, exported, triples

# rdflib's parsers of datasets call what rdflib itself deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")

RAPPER = {"turtle": "turtle", "ntriples": "ntriples", "nquads": "nquads", "trig": "trig", "rdfxml": "rdfxml"}
RDFLIB = {
    "turtle": "turtle",
    "ntriples": "nt",
    "nquads": "nquads",
    "trig": "trig",
    "rdfxml": "xml",
    "jsonld": "json-ld",
}


def iri(prefixed: str) -> ox.NamedNode:
    prefix, _, local = prefixed.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


@pytest.mark.filterwarnings(
    "ignore:Dataset:DeprecationWarning"
)  # rdflib's own parsers call what it deprecates
@pytest.mark.parametrize("fmt", list(SYNTAX))
@pytest.mark.parametrize("which", ["sample", "rich"])
def test_three_parsers_count_the_same_in_every_syntax(
    which: str, built: Path, rich: Path, tool: Callable[[str], str], tmp_path: Path, fmt: str
) -> None:
    data = exported(built / "kg.db" if which == "sample" else rich, fmt)
    expected = len(triples(data, fmt))
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=data, format=RDFLIB[fmt], publicID="urn:x")
    assert len({(s, p, o) for s, p, o, _ in dataset.quads()}) == expected > 100
    if fmt in RAPPER:
        path = tmp_path / "graph"
        path.write_bytes(data)
        command = [tool("rapper"), "-q", "-i", RAPPER[fmt], "-o", "ntriples", str(path)]
        out = subprocess.run(command, capture_output=True, check=True).stdout
        assert len(set(out.splitlines())) == expected


@pytest.mark.parametrize("fmt", [f for f in SYNTAX if f != "ntriples"])
def test_all_syntaxes_hold_the_same_graph(built: Path, fmt: str) -> None:
    store = built / "kg.db"
    assert triples(exported(store, fmt), fmt) == triples(exported(store, "ntriples"), "ntriples")


def test_rdflib_finds_turtle_and_jsonld_isomorphic(rich: Path) -> None:
    one = rdflib.Graph().parse(data=exported(rich, "turtle"), format="turtle")
    two = rdflib.Graph().parse(data=exported(rich, "jsonld"), format="json-ld")
    assert isomorphic(one, two)


@pytest.mark.parametrize("fmt", list(SYNTAX))
def test_same_store_same_bytes(rich: Path, fmt: str) -> None:
    assert exported(rich, fmt) == exported(rich, fmt)


def test_ntriples_have_no_line_twice(rich: Path) -> None:
    lines = exported(rich, "ntriples").splitlines()
    assert len(lines) == len(set(lines))


def test_an_article_can_be_dropped_with_its_graph(rich: Path) -> None:
    store = ox.Store()
    store.load(exported(rich, "nquads"), format=ox.RdfFormat.N_QUADS)
    graph = names().article("2026/01 a")
    located = "SELECT * { GRAPH ?g { ?x <https://example.org/kg/ontology#cooperatesWith> ?y } }"
    assert len(list(store.query(located))) == 3
    store.remove_graph(graph)
    assert len(list(store.query(located))) == 2
    assert not list(store.quads_for_pattern(None, iri("prov:wasDerivedFrom"), graph, graph))
    assert {g.value.rsplit("/", 1)[-1] for g in store.named_graphs()} == {"b", "c"}


def test_default_graph_holds_entities_and_nothing_that_articles_state(rich: Path) -> None:
    quads = list(ox.parse(exported(rich, "trig"), format=ox.RdfFormat.TRIG))
    default = [q for q in quads if q.graph_name == ox.DefaultGraph()]
    assert {q.subject for q in quads if q.predicate == iri("rdfs:label")} <= {q.subject for q in default}
    assert not [q for q in default if q.object in (iri("kg:Assertion"), iri("schema:NewsArticle"))]
    assert not [q for q in default if q.predicate == iri("kg:locatedIn")]


def test_only_what_is_stated_is_a_direct_triple(rich: Path) -> None:
    graph = triples(exported(rich, "ntriples"), "ntriples")
    yi, institute = names().entity("company/乙科技有限公司"), names().entity("organization/示例研究院")
    for relation, modality in (("kg:investsIn", "planned"), ("kg:cooperatesWith", "negated")):
        ends = {yi, institute}
        assert not [t for t in graph if t.predicate == iri(relation) and {t.subject, t.object} == ends]
        nodes = {t.subject for t in graph if t.predicate == iri("kg:modality") and t.object.value == modality}
        assert [t for t in graph if t.subject in nodes and t.object == iri(relation)]


def test_statements_tell_where_they_come_from(rich: Path) -> None:
    store = ox.Store()
    store.load(exported(rich, "ntriples"), format=ox.RdfFormat.N_TRIPLES)
    rows = store.query(
        """
        PREFIX kg: <https://example.org/kg/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX dcterms: <http://purl.org/dc/terms/>
        SELECT ?who ?role ?evidence ?title ?date {
          ?s a rdf:Statement ; rdf:predicate kg:holdsPosition ; rdf:subject/rdfs:label ?who ; kg:role ?role ;
             kg:evidence ?evidence ; kg:date ?date ; prov:wasDerivedFrom/dcterms:title ?title }""",
        prefixes={"rdfs": PREFIXES["rdfs"]},
    )
    ((who, role, evidence, title, date),) = [[v.value for v in row] for row in rows]
    assert (who, role, title, date) == ("张三丰", "院长", "标题", "2026-01-29")
    assert evidence == "张三丰任示例研究院院长，出席示例大会。"


def test_values_that_assertions_state(rich: Path) -> None:
    graph = triples(exported(rich, "turtle"), "turtle")
    (amount,) = {t.object for t in graph if t.predicate == iri("kg:amount")}
    said = {t.predicate.value.rpartition("#")[2]: t.object for t in graph if t.subject == amount}
    assert said["value"] == ox.Literal("350000000", datatype=iri("xsd:decimal"))
    assert (said["unit"].value, said["surface"].value) == ("CNY", "3.5亿元")
    (date,) = {t.object for t in graph if t.predicate == iri("kg:eventDate")}
    assert ox.Triple(date, iri("kg:value"), ox.Literal("2026-12-31", datatype=iri("xsd:date"))) in graph


def test_other_names_lead_to_the_entity_and_districts_carry_their_code(rich: Path, built: Path) -> None:
    graph = triples(exported(rich, "ntriples"), "ntriples")
    whole = names().entity("company/上海示例电气(集团)有限公司")
    assert ox.Triple(names().entity("company/示例电气"), iri("owl:sameAs"), whole) in graph
    sample = triples(exported(built / "kg.db", "ntriples"), "ntriples")
    coded = {t.subject: t.object.value for t in sample if t.predicate == iri("kg:code")}
    matched = {t.subject: t.object.value for t in sample if t.predicate == iri("skos:exactMatch")}
    assert coded
    assert all(matched[entity].endswith(f"/{code}") for entity, code in coded.items())


def test_turtle_is_readable(built: Path) -> None:
    prefixes, _, text = exported(built / "kg.db", "turtle").decode().partition("\n\n")
    assert all(line.startswith("@prefix ") for line in prefixes.splitlines())
    assert "\nplace:上海市 a kg:Place ;\n\trdfs:label" in text
    assert "<https://example.org/kg/entity/" not in text
    assert "<https://example.org/kg/ontology#" not in text


def test_subjects_come_in_the_order_that_the_documentation_says(rich: Path) -> None:
    lines = exported(rich, "ntriples").decode().splitlines()
    subjects = list(dict.fromkeys(line.split(" ", 1)[0] for line in lines))
    with Scan(rich) as scan:
        entities = [f"<{names().entity(e.id).value}>" for e in scan.entities()]
        articles = [f"<{names().article(a.id).value}>" for a in scan.articles()]
    assert [s for s in subjects if s in entities] == entities
    assert [s for s in subjects if s in articles] == articles
    kinds = [s.removeprefix("<https://example.org/kg/").partition("/")[0] for s in subjects]
    assert kinds.index("article") > max(i for i, k in enumerate(kinds) if k == "entity")
    assert kinds.index("cooccurrence") > max(i for i, k in enumerate(kinds) if k == "statement")
    assert len(subjects) == 1 + sum(
        one.split(" ", 1)[0] != two.split(" ", 1)[0] for one, two in pairwise(lines)
    ), "what is said about one subject stands together"
