"""The command that sends the graph to a triple store."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.errors import UserError
from kg.cli.options import base_iri_option, store_option
from kg.store.find import find_store

if TYPE_CHECKING:
    import httpx

    from kg.push.push import Progress

PASSWORD = "KG_PUSH_PASSWORD"

HELP = f"""Send the graph to a triple store.

URL is where it takes graphs (SPARQL 1.1 Graph Store Protocol).

\b
Virtuoso:  kg push http://localhost:8890/sparql-graph-crud-auth --user dba

It is sent in pieces, each again when the network fails, and counted at the end. With --replace the old
graph is whole until the new one has arrived. A push that broke off goes on where it was when the same
command is given again. The password is taken from ${PASSWORD}, or asked for.
"""


@click.command(
    help=HELP, epilog="Example:  kg push http://localhost:8890/sparql-graph-crud-auth --user dba --replace"
)
@click.argument("url")
@click.option("--graph", help="The graph's name on the server [default: the base IRI and 'graph'].")
@click.option(
    "--replace/--add",
    "replacing",
    default=True,
    help="Put the graph in the place of the one there, or add to it [default: --replace].",
)
@click.option("--user", help="Name to log in with.")
@click.option(
    "--auth",
    type=click.Choice(["digest", "basic"]),
    default="digest",
    show_default=True,
    help="How to log in.",
)
@click.option("--query-url", default="", help="Where the server takes queries, if not beside URL.")
@click.option("--update-url", default="", help="Where the server takes updates, if not beside URL.")
@click.option(
    "--chunk", type=click.IntRange(1), default=20_000, show_default=True, help="Triples sent in one request."
)
@click.option(
    "--tries", type=click.IntRange(1), default=6, show_default=True, help="How often a request is made."
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1),
    default=300.0,
    show_default=True,
    help="Seconds to wait for an answer.",
)
@base_iri_option
@click.option("-q", "--quiet", is_flag=True, help="Say nothing where all goes well.")
@store_option
def push(
    url: str,
    graph: str | None,
    replacing: bool,
    user: str | None,
    auth: str,
    query_url: str,
    update_url: str,
    chunk: int,
    tries: int,
    timeout: float,
    base_iri: str,
    quiet: bool,
    store_path: Path | None,
) -> None:
    """Send the graph; the help is :data:`HELP`."""
    try:
        import httpx  # noqa: F401
    except ModuleNotFoundError as error:
        raise UserError("kg push needs the package httpx: pip install 'kg[push]'") from error
    from kg.export.iri import BadBase, names
    from kg.export.triples import quads
    from kg.push.endpoints import BadUrl, endpoints
    from kg.push.errors import PushError
    from kg.push.graphstore import GraphStore
    from kg.push.http import Client, Policy
    from kg.push.push import Job, add, replace, situation
    from kg.push.record import record_file
    from kg.sparql.cache import state
    from kg.store.scan import Scan

    path = find_store(store_path)
    try:
        maker = names(base_iri)
        target = _graph_name(graph or f"{maker.base}graph")
        where = endpoints(url, query_url, update_url)
    except (BadBase, BadUrl) as error:
        raise UserError(str(error)) from error
    mode = "replace" if replacing else "add"
    with Scan(path) as scan, Client(url, _credentials(user, auth), Policy(tries, timeout=timeout)) as client:
        server = GraphStore(client, where)
        job = Job(
            target, partial(quads, scan, maker), state(path, maker), record_file(path, url, target), chunk
        )
        try:
            with _progress(quiet) as progress:
                report = (replace if replacing else add)(job, server, progress)
        except PushError as error:
            raise UserError(f"{error}; {situation(job, server, mode)}") from error
        except KeyboardInterrupt:
            click.echo(f"kg: interrupted; {situation(job, server, mode)}", err=True)
            raise
    if not quiet:
        again = f" ({report.resumed:,} of them had been sent before)" if report.resumed else ""
        click.echo(f"{report.triples:,} triples sent{again}")
        click.echo(
            f"<{target}> held {report.before:,} triples, holds {report.after:,}: counted on the server"
        )


def _graph_name(iri: str) -> str:
    """Return the name of a graph; a clear line where it is none."""
    import pyoxigraph as ox

    try:
        return ox.NamedNode(iri).value
    except ValueError as error:
        raise UserError(f"--graph {iri}: not an absolute IRI: {error}") from error


def _credentials(user: str | None, kind: str) -> httpx.Auth | None:
    """Return what to log in with; the password comes from the environment or from a prompt."""
    if not user:
        return None
    import httpx

    password = os.environ.get(PASSWORD)
    if password is None:
        if not sys.stdin.isatty():
            raise UserError(f"no password for {user}: set ${PASSWORD}")
        password = click.prompt(f"Password of {user}", hide_input=True, err=True)
    return httpx.BasicAuth(user, password) if kind == "basic" else httpx.DigestAuth(user, password)


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress]:
    """Give a function that shows how many triples have been sent, on a terminal."""
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    hidden = quiet or not sys.stderr.isatty()
    with Bar(*columns, console=Console(stderr=True), transient=True, disable=hidden) as bar:
        task = bar.add_task("asking the server")
        yield lambda sent: bar.update(task, description=f"{sent:,} triples sent")
