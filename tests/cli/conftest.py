from __future__ import annotations

from pathlib import Path

import pytest

from tests.stores import make


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small store about real names."""
    return make(tmp_path_factory.mktemp("small") / "kg.db")
