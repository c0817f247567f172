"""What the tests share: the real corpus where it is at hand, a small store, tools that may be missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "data" / "articles.json"


def pytest_configure() -> None:
    """Let the same tests run anywhere: nothing of the caller's settings leaks in."""
    os.environ.pop("KG_STORE", None)
    # A test never fails for the time it takes: other programs may be busy.
    settings.register_profile("kg", deadline=None)
    settings.load_profile("kg")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The real articles: ../shared/corpus or $KG_CORPUS; skips where they are not there."""
    path = Path(os.environ.get("KG_CORPUS") or ROOT.parent / "shared" / "corpus" / "articles.json")
    if not path.is_file():
        pytest.skip(f"the corpus is not at {path}; set KG_CORPUS")
    return path


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """A program by name; skips where it is not installed, fails there with KG_REQUIRE_TOOLS set."""

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            message = f"{name} is not installed"
            if os.environ.get("KG_REQUIRE_TOOLS"):
                pytest.fail(message)
            pytest.skip(message)
        return path

    return find


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def kg() -> Run:
    """The installed command: ``kg("stats", "--store", path)``; returns the finished process."""
    program = Path(sys.executable).with_name("kg")

    def run(*args: object, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [program, *map(str, args)],
            capture_output=True,
            encoding="utf-8",
            cwd=cwd,
            env={**os.environ, "COLUMNS": "120", **env},
            timeout=300,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, kg: Run) -> Path:
    """The folder into which the installed command has built the sample."""
    output = tmp_path_factory.mktemp("built")
    done = kg("build", SAMPLE, "--output", output, "--jobs", "1")
    assert done.returncode == 0, done.stderr
    return output
