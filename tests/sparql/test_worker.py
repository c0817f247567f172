"""The process that answers: its formats, its limits, and what is left after them."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from kg.export.iri import names
from kg.sparql.cache import graph_database
from kg.sparql.client import Worker
from kg.sparql.messages import GRAPH_FORMATS, RESULT_FORMATS, LimitReached, QueryError, Question
from rdflib.query import Result

EVERYTHING = "SELECT ?s ?p ?o ?none { ?s ?p ?o }"
FOREVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.mark.parametrize("fmt", RESULT_FORMATS)
def test_rdflib_reads_all_result_formats(fmt: str, worker: Worker) -> None:
    # rdflib's readers of CSV and TSV fail at escapes and at negative decimals, so they get names alone.
    names_alone = "SELECT ?s ?o ?none { ?s a ?type ; rdfs:label ?o FILTER(!REGEX(?o, '[^\\\\w·()（）]')) }"
    query = EVERYTHING if fmt in ("json", "xml") else names_alone
    prefixes = (("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),)
    worker.ask(Question(query, results="tsv", prefixes=prefixes))
    expected = worker.answer.read_bytes().count(b"\n") - 1
    worker.ask(Question(query, results=fmt, prefixes=prefixes))
    found = list(Result.parse(io.BytesIO(worker.answer.read_bytes()), format=fmt))
    assert len(found) == expected > 10
    assert any("示例研究院" in str(row.o) for row in found)


@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")
@pytest.mark.parametrize("fmt", GRAPH_FORMATS)
def test_rdflib_reads_all_graph_formats(fmt: str, worker: Worker) -> None:
    known = {"turtle": "turtle", "ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml"}
    worker.ask(Question("CONSTRUCT WHERE { ?s ?p ?o }", graph="ntriples"))
    expected = len(list(ox.parse(worker.answer.read_bytes(), format=ox.RdfFormat.N_TRIPLES)))
    assert worker.ask(Question("CONSTRUCT WHERE { ?s ?p ?o }", graph=fmt)).kind == "graph"
    assert len(rdflib.Graph().parse(data=worker.answer.read_bytes(), format=known[fmt])) == expected > 100


def test_counted_rows_are_the_same_rows(worker: Worker) -> None:
    worker.ask(Question(EVERYTHING + " ORDER BY ?s ?p ?o"))
    whole = worker.answer.read_bytes()
    worker.ask(Question(EVERYTHING + " ORDER BY ?s ?p ?o", rows=10_000))
    assert worker.answer.read_bytes() == whole
    with pytest.raises(LimitReached, match="more than 5 rows"):
        worker.ask(Question(EVERYTHING, rows=5))
    worker.ask(Question(EVERYTHING + " LIMIT 5", rows=5))
    with pytest.raises(LimitReached, match="more than 5 rows"):
        worker.ask(Question("CONSTRUCT WHERE { ?s ?p ?o }", rows=5))
    worker.ask(Question("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 5", rows=5))


def test_a_query_that_takes_too_long_is_given_up_and_the_next_is_answered(worker: Worker) -> None:
    began = time.monotonic()
    with pytest.raises(LimitReached, match="given up after"):
        worker.ask(Question(FOREVER, seconds=0.5))
    assert time.monotonic() - began < 5
    assert worker.ask(Question("ASK { ?s ?p ?o }", seconds=5)).text == "true"


def test_a_query_that_needs_too_much_memory_is_given_up(rich: Path) -> None:
    # Doubles a text thirty-six times over.
    doubled = "BIND('0123456789abcdef' AS ?t0)" + "".join(
        f" BIND(CONCAT(?t{n}, ?t{n}) AS ?t{n + 1})" for n in range(36)
    )
    with graph_database(rich, names()) as database, Worker(database, memory=3 * 1024**3) as small:
        with pytest.raises(LimitReached, match="too much memory"):
            small.ask(Question(f"SELECT (STRLEN(?t36) AS ?n) {{ {doubled} }}", seconds=60))
        assert small.ask(Question("ASK { ?s ?p ?o }")).text == "true"


def test_a_wrong_query_is_explained_in_one_line(worker: Worker) -> None:
    for query, reason in (
        ("SELECT * {", "line 1, column 11"),
        ("nonsense", "line 1"),
        ("SELECT * { ?s no:prefix ?o }", "a prefix is not declared"),
        ("SELECT * { ?s ?p \ud800 }", ""),
    ):
        with pytest.raises(QueryError, match="not a SPARQL query") as caught:
            worker.ask(Question(query))
        assert reason in str(caught.value)
        assert "\n" not in str(caught.value)
    with pytest.raises(QueryError, match="SELECT is answered in json, xml, csv, tsv"):
        worker.ask(Question(EVERYTHING, results=""))
    with pytest.raises(QueryError, match="CONSTRUCT or DESCRIBE is answered in turtle"):
        worker.ask(Question("DESCRIBE <urn:x>", graph=""))
