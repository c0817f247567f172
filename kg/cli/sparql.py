"""The command that asks the graph in SPARQL."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from kg.cli.errors import UserError
from kg.cli.options import base_iri_option, store_option
from kg.cli.output import line_width
from kg.cli.table import cell, table
from kg.export.iri import BadBase, names
from kg.sparql.cache import graph_database
from kg.sparql.client import Worker, check
from kg.sparql.messages import GRAPH_FORMATS, RESULT_FORMATS, QueryError, Question, Reply
from kg.sparql.prefixes import known_prefixes, shortened
from kg.store.find import find_store


class BadQuery(UserError):
    """A query that is wrong: exit code 2, so that it is not taken for an ASK answered by no."""

    exit_code = 2


@click.command(epilog="Example:  kg sparql 'SELECT ?name { ?c a kg:Company ; rdfs:label ?name } LIMIT 5'")
@click.argument("query", metavar="QUERY|FILE|-")
@click.option(
    "--format",
    "fmt",
    type=click.Choice(["table", *RESULT_FORMATS, *GRAPH_FORMATS]),
    help="Form of the answer [default: table for SELECT and ASK, turtle for CONSTRUCT and DESCRIBE].",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0),
    default=30.0,
    show_default=True,
    help="Seconds after which the query is given up; 0 for never.",
)
@click.option("--allow-service", is_flag=True, help="Let the query ask other servers (SERVICE).")
@base_iri_option
@store_option
def sparql(
    query: str, fmt: str | None, timeout: float, allow_service: bool, base_iri: str, store_path: Path | None
) -> None:
    """Ask the graph in SPARQL 1.1.

    Give a QUERY, a FILE that holds one, or - for standard input. The prefixes of the data model are known, and one for each type of entity (company:上海仪电). ASK prints
    true or false and ends with exit code 0 or 1; a query that is wrong ends with 2.
    """
    text = _read(query)
    question = Question(
        text,
        results="tsv" if fmt in (None, "table") else fmt if fmt in RESULT_FORMATS else "",
        graph="turtle" if fmt is None else fmt if fmt in GRAPH_FORMATS else "",
        prefixes=tuple(known_prefixes(base_iri).items()),
        seconds=timeout,
    )
    store = find_store(store_path)
    try:
        check(text, service=allow_service)
        with graph_database(store, names(base_iri)) as database, Worker(database) as worker:
            reply = worker.ask(question)
            _print(reply, worker.answer, fmt or "table", dict(question.prefixes))
    except BadBase as error:
        raise UserError(str(error)) from error
    except QueryError as error:
        raise BadQuery(str(error)) from error
    if reply.text == "false":
        sys.exit(1)


def _read(query: str) -> str:
    """Return the query itself: what has a space or a brace in it is no name of a file."""
    try:
        if query == "-":
            return sys.stdin.read()
        if any(c in query for c in "{ \n"):
            return query
        return Path(query).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UserError(f"{query}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{query}: is not UTF-8 text") from error


def _print(reply: Reply, answer: Path, fmt: str, prefixes: dict[str, str]) -> None:
    if fmt != "table" or reply.kind == "graph":
        with answer.open("rb") as stream:
            shutil.copyfileobj(stream, sys.stdout.buffer)
        if fmt in ("json", "xml") or reply.kind == "boolean":
            click.echo()
    elif reply.kind == "boolean":
        click.echo(reply.text)
    else:
        click.echo(_table(answer, prefixes), nl=False)


def _table(answer: Path, prefixes: dict[str, str]) -> str:
    """Return the solutions as an aligned table, IRIs with their prefixes."""
    import pyoxigraph as ox

    solutions = ox.parse_query_results(path=str(answer), format=ox.QueryResultsFormat.TSV)
    assert isinstance(solutions, ox.QuerySolutions)
    heads = [v.value for v in solutions.variables]
    rows = [[_shown(term, prefixes) for term in row] for row in solutions]
    return table(heads, rows, line_width()) if rows and heads else ""


def _shown(term: object, prefixes: dict[str, str]) -> str:
    import pyoxigraph as ox

    if isinstance(term, ox.NamedNode):
        return shortened(term.value, prefixes)
    return "" if term is None else cell(term.value if isinstance(term, ox.Literal) else str(term))
