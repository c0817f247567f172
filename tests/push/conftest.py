from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from kg.export.iri import names
from kg.export.triples import quads
from kg.push.push import Job
from kg.push.record import record_file
from kg.sparql.cache import state
from kg.store.scan import Scan

from tests.export.stores import rich_articles, write_store
from tests.push.server import TripleStore, serving
from tests.push.virtuoso import Virtuoso, running

GRAPH = "https://example.org/kg/graph"


@pytest.fixture(scope="session")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with all types, relations, modalities and attributes, and with awkward names."""
    return write_store(tmp_path_factory.mktemp("rich") / "kg.db", rich_articles())


@pytest.fixture
def store(tmp_path: Path, rich: Path) -> Path:
    """A copy of it, beside which records may be kept."""
    path = tmp_path / "kg.db"
    path.write_bytes(rich.read_bytes())
    return path


@pytest.fixture
def job(store: Path) -> Iterator[Job]:
    """Its push in pieces of 100 triples."""
    maker = names()
    with Scan(store) as scan:
        yield Job(
            GRAPH, partial(quads, scan, maker), state(store, maker), record_file(store, "u", GRAPH), 100
        )


@pytest.fixture
def server() -> Iterator[TripleStore]:
    """A triple store that can be told to fail."""
    with serving() as started:
        yield started


@pytest.fixture(scope="session")
def virtuoso(tool: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    """A Virtuoso of its own, in a temporary folder."""
    with running(tool("virtuoso-t"), tmp_path_factory.mktemp("virtuoso")) as started:
        yield started
