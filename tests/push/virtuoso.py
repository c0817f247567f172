"""A real Virtuoso on loopback, with its own settings and data in a temporary folder."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx
import pyoxigraph as ox

READY_WITHIN = 30.0

SETTINGS = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx

[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
DirsAllowed = .
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CheckpointInterval = 0
ThreadsPerQuery = 1

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
MaxClientConnections = 10
ServerThreads = 10
Charset = UTF-8

[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryExecutionTime = 60
"""


class Virtuoso(NamedTuple):
    """A running server; its user is dba, its password dba, as Virtuoso has them at first."""

    url: str

    @property
    def store(self) -> str:
        """Return where graphs are taken."""
        return f"{self.url}/sparql-graph-crud-auth"

    def graph(self, name: str) -> list[ox.Quad]:
        """Return what a graph holds."""
        login = httpx.DigestAuth("dba", "dba")
        headers = {"Accept": "application/n-triples"}
        answer = httpx.get(self.store, params={"graph": name}, auth=login, headers=headers, timeout=60)
        if answer.status_code == 404:
            return []
        answer.raise_for_status()
        return list(ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES))

    def ask(self, query: str, graph: str) -> bytes:
        """Return the answer to a query on a graph, in the W3C JSON format."""
        answer = httpx.post(
            f"{self.url}/sparql",
            data={"query": query, "default-graph-uri": graph},
            headers={"Accept": "application/sparql-results+json"},
            timeout=60,
        )
        assert answer.status_code == 200, answer.text
        return answer.content


@contextmanager
def running(program: str, folder: Path) -> Iterator[Virtuoso]:
    """Start a server and end it."""
    sql, http = _free_port(), _free_port()
    (folder / "virtuoso.ini").write_text(SETTINGS.format(sql=sql, http=http), encoding="utf-8")
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(
            [program, "+foreground", "+configfile", "virtuoso.ini"], cwd=folder, stdout=output, stderr=output
        )
    try:
        server = Virtuoso(f"http://127.0.0.1:{http}")
        _wait(server, process, folder)
        yield server
    finally:
        # Its data are thrown away: there is nothing to be put in order first.
        process.kill()
        process.wait()


def _wait(server: Virtuoso, process: subprocess.Popen[bytes], folder: Path) -> None:
    end = time.monotonic() + READY_WITHIN
    while time.monotonic() < end and process.poll() is None:
        try:
            if httpx.get(f"{server.url}/sparql", params={"query": "ASK {}"}).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise RuntimeError(
        f"Virtuoso is not ready: {(folder / 'virtuoso.log').read_text(encoding='utf-8')[-500:]}"
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
