"""Making the graph that SPARQL asks, in a process of its own: the page need not wait for it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from pathlib import Path

from kg.export.iri import Names
from kg.sparql.cache import graph_database
from kg.store.errors import StoreError

GRACE = 5.0
"""Seconds in which the process may remove what it has begun to write."""


class WarmUp:
    """A process that makes the database of a store's graph where there is none.

    Parameters
    ----------
    store, names
        As for :func:`kg.sparql.cache.graph_database`.
    """

    def __init__(self, store: Path, names: Names) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._process = spawn.Process(target=_make, args=(store, names), daemon=True)
        self._process.start()

    def finished(self, seconds: float) -> bool:
        """Wait so long at most; tell whether it has ended."""
        self._process.join(seconds)
        return not self._process.is_alive()

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        if not self.finished(GRACE):
            self._process.kill()


def _make(store: Path, names: Names) -> None:
    # Ctrl-C reaches every process of a terminal; this one is ended by the server.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))
    if hasattr(os, "nice"):
        os.nice(10)  # whoever looks at the page comes first
    try:
        with graph_database(store, names):
            pass
    except (StoreError, OSError):
        # Whoever asks will hear of it: the pool tries again.
        sys.exit(1)
