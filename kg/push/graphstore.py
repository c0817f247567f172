"""What is asked of a triple store: add to a graph, replace, delete, rename and count it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx

from kg.push.endpoints import Endpoints
from kg.push.errors import PushError
from kg.push.http import Client, Policy

_NTRIPLES = {"Content-Type": "application/n-triples"}


class FileBody:
    """A file as the body of a request, read anew each time the request is made."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __iter__(self) -> Iterator[bytes]:
        with self._path.open("rb") as stream:
            while part := stream.read(1 << 16):
                yield part


class GraphStore:
    """A triple store, by its SPARQL 1.1 endpoints; all errors are :class:`~kg.push.errors.PushError`."""

    def __init__(self, client: Client, where: Endpoints) -> None:
        self._client = client
        self.where = where

    @property
    def policy(self) -> Policy:
        """Return how patient the client is."""
        return self._client.policy

    def add(self, graph: str, ntriples: bytes) -> None:
        """Add triples to a graph; those that are there already stay."""
        self._client.send(self._request("POST", graph, content=ntriples, headers=_NTRIPLES))

    def replace(self, graph: str, file: Path) -> None:
        """Replace a graph by what a file of N-Triples holds, in one request."""
        headers = {**_NTRIPLES, "Content-Length": str(file.stat().st_size)}
        self._client.send(self._request("PUT", graph, content=FileBody(file), headers=headers))

    def delete(self, graph: str) -> None:
        """Remove a graph; it is no error that there is none."""
        self._client.send(self._request("DELETE", graph), frozenset({404}))

    def move(self, graph: str, target: str) -> None:
        """Put a graph in the place of another, once: if it fails, see :meth:`count` before trying again."""
        request = httpx.Request(
            "POST",
            self.where.update,
            content=f"MOVE GRAPH <{graph}> TO GRAPH <{target}>".encode(),
            headers={"Content-Type": "application/sparql-update"},
            extensions=self._extensions(),
        )
        self._client.once(request)

    def count(self, graph: str) -> int:
        """Return the number of triples in a graph: asked for in SPARQL, else by reading all of it."""
        if self.where.query:
            return self._asked(graph)
        headers = {"Accept": "application/n-triples"}
        response = self._client.send(self._request("GET", graph, headers=headers), frozenset({404}))
        if response.status_code == 404:
            return 0
        lines = (line.strip() for line in response.text.split("\n"))
        return sum(1 for line in lines if line and not line.startswith("#"))

    def _asked(self, graph: str) -> int:
        query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        request = httpx.Request(
            "POST",
            self.where.query,
            data={"query": query},
            headers={"Accept": "application/sparql-results+json"},
            extensions=self._extensions(),
        )
        response = self._client.send(request)
        try:
            return int(response.json()["results"]["bindings"][0]["n"]["value"])
        except (ValueError, LookupError, TypeError) as error:
            raise PushError(f"{self.where.query}: does not answer a SPARQL query in JSON") from error

    def _request(
        self,
        method: str,
        graph: str,
        *,
        content: bytes | FileBody | None = None,
        headers: dict[str, str] | None = None,
    ) -> httpx.Request:
        return httpx.Request(
            method,
            self.where.store,
            params={"graph": graph},
            content=content,
            headers=headers,
            extensions=self._extensions(),
        )

    def _extensions(self) -> dict[str, object]:
        # A request made outside the client does not take its time limit from it.
        return {"timeout": httpx.Timeout(self._client.policy.timeout).as_dict()}
