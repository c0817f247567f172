"""Running the application on loopback."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from kg.export.iri import Names
from kg.serve.app import make_app
from kg.serve.limits import Limits
from kg.store.reader import Store


def serve(store: Path, names: Names, port: int, limits: Limits, ready: Callable[[str], None]) -> None:
    """Answer until interrupted.

    Parameters
    ----------
    port
        Where to listen on 127.0.0.1; 0 for any that is free.
    ready
        Called with the server's address as soon as it listens.

    Raises
    ------
    OSError
        The port is taken.
    kg.store.errors.StoreError
        There is no store.
    """
    with Store(store):
        # Opened once, so that a store that is missing or is not one is reported before anything starts.
        pass
    with socket.create_server(("127.0.0.1", port)) as listening:
        number = listening.getsockname()[1]
        app = make_app(store, names, number, limits)
        config = uvicorn.Config(
            app, log_level="error", access_log=False, server_header=False, timeout_graceful_shutdown=1
        )
        ready(f"http://127.0.0.1:{number}/")
        uvicorn.Server(config).run(sockets=[listening])
