from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.stores import make


@contextmanager
def running(store: Path, *options: str) -> Iterator[httpx.Client]:
    """Run the installed command on a free port; give a client of it; end it as a user would."""
    program = Path(sys.executable).with_name("kg")
    process = subprocess.Popen(
        [program, "serve", "--port", "0", *options, "--store", store],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        assert line.startswith("http://127.0.0.1:"), process.communicate(timeout=10)
        with httpx.Client(base_url=line.split()[0], timeout=60) as client:
            yield client
    finally:
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, "")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small store about real names."""
    return make(tmp_path_factory.mktemp("served") / "kg.db")


@pytest.fixture(scope="module")
def served(small: Path) -> Iterator[httpx.Client]:
    """A server of the small store that allows little."""
    with running(small, "--timeout", "1", "--max-rows", "50") as client:
        yield client
