"""A server that drops, delays, truncates, refuses: what is sent arrives once, or it is said what did."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from kg.push.endpoints import Endpoints, endpoints
from kg.push.errors import PushError, Unreachable
from kg.push.graphstore import GraphStore
from kg.push.http import Client, Policy
from kg.push.push import Job, Report, add, replace, situation, waiting_graph

from tests.export.stores import rich_articles, write_store
from tests.push.server import NEVER, Fault, TripleStore

OLD = b'<urn:old> <urn:p> "old" .\n'
QUICK = Policy(tries=3, first=0.01, longest=0.05, timeout=0.4)
HOW = ("drop", "vanish", "delay", "truncate", "500", "503", "429")


def push(job: Job, server: TripleStore, mode: str = "replace", where: Endpoints | None = None) -> Report:
    found = where or endpoints(f"{server.url}/store")
    with Client(found.store, None, QUICK) as client:
        run = replace if mode == "replace" else add
        return run(job, GraphStore(client, found), lambda sent: None)


def wanted(job: Job) -> set[ox.Triple]:
    return {ox.Triple(q.subject, q.predicate, q.object) for q in job.quads()}


def hold_old(server: TripleStore, job: Job) -> None:
    server.data.load(OLD, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(job.graph))


def graphs(server: TripleStore) -> list[str]:
    return sorted(g.value for g in server.data.named_graphs() if isinstance(g, ox.NamedNode))


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("kind", ["POST", "query", "MOVE"])
def test_a_passing_fault_is_overcome(kind: str, how: str, job: Job, server: TripleStore) -> None:
    hold_old(server, job)
    server.delay = 0.6
    server.faults = [Fault(kind, 0, how), Fault(kind, 2, how)]
    report = push(job, server)
    assert report == Report(len(wanted(job)), 1, len(wanted(job)), 0)
    assert {str(t) for t in server.graph(job.graph)} == {str(t) for t in server_form(wanted(job))}
    assert graphs(server) == [job.graph]
    assert not job.kept.exists()


def server_form(triples: set[ox.Triple]) -> set[ox.Triple]:
    """Return triples as pyoxigraph's store gives them back."""
    data = ox.Store()
    data.extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    return {ox.Triple(q.subject, q.predicate, q.object) for q in data}


@pytest.mark.parametrize("how", HOW)
def test_adding_overcomes_it_too_and_doubles_nothing(how: str, job: Job, server: TripleStore) -> None:
    hold_old(server, job)
    server.delay = 0.6
    server.faults = [Fault("POST", 1, how, 2)]
    report = push(job, server, "add")
    assert (report.before, report.after) == (1, len(wanted(job)) + 1)
    assert len(server.graph(job.graph)) == len(wanted(job)) + 1
    again = push(job, server, "add")
    assert (again.before, again.after) == (report.after, report.after)


@pytest.mark.parametrize("how", ["drop", "vanish", "delay", "500"])
def test_broken_off_the_old_graph_is_whole_and_the_next_push_goes_on(
    how: str, job: Job, server: TripleStore
) -> None:
    hold_old(server, job)
    server.faults = [Fault("POST", 3, how, NEVER)]
    with pytest.raises(Unreachable, match=r"\(3 times\)"):
        push(job, server)
    assert {str(t.object) for t in server.graph(job.graph)} == {'"old"'}
    with Client(server.url, None, QUICK) as client:
        said = situation(job, GraphStore(client, endpoints(f"{server.url}/store")), "replace")
    assert said == (
        f"<{job.graph}> is as it was; 300 triples wait in <{waiting_graph(job)}>;"
        " the same command goes on from there"
    )
    server.faults, server.asked = [], []
    report = push(job, server)
    assert (report.resumed, report.after) == (300, len(wanted(job)))
    assert server.asked.count("POST") == -(-report.triples // job.size) - 3
    assert graphs(server) == [job.graph]


def test_a_graph_too_large_for_the_server_is_not_tried_again_and_again(job: Job, server: TripleStore) -> None:
    hold_old(server, job)
    full = "500 Virtuoso 40005 Error SR325: Transaction aborted because it's log after image size went above"
    server.faults = [Fault("MOVE", 0, full)]
    with pytest.raises(PushError, match="raise TransactionAfterImageLimit"):
        push(job, server)
    assert server.asked.count("MOVE") == 1
    assert {str(t.object) for t in server.graph(job.graph)} == {'"old"'}
    report = push(job, server)
    assert (report.resumed, report.after) == (len(wanted(job)), len(wanted(job)))
    assert graphs(server) == [job.graph]


def test_it_begins_anew_where_the_server_has_lost_what_waited(job: Job, server: TripleStore) -> None:
    server.faults = [Fault("POST", 3, "500", NEVER)]
    with pytest.raises(Unreachable):
        push(job, server)
    server.data.remove_graph(ox.NamedNode(waiting_graph(job)))
    server.faults = []
    assert push(job, server) == Report(len(wanted(job)), 0, len(wanted(job)), 0)


def test_it_begins_anew_where_something_else_waits(job: Job, server: TripleStore) -> None:
    # More than one piece beyond what was acknowledged.
    data = "".join(f"<urn:{n}> <urn:p> <urn:o> .\n" for n in range(150)).encode()
    server.data.load(data, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(waiting_graph(job)))
    assert push(job, server).after == len(wanted(job))


def test_what_waits_of_an_earlier_state_is_removed(job: Job, server: TripleStore, store: Path) -> None:
    server.faults = [Fault("POST", 3, "500", NEVER)]
    with pytest.raises(Unreachable):
        push(job, server)
    server.faults = []
    push(job._replace(state="another"), server)
    assert graphs(server) == [job.graph]


def test_a_move_that_fails_for_good_is_described(job: Job, server: TripleStore) -> None:
    hold_old(server, job)
    server.faults = [Fault("MOVE", 0, "503", NEVER)]
    with pytest.raises(PushError, match="holds 1 triples") as caught:
        push(job, server)
    assert f"{len(wanted(job)):,} wait in <{waiting_graph(job)}>" in str(caught.value)
    server.faults, server.asked = [], []
    assert push(job, server).resumed == len(wanted(job))
    assert "POST" not in server.asked


def test_a_store_without_updates_gets_one_request(job: Job, server: TripleStore) -> None:
    hold_old(server, job)
    where = Endpoints(f"{server.url}/graphs")
    server.faults = [Fault("PUT", 0, "drop"), Fault("PUT", 1, "500"), Fault("GET", 1, "truncate")]
    assert push(job, server, where=where).after == len(wanted(job))
    assert server.asked.count("PUT") == 3
    server.faults = [Fault("PUT", 0, "drop", NEVER)]
    hold_old(server, job)
    with pytest.raises(Unreachable):
        push(job, server, where=where)
    assert len(server.graph(job.graph)) == len(wanted(job)) + 1


@pytest.mark.parametrize(
    ("code", "reason"),
    [("400", "400 try later"), ("403", "403"), ("401", "--user"), ("301", "leads on to"), ("405", "405")],
)
def test_what_will_not_change_is_not_tried_again(
    code: str, reason: str, job: Job, server: TripleStore
) -> None:
    server.faults = [Fault("POST", 1, code)]
    with pytest.raises(PushError, match=reason):
        push(job, server)
    assert server.asked.count("POST") == 2


def test_a_graph_with_nothing_in_it(tmp_path: Path, server: TripleStore, job: Job) -> None:
    hold_old(server, job)
    empty = write_store(tmp_path / "empty.db", rich_articles()[:0])
    assert empty.exists()
    assert push(job._replace(quads=lambda: ()), server) == Report(0, 1, 0, 0)
    assert graphs(server) == []


@pytest.mark.parametrize(
    "answer", ["", "{", "[]", '{"results": {"bindings": []}}', "<html>busy</html>", "null"]
)
def test_an_answer_that_is_none_is_reported(answer: str, job: Job, server: TripleStore) -> None:
    hold_old(server, job)
    server.faults = [Fault("query", 0, f"200 {answer}")]
    with pytest.raises(PushError, match="does not answer a SPARQL query in JSON"):
        push(job, server)
    assert {str(t.object) for t in server.graph(job.graph)} == {'"old"'}
    assert push(job, server).after == len(wanted(job))


def test_what_a_server_says_is_told_in_a_line_that_a_terminal_can_bear(job: Job, server: TripleStore) -> None:
    server.faults = [Fault("POST", 0, "400 \x1b]0;x\x07\x1b[31m<b>no</b>\r\nroom " + "<head" * 100_000)]
    with pytest.raises(PushError) as caught:
        push(job, server)
    said = str(caught.value)
    assert said.isprintable() and len(said) < 400 and "no room" in said


@pytest.mark.parametrize("n", range(6))
@pytest.mark.parametrize("how", ["vanish", "truncate", "drop"])
def test_wherever_it_breaks_off_nothing_is_doubled(how: str, n: int, job: Job, server: TripleStore) -> None:
    hold_old(server, job)
    server.faults = [Fault(kind, n, how, NEVER) for kind in ("POST", "query", "MOVE")]
    try:
        push(job, server)
    except PushError:
        server.faults = []
        push(job, server)
    assert {str(t) for t in server.graph(job.graph)} == {str(t) for t in server_form(wanted(job))}
    assert graphs(server) == [job.graph]
