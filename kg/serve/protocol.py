"""The SPARQL 1.1 Protocol for queries, over a pool of processes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kg.export.iri import Names
from kg.serve.limits import Limits
from kg.serve.negotiate import GRAPHS, RESULTS, chosen, media_type
from kg.serve.pool import Busy, Pool
from kg.sparql.client import check
from kg.sparql.messages import LimitReached, QueryError, Question, WrongFormat
from kg.sparql.prefixes import known_prefixes


class BadRequest(Exception):
    """A request outside the protocol, with the status it gets."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def sparql_endpoint(pool: Pool, names: Names, limits: Limits) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers at ``/sparql``."""
    prefixes = tuple(known_prefixes(names.base).items())

    async def endpoint(request: Request) -> Response:
        try:
            query = await _query(request, limits.body)
            accept = ",".join(request.headers.getlist("accept"))
            question = Question(
                query, chosen(accept, RESULTS), chosen(accept, GRAPHS), prefixes, limits.seconds, limits.rows
            )
            return await run_in_threadpool(_answer, pool, question)
        except BadRequest as error:
            return _plain(error.status, str(error))

    return endpoint


def _answer(pool: Pool, question: Question) -> Response:
    """Ask a process; runs in a thread of its own."""
    try:
        check(question.query)
        if not question.results and not question.graph:
            raise WrongFormat(f"answers are {', '.join((*RESULTS, *GRAPHS))}")
        with pool.worker() as worker:
            reply = worker.ask(question)
            content = worker.answer.read_bytes()
    except WrongFormat as error:
        return _plain(406, str(error))
    except LimitReached as error:
        return _plain(503, str(error))
    except QueryError as error:
        return _plain(400, str(error))
    except Busy as error:
        return _plain(503, str(error))
    return Response(
        content, media_type=media_type(question.graph if reply.kind == "graph" else question.results)
    )


async def _query(request: Request, most: int) -> str:
    """Return the query of a request in one of the three ways of the protocol."""
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    parameters = list(request.query_params.multi_items())
    if request.method == "POST":
        body = await _body(request, most)
        if content_type == "application/x-www-form-urlencoded":
            parameters += parse_qsl(body, keep_blank_values=True)
        elif content_type == "application/sparql-query":
            parameters.append(("query", body))
        elif content_type == "application/sparql-update":
            raise BadRequest(403, "updates are refused: the graph is made from the store")
        else:
            raise BadRequest(415, "a POST has a form, or application/sparql-query")
    found = {name for name, _ in parameters}
    if "update" in found:
        raise BadRequest(403, "updates are refused: the graph is made from the store")
    if found & {"default-graph-uri", "named-graph-uri"}:
        raise BadRequest(400, "there is one graph here, and no other can be named")
    queries = [value for name, value in parameters if name == "query"]
    if len(queries) != 1:
        raise BadRequest(400, "one query is wanted: ?query=…")
    return queries[0]


async def _body(request: Request, most: int) -> str:
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            raise BadRequest(413, f"more than {most:,} bytes")
        parts.append(part)
    try:
        return b"".join(parts).decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest(400, "not UTF-8") from error


def _plain(status: int, message: str) -> Response:
    return PlainTextResponse(message + "\n", status)
