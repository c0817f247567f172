"""A small triple store over HTTP that can be told to fail: a real one, on pyoxigraph, on loopback."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox

NEVER = 1_000_000


class Fault(NamedTuple):
    """What goes wrong with the n-th request (from 0) of a kind, and with so many after it.

    ``kind`` is a method, or ``MOVE`` or ``query``; ``how`` is ``drop`` (before anything is done),
    ``vanish`` (done, but not answered), ``delay``, ``truncate`` (the answer breaks off), or a status
    code, with words of its own after a space.
    """

    kind: str
    n: int
    how: str
    times: int = 1


class TripleStore(ThreadingHTTPServer):
    """The store, what was asked of it, and what shall go wrong."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.data = ox.Store()
        self.asked: list[str] = []
        self.faults: list[Fault] = []
        self.delay = 5.0
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        """Return its address."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def graph(self, name: str) -> set[ox.Triple]:
        """Return what a graph holds."""
        quads = self.data.quads_for_pattern(None, None, None, ox.NamedNode(name))
        return {ox.Triple(q.subject, q.predicate, q.object) for q in quads}

    def fault(self, kind: str) -> str:
        """Count a request and return what shall go wrong with it, or nothing."""
        with self.lock:
            n = self.asked.count(kind)
            self.asked.append(kind)
        return next((f.how for f in self.faults if f.kind == kind and f.n <= n < f.n + f.times), "")

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that have gone."""


@contextmanager
def serving() -> Iterator[TripleStore]:
    """Run a store."""
    with TripleStore() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: TripleStore
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._handle("GET")

    def do_PUT(self) -> None:
        self._handle("PUT")

    def do_POST(self) -> None:
        path = urlsplit(self.path).path
        self._handle({"/query": "query", "/update": "MOVE"}.get(path, "POST"))

    def do_DELETE(self) -> None:
        self._handle("DELETE")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def _handle(self, kind: str) -> None:
        how = self.server.fault(kind)
        if how == "drop":
            self.close_connection = True
            return
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if how == "delay":
            time.sleep(self.server.delay)
            self.close_connection = True
            return
        code, _, words = how.partition(" ")
        if code.isdigit():
            text = f"<html><head><title>x</title></head>\n<b>{words or 'try later'}</b></html>"
            self._answer(int(code), text.encode())
            return
        status, answer = self._do(kind, body)
        if how == "vanish":
            self.close_connection = True
            return
        self._answer(status, answer, cut=how == "truncate")

    def _do(self, kind: str, body: bytes) -> tuple[int, bytes]:
        data = self.server.data
        if kind == "query":
            found = data.query(parse_qs(body.decode())["query"][0])
            return 200, found.serialize(format=ox.QueryResultsFormat.JSON) or b""
        if kind == "MOVE":
            data.update(body.decode())
            return 204, b""
        graph = ox.NamedNode(parse_qs(urlsplit(self.path).query)["graph"][0])
        there = data.contains_named_graph(graph)
        if kind == "GET":
            found_triples = b"".join(
                f"{t} .\n".encode() for t in sorted(map(str, self.server.graph(graph.value)))
            )
            return (200, found_triples) if there else (404, b"")
        if kind in ("PUT", "DELETE") and there:
            data.remove_graph(graph)
        if kind in ("PUT", "POST"):
            data.load(body, format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
        return (204 if there else 404 if kind == "DELETE" else 201), b""

    def _answer(self, code: int, body: bytes, *, cut: bool = False) -> None:
        self.send_response(code)
        if code == 429:
            self.send_header("Retry-After", "0")
        if code != 204:
            self.send_header("Content-Length", str(len(body) + (100 if cut else 0)))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = cut or self.close_connection
