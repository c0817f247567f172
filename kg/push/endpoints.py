"""Where a triple store takes graphs, queries and updates."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit


class BadUrl(ValueError):
    """A URL that nothing can be pushed to; the message says why."""


class Endpoints(NamedTuple):
    """The URLs of one triple store; ``query`` and ``update`` are empty where they are not known.

    ``store`` speaks the SPARQL 1.1 Graph Store Protocol, the others the SPARQL 1.1 Protocol.
    """

    store: str
    query: str = ""
    update: str = ""


# By the end of the path of the graph store: what stands there for queries and for updates.
_KNOWN = (
    ("/sparql-graph-crud-auth", "/sparql", "/sparql-auth"),  # Virtuoso
    ("/sparql-graph-crud", "/sparql", "/sparql"),  # Virtuoso that anybody may write to
    ("/rdf-graphs/service", "", "/statements"),  # RDF4J, GraphDB
    ("/data", "/sparql", "/update"),  # Fuseki
    ("/store", "/query", "/update"),  # Oxigraph
)


def endpoints(url: str, query: str = "", update: str = "") -> Endpoints:
    """Return the endpoints of a triple store: those given, else those that stand beside a known path.

    Parameters
    ----------
    url
        Where graphs are taken, ``http://localhost:8890/sparql-graph-crud-auth``.
    query, update
        Where they are not beside it.

    Raises
    ------
    BadUrl
        One of them is not an http(s) URL, or has a name or password in it.
    """
    _check(url)
    for given in filter(None, (query, update)):
        _check(given)
    parts = urlsplit(url)
    for end, ask, change in _KNOWN:
        if parts.path.endswith(end):
            start = parts.path.removesuffix(end)
            beside = [
                urlunsplit((parts.scheme, parts.netloc, start + path, "", "")) for path in (ask, change)
            ]
            return Endpoints(url, query or beside[0], update or beside[1])
    return Endpoints(url, query, update)


def same_server(one: str, other: str) -> bool:
    """Tell whether two URLs lead to the same server: a password for one may be sent to the other."""
    return urlsplit(one)[:2] == urlsplit(other)[:2]


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise BadUrl(f"{url}: {error}") from error
    if parts.scheme not in ("http", "https") or not host:
        raise BadUrl(f"{url}: not an http or https URL")
    if parts.username is not None:
        raise BadUrl("the name stands in --user and the password in $KG_PUSH_PASSWORD, not in the URL")
