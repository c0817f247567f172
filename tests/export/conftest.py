"""One store with everything in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.export.stores import rich_articles, write_store


@pytest.fixture(scope="session")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with all types, relations, modalities and attributes, and with awkward names."""
    return write_store(tmp_path_factory.mktemp("rich") / "kg.db", rich_articles())
