"""What is refused: updates, and calls to other servers however they are written."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest
from kg.sparql.client import Worker, check
from kg.sparql.messages import QueryError, Question, Refused

AT = "<http://127.0.0.1:{port}/sparql>"

CALLS = (
    f"SELECT * {{ SERVICE {AT} {{ ?s ?p ?o }} }}",
    f"select * {{service{AT}{{?s ?p ?o}}}}",
    f"SELECT * {{ SERVICE SILENT {AT} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ BIND(<http://x/\\u0041#> AS ?x) SERVICE {AT} {{ ?s ?p ?o }} }}",
    f"PREFIX e: <urn:e:> SELECT * {{ BIND(e:a\\#b AS ?x) SERVICE {AT} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ BIND('it\\'s' AS ?x) SERVICE {AT} {{ ?a ?b 'x' }} }}",
    f"SELECT * {{ BIND('''it's \\''' ''' AS ?x) SERVICE {AT} {{ ?a ?b 'x' }} }}",
    f'SELECT * {{ BIND("""a "quote" and ""two"" """ AS ?x) SERVICE {AT} {{ ?a ?b "x" }} }}',
    f"SELECT * {{ # ' \n SERVICE {AT} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ # ' \r SERVICE {AT} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ ?s ?p ?o FILTER(1<2) SERVICE {AT} {{ ?s ?p ?o }} FILTER(3>2) }}",
    f"SELECT * {{ ?s ?p ?o.SERVICE {AT} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ {{ SELECT * {{ SERVICE {AT} {{ ?s ?p ?o }} }} }} }}",
    f"ASK {{ FILTER EXISTS {{ SERVICE {AT} {{ ?s ?p ?o }} }} }}",
)

INNOCENT = (
    "SELECT ?service { ?service ?p 'SERVICE' }",
    "SELECT * { ?s ?p 'x'@service } # SERVICE",
    "PREFIX service: <urn:SERVICE:> SELECT * { service:a service:b _:service }",
    'SELECT * { ?s ?p """ SERVICE <urn:x> { """ }',
    "SELECT ?add { ?add ?load 'INSERT' }",
)

UPDATES = (
    "LOAD <http://127.0.0.1/>",
    "insert data { <urn:a> <urn:b> 1 }",
    "PREFIX kg: <urn:SELECT>\n# SELECT\nDELETE WHERE { ?s ?p ?o }",
    "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "CLEAR ALL",
    "DROP DEFAULT",
    "MOVE <urn:a> TO <urn:b>",
)


@pytest.fixture
def listener() -> Iterator[tuple[int, list[str]]]:
    """A port, and who has called there."""
    calls: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                calls.append("called")
                connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], calls
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


@pytest.mark.parametrize("query", CALLS)
def test_a_call_is_refused_and_would_have_been_one(
    query: str, worker: Worker, listener: tuple[int, list[str]]
) -> None:
    port, calls = listener
    text = query.replace("{port}", str(port))
    with pytest.raises(Refused):
        check(text)
    check(text, service=True)
    # Allowed, the engine does call: so these queries are ones that it understands.
    try:
        worker.ask(Question(text))
    except QueryError as error:
        assert "not a SPARQL query" not in str(error)
    assert calls


@pytest.mark.parametrize("query", INNOCENT)
def test_the_word_elsewhere_is_no_call(query: str, worker: Worker) -> None:
    check(query)
    assert worker.ask(Question(query)).kind == "solutions"


@pytest.mark.parametrize("query", UPDATES)
def test_updates_are_refused(query: str, worker: Worker) -> None:
    with pytest.raises(Refused):
        check(query, service=True)
    with pytest.raises(QueryError, match="not a SPARQL query"):
        worker.ask(Question(query))
