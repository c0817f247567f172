"""The process that answers queries: questions come on standard input, replies go to standard output.

pyoxigraph cannot give a query up, but a process can be ended. Started as
``python -m kg.sparql.worker DATABASE ANSWER MEMORY``; the answer is written to the file ANSWER, and MEMORY
is how many bytes of address space the process may take.
"""

from __future__ import annotations

import json
import re
import signal
import sys
from io import BytesIO
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from kg.sparql.messages import GRAPH_FORMATS, RESULT_FORMATS, Question, Reply
from kg.sparql.streams import AtMost, TooMany, XmlSafe

GRACE = 2.0
"""Seconds after the time limit at which this process ends by itself, should nobody have ended it."""

LONGEST = 160
"""Characters of an error message."""

_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_GRAPHS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


def main(database: str, answer: str, memory: int) -> None:
    """Answer questions until there are no more."""
    _limit_memory(memory)
    # Ctrl-C reaches this process too; the one that asks ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    store = ox.Store.read_only(database)
    _say(Reply("ready"))
    for line in sys.stdin:
        fields = json.loads(line)
        question = Question(**{**fields, "prefixes": tuple(map(tuple, fields["prefixes"]))})
        _alarm(question.seconds + GRACE if question.seconds else 0)
        with Path(answer).open("wb") as stream:
            reply = reply_to(store, question, stream)
        _alarm(0)
        _say(reply)


def reply_to(store: ox.Store, question: Question, stream: IO[bytes]) -> Reply:
    """Answer one question into a stream."""
    try:
        found = store.query(question.query, prefixes=dict(question.prefixes))
        if isinstance(found, ox.QueryBoolean):
            return _boolean(found, question, stream)
        if isinstance(found, ox.QuerySolutions):
            return _solutions(found, question, stream)
        return _graph(found, question, stream)
    except TooMany:
        return Reply("limit", f"more than {question.rows} rows; add LIMIT to the query")
    except (SyntaxError, ValueError) as error:
        return Reply("error", f"not a SPARQL query: {_where(str(error))}")
    except (OSError, RuntimeError) as error:
        return Reply("error", str(error))


def _boolean(found: ox.QueryBoolean, question: Question, stream: IO[bytes]) -> Reply:
    if not question.results:
        return Reply("format", f"an ASK is answered in {', '.join(RESULT_FORMATS)}")
    found.serialize(stream, format=_RESULTS[question.results])
    return Reply("boolean", "true" if found else "false")


def _solutions(found: ox.QuerySolutions, question: Question, stream: IO[bytes]) -> Reply:
    if not question.results:
        return Reply("format", f"a SELECT is answered in {', '.join(RESULT_FORMATS)}")
    if question.rows:
        # TSV has one row a line and loses nothing: rows can be counted while they are written.
        counted = BytesIO()
        at_most = cast("IO[bytes]", AtMost(counted, question.rows + 1))
        found.serialize(at_most, format=ox.QueryResultsFormat.TSV)
        again = ox.parse_query_results(counted.getvalue(), format=ox.QueryResultsFormat.TSV)
        found = cast("ox.QuerySolutions", again)
    safe = cast("IO[bytes]", XmlSafe(stream)) if question.results == "xml" else stream
    found.serialize(safe, format=_RESULTS[question.results])
    return Reply("solutions")


def _graph(found: ox.QueryTriples, question: Question, stream: IO[bytes]) -> Reply:
    if not question.graph:
        return Reply("format", f"a CONSTRUCT or DESCRIBE is answered in {', '.join(GRAPH_FORMATS)}")
    if question.rows:
        counted = BytesIO()
        at_most = cast("IO[bytes]", AtMost(counted, question.rows))
        found.serialize(at_most, format=ox.RdfFormat.N_TRIPLES)
        triples = ox.parse(counted.getvalue(), format=ox.RdfFormat.N_TRIPLES)
    else:
        triples = (ox.Quad(t.subject, t.predicate, t.object) for t in found)  # type: ignore[assignment]
    safe = cast("IO[bytes]", XmlSafe(stream)) if question.graph == "rdfxml" else stream
    ox.serialize(triples, safe, _GRAPHS[question.graph], prefixes=dict(question.prefixes))
    return Reply("graph")


def _where(message: str) -> str:
    """Return the engine's message on one line, without the long list of all that it would have taken."""
    if "Prefix not found" in message:
        return "a prefix is not declared"
    place = re.match(r"error at (\d+):(\d+): (.*)", " ".join(message.split()))
    text = f"line {place[1]}, column {place[2]}: {place[3]}" if place else " ".join(message.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 2] + " …"


def _say(reply: Reply) -> None:
    sys.stdout.write(json.dumps(reply._asdict(), ensure_ascii=True) + "\n")
    sys.stdout.flush()


def _alarm(seconds: float) -> None:
    # Left at its default action the signal ends the process, whatever the engine is doing.
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit_memory(memory: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
