from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from kg.store.reader import Store

from tests.stores import make


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small store about real names."""
    return make(tmp_path_factory.mktemp("small") / "kg.db")


@pytest.fixture
def store(small: Path) -> Iterator[Store]:
    """The small store, open."""
    with Store(small) as opened:
        yield opened
