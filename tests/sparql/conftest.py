from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from kg.export.iri import names
from kg.sparql.cache import graph_database
from kg.sparql.client import Worker

from tests.export.stores import rich_articles, write_store


@pytest.fixture(scope="session")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with all types, relations, modalities and attributes, and with awkward names."""
    return write_store(tmp_path_factory.mktemp("rich") / "kg.db", rich_articles())


@pytest.fixture
def worker(rich: Path) -> Iterator[Worker]:
    """A process that answers from the rich store."""
    with graph_database(rich, names()) as database, Worker(database) as started:
        yield started


@pytest.fixture(scope="module")
def sample_worker(built: Path) -> Iterator[Worker]:
    """A process that answers from the store of the sample."""
    with graph_database(built / "kg.db", names()) as database, Worker(database) as started:
        yield started
