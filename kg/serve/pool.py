"""The processes that answer SPARQL: a few, started when needed, always of the store's latest state."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import BoundedSemaphore, Lock

from kg.export.iri import Names
from kg.serve.warmup import WarmUp
from kg.sparql.cache import graph_database, state
from kg.sparql.client import Worker


class Busy(Exception):
    """All processes are at work and none came free in time, or the graph is still being made."""


class Pool:
    """At most so many processes at once.

    Parameters
    ----------
    store, names
        What is asked.
    size
        Processes at most.
    patience
        Seconds to wait for one.
    """

    def __init__(self, store: Path, names: Names, size: int, patience: float) -> None:
        self._store = store
        self._names = names
        self._free = BoundedSemaphore(size)
        self._patience = patience
        self._lock = Lock()
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        self._kept = ExitStack()
        self._state = ""
        self._database = Path()
        self._warm_up = WarmUp(store, names)

    def close(self) -> None:
        """End all processes, those at work too, and remove what is temporary."""
        self._warm_up.close()
        with self._lock:
            for worker in self._busy:
                worker.close()
            self._forget()

    @contextmanager
    def worker(self) -> Iterator[Worker]:
        """Give a process that is free.

        Raises
        ------
        Busy
            None came free.
        kg.store.errors.StoreError
            The store is missing or is not one.
        OSError
            Its database cannot be written.
        """
        if not self._warm_up.finished(self._patience):
            raise Busy("the graph is being made ready for SPARQL; ask again later")
        if not self._free.acquire(timeout=self._patience):
            raise Busy("other queries are being answered; ask again later")
        try:
            with self._lock:
                self._refresh()
                mine = self._state
                worker = self._idle.pop() if self._idle else Worker(self._database)
                self._busy.add(worker)
            try:
                yield worker
            finally:
                with self._lock:
                    self._busy.discard(worker)
                    if mine == self._state:
                        self._idle.append(worker)
                    else:
                        worker.close()
        finally:
            self._free.release()

    def _refresh(self) -> None:
        now = state(self._store, self._names) if self._store.exists() else ""
        if now and now == self._state:
            return
        self._forget()
        self._database = self._kept.enter_context(graph_database(self._store, self._names))
        self._state = now

    def _forget(self) -> None:
        while self._idle:
            self._idle.pop().close()
        self._kept.close()
        self._state = ""
