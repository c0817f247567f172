"""The installed command on the sample, as a user would call it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLE

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_build_says_what_it_found_and_what_to_do_next(built: Path, kg: Run, tmp_path: Path) -> None:
    done = kg("build", SAMPLE, "--output", tmp_path / "out")
    assert done.returncode == 0
    assert "articles read" in done.stdout
    assert "kg neighbors" in done.stdout
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["kg.db", "kg.html", "kg.ttl"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_same_input_same_bytes(built: Path, kg: Run, tmp_path: Path, jobs: int) -> None:
    done = kg("build", SAMPLE, "--output", tmp_path, "--jobs", jobs, PYTHONHASHSEED=str(jobs * 17))
    assert done.returncode == 0
    for name in ("kg.ttl", "kg.html"):
        assert (tmp_path / name).read_bytes() == (built / name).read_bytes()


def test_neighbors_in_every_format(built: Path, kg: Run) -> None:
    store = ("--store", built / "kg.db")
    as_json = json.loads(kg("neighbors", "上海", "--format", "json", *store).stdout)
    as_csv = list(csv.DictReader(io.StringIO(kg("neighbors", "上海", "--format", "csv", *store).stdout)))
    table = kg("neighbors", "上海", *store).stdout
    assert as_json
    assert [r["name"] for r in as_json] == [r["name"] for r in as_csv]
    for row in as_json:
        assert row["evidence"]
        assert row["first"] <= row["last"]
    assert as_json[0]["name"] in table


def test_neighbors_filters(built: Path, kg: Run) -> None:
    store = ("--store", built / "kg.db", "--format", "json", "--limit", 50)
    companies = json.loads(kg("neighbors", "上海", "--type", "Company", *store).stdout)
    assert {r["type"] for r in companies} == {"Company"}
    assert json.loads(kg("neighbors", "上海", "--since", "2100", *store).stdout) == []
    together = json.loads(kg("neighbors", "上海", "--relation", "coOccursWith", *store).stdout)
    assert {r["relation"] for r in together} == {"coOccursWith"}


def test_facts_come_before_cooccurrence(built: Path, kg: Run) -> None:
    rows = json.loads(
        kg("neighbors", "上海", "--format", "json", "--limit", 200, "--store", built / "kg.db").stdout
    )
    kinds = [r["relation"] == "coOccursWith" for r in rows]
    assert kinds == sorted(kinds)


def test_an_unknown_name_offers_the_nearest(built: Path, kg: Run) -> None:
    done = kg("neighbors", "上海市市", "--store", built / "kg.db")
    assert done.returncode == 1
    assert "上海" in done.stderr
    assert done.stdout == ""


def test_the_store_is_found_in_the_environment(built: Path, kg: Run, tmp_path: Path) -> None:
    assert kg("stats", cwd=tmp_path, KG_STORE=str(built / "kg.db")).returncode == 0
    missing = kg("stats", cwd=tmp_path)
    assert missing.returncode == 1
    assert "kg build" in missing.stderr


def test_annotate_writes_gold_form(kg: Run) -> None:
    done = kg("annotate", SAMPLE, "--with-text")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(records) == len(json.loads(SAMPLE.read_text(encoding="utf-8")))
    for record in records:
        entities = {e["id"]: e for e in record["entities"]}
        for mention in record["mentions"]:
            assert record["text"][mention["start"] : mention["end"]] == mention["surface"]
            assert mention["surface"] in entities[mention["entity"]]["surfaces"]
            assert 0 < mention["confidence"] <= 1
        for relation in record["relations"]:
            assert {relation["head"], relation["tail"]} <= entities.keys()
            assert relation["evidence"] in record["text"]


def test_usage_errors_exit_2(kg: Run) -> None:
    assert kg("build").returncode == 2
    assert kg("neighbors", "x", "--type", "Nothing").returncode == 2
    assert kg("neighbors", "x", "--since", "soon").returncode == 2


@pytest.mark.parametrize("content", ["", "nonsense", "[]", '[{"id": 1}]', '{"a": 1}'])
def test_nothing_usable_exits_1_without_traceback(kg: Run, tmp_path: Path, content: str) -> None:
    path = tmp_path / "in.json"
    path.write_text(content, encoding="utf-8")
    done = kg("build", path, "-o", tmp_path / "out")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "no usable article" in done.stderr


def test_bad_records_are_kept_with_their_reason(kg: Run, tmp_path: Path) -> None:
    article = {"id": "a", "title": "t", "published": "2026-01-01", "text": "浦东新区企业在上海投产。"}
    path = tmp_path / "in.jsonl"
    rows = [article, {**article, "id": ""}, article, {**article, "text": "上海与浦东新区签约。"}]
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    done = kg("build", path, "--output", tmp_path / "out")
    assert done.returncode == 0
    assert f"{path}: record 2: no id" in done.stderr
    assert "article a: given twice with different text; the later one is kept" in done.stderr
    (rejected,) = (tmp_path / "out" / "rejected.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(rejected)["record"] == 2


def test_a_closed_pipe_is_quiet(built: Path) -> None:
    program = Path(sys.executable).with_name("kg")
    command = f"'{program}' search 上 --limit 100000 --store '{built / 'kg.db'}' | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, encoding="utf-8", check=False)
    assert done.stderr == ""


@pytest.mark.slow
def test_a_wheel_built_from_the_sdist_works_in_an_empty_folder(tmp_path: Path) -> None:
    # Without a choice the wheel is built from the sdist.
    subprocess.run([sys.executable, "-m", "build", "-o", tmp_path, ROOT], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "v"], check=True)
    subprocess.run([tmp_path / "v/bin/pip", "install", "-q", wheel], check=True, capture_output=True)
    done = subprocess.run(
        [tmp_path / "v/bin/kg", "build", SAMPLE],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "output" / "kg.db").exists()
