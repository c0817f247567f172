"""The SPARQL 1.1 Protocol as `kg serve` speaks it."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from tests.export.stores import write_store
from tests.serve.conftest import running
from tests.stores import articles

NAMES = "SELECT ?name { ?c a kg:Company ; rdfs:label ?name } ORDER BY ?name"
FOREVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
FORM = {"content-type": "application/x-www-form-urlencoded"}
QUERY = {"content-type": "application/sparql-query"}


def test_three_ways_to_ask(served: httpx.Client) -> None:
    by_get = served.get("/sparql", params={"query": NAMES})
    assert by_get.status_code == 200
    assert by_get.headers["content-type"] == "application/sparql-results+json"
    assert "上海仪电（集团）有限公司" in by_get.text
    assert served.post("/sparql", data={"query": NAMES}).content == by_get.content
    direct = served.post("/sparql", content=NAMES.encode(), headers=QUERY)
    assert direct.content == by_get.content


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values;q=0.9, text/csv;q=0.8", "text/tab-separated-values; charset=utf-8"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/sparql-results+json"),
    ],
)
def test_the_format_that_is_asked_for(accept: str, media: str, served: httpx.Client) -> None:
    answer = served.get("/sparql", params={"query": NAMES}, headers={"accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media)


@pytest.mark.parametrize(
    ("accept", "known"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/ld+json", "json-ld"),
        ("application/rdf+xml", "xml"),
    ],
)
@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")
def test_rdf_is_answered_as_rdf(accept: str, known: str, served: httpx.Client) -> None:
    answer = served.get("/sparql", params={"query": "DESCRIBE district:浦东新区"}, headers={"accept": accept})
    assert answer.headers["content-type"].startswith(accept)
    assert len(rdflib.Graph().parse(data=answer.content, format=known)) > 3


def test_rdflib_is_a_client(served: httpx.Client) -> None:
    graph = rdflib.Graph(SPARQLStore(str(served.base_url) + "sparql"))
    assert "华为" in {str(row[0]) for row in graph.query(NAMES)}  # type: ignore[index]


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        ({"params": {"query": "SELECT * {"}}, 400, "not a SPARQL query: line 1"),
        ({"params": {}}, 400, "one query is wanted"),
        ({"params": {"query": "LOAD <http://127.0.0.1/>"}}, 400, "are refused"),
        ({"params": {"query": "SELECT * { SERVICE <http://127.0.0.1/> {} }"}}, 400, "SERVICE is refused"),
        ({"params": {"query": NAMES, "default-graph-uri": "urn:x"}}, 400, "one graph here"),
        ({"params": {"update": "CLEAR ALL"}}, 403, "updates are refused"),
        ({"params": {"query": FOREVER}}, 503, "given up after 1 seconds"),
        ({"params": {"query": "SELECT * { ?s ?p ?o }"}}, 503, "more than 50 rows"),
        ({"params": {"query": NAMES}, "headers": {"accept": "text/turtle"}}, 406, "SELECT is answered in"),
        ({"params": {"query": NAMES}, "headers": {"accept": "image/png"}}, 406, "answers are"),
        ({"method": "POST", "content": b"query=" + b"x" * 1_100_000, "headers": FORM}, 413, "more than"),
        ({"method": "POST", "content": b"\xff", "headers": QUERY}, 400, "not UTF-8"),
        ({"method": "POST", "content": b"CLEAR ALL", "headers": {"content-type": "application/sparql-update"}}, 403, ""),
        ({"method": "POST", "content": b"x", "headers": {"content-type": "text/plain"}}, 415, "a POST has"),
        ({"method": "PUT", "content": b"x"}, 405, ""),
        ({"method": "DELETE"}, 405, ""),
    ],
)  # fmt: skip
def test_what_is_refused_is_said_in_a_line(
    arguments: dict[str, object], status: int, message: str, served: httpx.Client
) -> None:
    answer = served.request(**{"method": "GET", "url": "/sparql", **arguments})  # type: ignore[arg-type]
    assert answer.status_code == status
    assert message in answer.text
    assert "Traceback" not in answer.text
    assert answer.text.count("\n") <= 1


def test_slow_queries_leave_the_server_in_order(served: httpx.Client) -> None:
    def ask(query: str) -> int:
        return served.get("/sparql", params={"query": query}).status_code

    began = time.monotonic()
    with ThreadPoolExecutor(6) as pool:
        codes = list(pool.map(ask, [FOREVER] * 4 + [NAMES] * 2))
    assert codes == [503, 503, 503, 503, 200, 200]
    assert time.monotonic() - began < 20


def test_a_store_that_is_built_again_is_answered_anew(tmp_path: Path) -> None:
    store = write_store(tmp_path / "kg.db", articles()[:1])
    count = {"query": "SELECT (COUNT(*) AS ?n) { ?a a schema:NewsArticle }"}
    with running(store) as client:
        assert '"value":"1"' in client.get("/sparql", params=count).text
        page = client.get("/").text
        write_store(store, articles())
        assert '"value":"3"' in client.get("/sparql", params=count).text
        assert client.get("/").text != page
        store.unlink()
        gone = client.get("/sparql", params=count)
        assert (gone.status_code, gone.text.count("\n")) == (503, 1)
