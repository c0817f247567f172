"""`kg export` and `kg validate` as installed."""

from __future__ import annotations

import gzip
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from kg.export.base import FORMATS

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize("fmt", list(FORMATS))
def test_every_format_is_written(built: Path, kg: Run, tmp_path: Path, fmt: str) -> None:
    target = tmp_path / "graph"
    done = kg("export", "--format", fmt, "-o", target, "--store", built / "kg.db")
    assert (done.returncode, done.stdout) == (0, f"written: {target}\n"), done.stderr
    assert target.is_dir() == FORMATS[fmt].is_folder
    assert [p.name for p in tmp_path.iterdir()] == ["graph"]


def test_packed_by_the_ending(built: Path, kg: Run, tmp_path: Path) -> None:
    plain, gz, zst = tmp_path / "g.nt", tmp_path / "g.nt.gz", tmp_path / "g.nt.zst"
    for path in (plain, gz, zst):
        assert kg("export", "--format", "ntriples", "-o", path, "--store", built / "kg.db").returncode == 0
        assert kg("validate", path).returncode == 0
    assert gzip.decompress(gz.read_bytes()) == plain.read_bytes()
    with zst.open("rb") as stream:
        assert zstandard.ZstdDecompressor().stream_reader(stream).read() == plain.read_bytes()
    again = tmp_path / "again.nt.gz"
    kg("export", "--format", "ntriples", "-o", again, "--store", built / "kg.db")
    assert again.read_bytes() == gz.read_bytes()


def test_to_standard_output(built: Path, kg: Run) -> None:
    done = kg("export", "--format", "jsonl", "--type", "Company", "-o", "-", "--store", built / "kg.db")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {r["type"] for r in rows if r["kind"] == "node"} == {"Company"}
    refused = kg("export", "--format", "parquet", "-o", "-", "--store", built / "kg.db")
    assert (refused.returncode, refused.stderr) == (
        1,
        "kg: --format parquet writes a folder: give -o a name\n",
    )


def test_around_an_entity_and_under_another_base(built: Path, kg: Run) -> None:
    done = kg(
        *("export", "--format", "ntriples", "-o", "-", "--entity", "上海", "--depth", 1, "--until", "2030"),
        *("--base-iri", "urn:kg:", "--store", built / "kg.db"),
    )
    assert "<urn:kg:entity/place/上海市>" in done.stdout
    assert "https://example.org/kg/entity/" not in done.stdout


def test_what_cannot_be_written_is_said_in_one_line(built: Path, kg: Run, tmp_path: Path) -> None:
    store = ("--store", built / "kg.db")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").touch()
    (tmp_path / "file").touch()
    for arguments, message in (
        (("--base-iri", "no iri", "-o", tmp_path / "x"), "is not an absolute IRI"),
        (("--format", "neo4j", "-o", tmp_path / "mine"), "was not written by an export"),
        (("-o", tmp_path / "file" / "x.ttl"), "cannot be written"),
        (("--entity", "没有这个", "-o", tmp_path / "x"), "no entity is named"),
    ):
        done = kg("export", *arguments, *store)
        assert done.returncode == 1
        assert message in done.stderr
        assert done.stderr.count("\n") == 1
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["letter.txt"]
    assert not (tmp_path / "x").exists()


def test_a_folder_of_an_export_is_replaced(built: Path, kg: Run, tmp_path: Path) -> None:
    for _ in range(2):
        done = kg("export", "--format", "neo4j", "-o", tmp_path / "neo", "--store", built / "kg.db")
        assert done.returncode == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["neo"]


def test_validate_tells_what_is_wrong_and_exits_1(built: Path, kg: Run, tmp_path: Path) -> None:
    good = kg("validate", "--store", built / "kg.db")
    assert good.returncode == 0, good.stdout + good.stderr
    assert "conforms" in good.stdout
    bad = tmp_path / "bad.ttl"
    text = (built / "kg.ttl").read_text(encoding="utf-8").replace("kg:mentions 1 ", "kg:mentions 0 ", 1)
    bad.write_text(text, encoding="utf-8")
    done = kg("validate", bad, "--format", "json", "--report", tmp_path / "report.ttl")
    assert done.returncode == 1
    (violation,) = json.loads(done.stdout)
    assert violation["value"] == "0"
    assert "at least 1" in violation["message"]
    assert "sh:ValidationReport" in (tmp_path / "report.ttl").read_text(encoding="utf-8")
    assert kg("validate", bad, "--store", built / "kg.db").returncode == 2
