"""What is loaded for an answer: nothing heavy, so that it comes at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "rdflib", "pyvis", "networkx", "jieba", "numpy", "pyoxigraph", "rich", "orjson", "pypinyin", "msgspec",
    "pandas", "polars", "pyarrow", "sklearn", "scipy", "numba", "ahocorasick_rs", "jinja2",
    "multiprocessing", "concurrent", "asyncio", "logging", "http", "ssl", "tomllib", "shutil", "csv",
}  # fmt: skip


def loaded(*args: str) -> set[str]:
    code = (
        "import sys; from kg.cli.main import main\n"
        f"sys.argv = ['kg', *{args!r}]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(*{m.partition('.')[0] for m in sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "question",
    [
        ("neighbors", "上海仪电"),
        ("search", "仪电"),
        ("search", "shyd"),
        ("facts",),
        ("show", "华为"),
        ("timeline", "华为"),
        ("articles", "华为"),
        ("path", "李明", "浦东新区"),
        ("stats",),
        ("top",),
        ("diff", "2025", "2026"),
    ],
)
def test_nothing_heavy_is_imported(question: tuple[str, ...], small: Path) -> None:
    modules = loaded(*question, "--store", str(small))
    assert modules & HEAVY == set()
    assert "rapidfuzz" not in modules


def test_slips_need_rapidfuzz_alone(small: Path) -> None:
    modules = loaded("search", "上海移电", "--store", str(small))
    assert "rapidfuzz" in modules
    assert modules & HEAVY == set()


def test_importing_the_package_imports_nothing() -> None:
    code = "import sys; before = set(sys.modules); import kg; print(*(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert {m for m in done.stdout.split() if m.startswith("kg")} == {"kg"}
    assert "sqlite3" not in done.stdout.split()
