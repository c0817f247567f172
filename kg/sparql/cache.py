"""The graph of a store as a database of pyoxigraph, kept in a folder beside the store.

The folder holds one database for each state of the store, under a name made of what it was made from;
those of earlier states are removed. A database is built under another name and renamed, so that it is
whole, and two that build at once do not disturb each other.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from pathlib import Path

from kg.export.iri import Names
from kg.export.triples import quads
from kg.store.scan import Scan

ABANDONED = 3600.0
"""Seconds after which an unfinished database is taken for one whose process was ended."""


def cache_folder(store: Path) -> Path:
    """Return where the databases of a store are kept: ``kg.db.oxigraph`` beside ``kg.db``."""
    return store.with_name(f"{store.name}.oxigraph")


def state(store: Path, names: Names) -> str:
    """Return what tells one state of a store from another: its time and size, the base IRI, the version.

    Raises
    ------
    OSError
        The store cannot be looked at.
    """
    info = store.stat()
    parts = (info.st_mtime_ns, info.st_size, names.base, version("kg"), version("pyoxigraph"))
    return hashlib.blake2b("\0".join(map(str, parts)).encode(), digest_size=10).hexdigest()


@contextmanager
def graph_database(store: Path, names: Names) -> Iterator[Path]:
    """Give the folder of the database with the store's graph, building it where there is none.

    Where nothing can be kept beside the store, it is built in a temporary folder and removed afterwards.

    Raises
    ------
    kg.store.errors.StoreError
        The store is missing or is not one.
    OSError
        There is no room even for a temporary database.
    """
    with ExitStack() as stack:
        # Closed before it is given away: SQLite wants the thread that opened it.
        with Scan(store) as scan:
            wanted = cache_folder(store) / state(store, names)
            if not wanted.is_dir():
                try:
                    _keep(scan, names, wanted)
                except OSError:
                    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="kg-sparql-"))
                    wanted = Path(folder) / "graph"
                    build(scan, names, wanted)
        yield wanted


def build(scan: Scan, names: Names, folder: Path) -> None:
    """Write everything that the scan walks through into a new database."""
    import pyoxigraph as ox

    database = ox.Store(str(folder))
    database.bulk_extend(quads(scan, names))
    database.optimize()
    database.flush()


def _keep(scan: Scan, names: Names, wanted: Path) -> None:
    """Build the database under another name, give it its own, remove those of earlier states."""
    wanted.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".part-", dir=wanted.parent) as folder:
        made = Path(folder) / "graph"
        build(scan, names, made)
        if not wanted.is_dir():
            _rename(made, wanted)
    for other in wanted.parent.iterdir():
        # An unfinished one may be another process's; not if it is old.
        unfinished = other.name.startswith(".") and time.time() - other.stat().st_mtime < ABANDONED
        if other != wanted and not unfinished:
            shutil.rmtree(other, ignore_errors=True)


def _rename(made: Path, wanted: Path) -> None:
    try:
        made.rename(wanted)
    except OSError:
        # Another process was quicker; its database is as good.
        if not wanted.is_dir():
            raise
