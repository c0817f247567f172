"""Against a real Virtuoso: what is pushed is what is there, and the recipes give the same rows."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import httpx
import pytest
from kg.export.iri import DEFAULT_BASE, names
from kg.export.triples import quads
from kg.push.endpoints import endpoints
from kg.push.errors import PushError, Unreachable
from kg.push.graphstore import GraphStore
from kg.push.http import Client, Policy
from kg.push.push import Job, add, replace, waiting_graph
from kg.push.record import record_file
from kg.sparql.cache import graph_database
from kg.sparql.client import Worker
from kg.sparql.messages import Question
from kg.sparql.prefixes import declarations, known_prefixes
from kg.store.scan import Scan

from tests.export.stores import rich_articles, write_store
from tests.push.virtuoso import Virtuoso
from tests.sparql.recipes import Recipe, recipes, rows
from tests.values import by_value

Run = Callable[..., subprocess.CompletedProcess[str]]
PASSWORD = {"KG_PUSH_PASSWORD": "dba"}
SAMPLE_GRAPH = "https://example.org/kg/sample"

pytestmark = pytest.mark.slow


@pytest.fixture
def graph_store(virtuoso: Virtuoso) -> Iterator[GraphStore]:
    """Its endpoints, logged in, with little patience."""
    policy = Policy(tries=2, first=0.01, timeout=60)
    with Client(virtuoso.store, httpx.DigestAuth("dba", "dba"), policy) as client:
        yield GraphStore(client, endpoints(virtuoso.store))


@pytest.mark.parametrize("mode", ["--replace", "--add"])
def test_what_is_pushed_is_asked_back(mode: str, virtuoso: Virtuoso, store: Path, kg: Run) -> None:
    graph = f"urn:test:back{mode}"
    arguments = ("--graph", graph, "--user", "dba", mode, "--chunk", 100, "--store", store)
    for n in range(2):
        done = kg("push", virtuoso.store, *arguments, **PASSWORD)
        assert done.returncode == 0, done.stderr
        with Scan(store) as scan:
            wanted = by_value(quads(scan, names()))
        found = virtuoso.graph(graph)
        assert len(found) == len(wanted)
        assert by_value(found) == wanted
        held = len(wanted) if n else 0
        assert f"<{graph}> held {held:,} triples, holds {len(wanted):,}" in done.stdout
    assert [p.name for p in store.parent.iterdir()] == ["kg.db"]


def test_a_second_push_replaces(virtuoso: Virtuoso, store: Path, kg: Run) -> None:
    arguments = ("--graph", "urn:test:second", "--user", "dba", "--store", store)
    assert kg("push", virtuoso.store, *arguments, **PASSWORD).returncode == 0
    store.unlink()
    write_store(store, rich_articles()[1:2])
    assert kg("push", virtuoso.store, *arguments, **PASSWORD).returncode == 0
    with Scan(store) as scan:
        assert by_value(virtuoso.graph("urn:test:second")) == by_value(quads(scan, names()))


def test_broken_off_half_way_the_old_graph_is_whole(
    virtuoso: Virtuoso, graph_store: GraphStore, job: Job
) -> None:
    ours = job._replace(graph="urn:test:broken")
    graph_store.add(ours.graph, b'<urn:old> <urn:p> "\\u65E7"@zh .\n')

    class Cut(Exception):
        pass

    def cut(sent: int) -> None:
        if sent > 300:
            raise Cut

    with pytest.raises(Cut):
        replace(ours, graph_store, cut)
    (old,) = virtuoso.graph(ours.graph)
    assert str(old.object) == '"旧"@zh'
    assert len(virtuoso.graph(waiting_graph(ours))) == 400
    report = replace(ours, graph_store, lambda sent: None)
    assert report.resumed == 400
    assert by_value(virtuoso.graph(ours.graph)) == by_value(ours.quads())
    assert virtuoso.graph(waiting_graph(ours)) == []


def test_readers_see_the_old_graph_or_the_new_one(
    virtuoso: Virtuoso, graph_store: GraphStore, job: Job
) -> None:
    ours = job._replace(graph="urn:test:readers")
    size = replace(ours, graph_store, lambda sent: None).after
    fewer = ours._replace(quads=lambda: list(ours.quads())[:150], state="fewer")
    seen: set[int] = set()
    stop = threading.Event()

    def look() -> None:
        with Client(virtuoso.store, None, Policy(tries=3)) as client:
            while not stop.is_set():
                seen.add(GraphStore(client, endpoints(virtuoso.store)).count(ours.graph))

    reader = threading.Thread(target=look)
    reader.start()
    for job_ in (fewer, ours, fewer):
        replace(job_, graph_store, lambda sent: None)
    stop.set()
    reader.join()
    assert seen <= {150, size}


def test_a_wrong_password_and_a_wrong_graph(virtuoso: Virtuoso, store: Path, kg: Run) -> None:
    arguments = (virtuoso.store, "--graph", "urn:test:wrong", "--store", store)
    for more, message in (
        (("--user", "dba"), "does not accept this name and password"),
        ((), "asks for a name and password: --user NAME"),
        (("--user", "dba", "--auth", "basic"), "does not accept"),
        (("--graph", "no iri"), "not an absolute IRI"),
    ):
        done = kg("push", *arguments, *more, KG_PUSH_PASSWORD="wrong")
        assert (done.returncode, done.stdout) == (1, "")
        assert message in done.stderr
        assert done.stderr.count("\n") == 1
    assert virtuoso.graph("urn:test:wrong") == []


def test_what_virtuoso_rejects_is_passed_on(graph_store: GraphStore) -> None:
    with pytest.raises(Unreachable, match="500"):
        graph_store.add("urn:test:rejected", b"<urn:a> <urn:b> .")
    with pytest.raises(PushError):
        graph_store.move("urn:test:none", "no iri >")


@pytest.fixture(scope="module")
def pushed(virtuoso: Virtuoso, built: Path) -> Virtuoso:
    """The server, with the sample's graph."""
    path, maker = built / "kg.db", names()
    with (
        Client(virtuoso.store, httpx.DigestAuth("dba", "dba"), Policy(timeout=60)) as client,
        Scan(path) as scan,
    ):
        where = GraphStore(client, endpoints(virtuoso.store))
        kept = record_file(path, virtuoso.url, SAMPLE_GRAPH)
        add(Job(SAMPLE_GRAPH, partial(quads, scan, maker), "sample", kept), where, lambda sent: None)
    return virtuoso


@pytest.fixture(scope="module")
def sample_worker(built: Path) -> Iterator[Worker]:
    """A process that answers from the store of the sample."""
    with graph_database(built / "kg.db", names()) as database, Worker(database) as started:
        yield started


@pytest.mark.parametrize("recipe", recipes(), ids=lambda r: f"{r.number}")
def test_a_recipe_gives_the_same_rows(recipe: Recipe, pushed: Virtuoso, sample_worker: Worker) -> None:
    sample_worker.ask(Question(recipe.query, prefixes=tuple(known_prefixes(DEFAULT_BASE).items())))
    here = rows(sample_worker.answer.read_bytes())
    there = rows(pushed.ask(declarations(DEFAULT_BASE) + recipe.query, SAMPLE_GRAPH))
    assert here == there
    assert here
