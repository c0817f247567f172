"""A store is made of Parquet tables: the one they came from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.build.contents import differences
from tests.build.parquet import write_tables
from tests.conftest import Run


@pytest.fixture(scope="module")
def folder(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("spark-output")
    write_tables(built / "kg.db", path / "tables")
    return path


def test_the_store_of_tables_is_the_one_they_came_from(
    folder: Path, built: Path, tmp_path: Path, kg: Run
) -> None:
    done = kg("import", folder, "-o", tmp_path)
    assert done.returncode == 0, done.stderr
    assert differences(built / "kg.db", tmp_path / "kg.db") == {}
    assert kg("validate", "--store", tmp_path / "kg.db").returncode == 0


def test_a_store_that_is_there_is_left_alone(folder: Path, built: Path, kg: Run) -> None:
    before = (built / "kg.db").read_bytes()
    done = kg("import", folder, "-o", built)
    assert done.returncode == 1
    assert "there is a store already" in done.stderr
    assert (built / "kg.db").read_bytes() == before


@pytest.mark.parametrize(
    ("damage", "said"),
    [("gone", "no such folder"), ("table", "the table is missing"), ("file", "cannot be read")],
)
def test_what_is_wrong_is_said_in_a_line(
    folder: Path, tmp_path: Path, kg: Run, damage: str, said: str
) -> None:
    copy = tmp_path / "copy"
    if damage != "gone":
        shutil.copytree(folder, copy)
        shutil.rmtree(copy / "tables" / "mentions")
    if damage == "file":
        (copy / "tables" / "mentions").mkdir()
        (copy / "tables" / "mentions" / "part-0.parquet").write_bytes(b"PAR1, but not really")
    done = kg("import", copy, "-o", tmp_path / "out")
    assert done.returncode == 1
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "out" / "kg.db").exists()


def test_options_that_do_not_go_together(tmp_path: Path, kg: Run) -> None:
    for options in (("--master", "local"), ("--engine", "spark", "--jobs", "2")):
        done = kg("build", tmp_path / "none.jsonl", "-o", tmp_path / "out", *options)
        assert done.returncode == 2
        assert "goes with --engine" in done.stderr
