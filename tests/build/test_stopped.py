"""A build that is stopped keeps what it has annotated, and the same command goes on from there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import orjson
import pytest
from kg.build.kept import Kept, kept_articles, kept_file
from kg.build.local import build_store
from kg.model import Annotation, Cluster, Mention
from kg.store.reader import Store

from tests.build.contents import differences
from tests.conftest import SAMPLE, Run

ANNOTATION = Annotation(
    "a", (Cluster("Company", "甲", ("甲",), False, 0.875),), (Mention(0, 1, "甲", "Company", 0.5, "x", False, 0),),
    (), ((0, 1),),
)  # fmt: skip


def records(path: Path) -> list[bytes]:
    return [orjson.dumps(r) for r in orjson.loads(SAMPLE.read_bytes())]


def stopped(folder: Path, output: Path, lines: list[bytes], *, jobs: int = 1) -> tuple[int, str]:
    """Build from a pipe that holds these lines and no end; interrupt when something has been kept."""
    pipe = folder / "articles.jsonl"
    os.mkfifo(pipe)
    command = [Path(sys.executable).with_name("kg"), "build", pipe, "-o", output, "--jobs", str(jobs)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True)
    with pipe.open("wb") as stream:
        stream.write(b"\n".join(lines) + b"\n")
        stream.flush()
        while process.poll() is None and kept_articles(output / "kg.db") < 16:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=60)
    pipe.unlink()
    return process.returncode, err


def test_ctrl_c_keeps_what_is_done_and_the_next_build_goes_on(tmp_path: Path, kg: Run, built: Path) -> None:
    lines, output = records(SAMPLE), tmp_path / "out"
    code, err = stopped(tmp_path, output, lines[:20])
    assert (code, err.count("\n")) == (130, 1)
    assert "16 annotated articles are kept in" in err and "the same command goes on from there" in err
    assert {p.name for p in output.iterdir()} == {"kg.db.annotated"}
    (tmp_path / "articles.jsonl").write_bytes(b"\n".join(lines))
    done = kg("build", tmp_path / "articles.jsonl", "-o", output, "--jobs", "1")
    assert (done.returncode, done.stderr) == (0, "")
    assert "16 of the articles had been annotated by a build that was stopped" in done.stdout
    assert differences(output / "kg.db", built / "kg.db") == {}
    assert {p.name for p in output.iterdir()} == {"kg.db", "kg.ttl", "kg.html"}
    assert (output / "kg.ttl").read_bytes() == (built / "kg.ttl").read_bytes()


def test_other_articles_are_not_mixed_with_those_of_a_stopped_build(tmp_path: Path, kg: Run) -> None:
    lines, output = records(SAMPLE), tmp_path / "out"
    stopped(tmp_path, output, lines[:20])
    (tmp_path / "others.jsonl").write_bytes(b"\n".join(lines[20:]))
    assert kg("build", tmp_path / "others.jsonl", "-o", output, "--jobs", "1").returncode == 0
    with Store(output / "kg.db") as store:
        assert store.counts()["articles"] == len(lines) - 20
    assert not kept_file(output / "kg.db").exists()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Where a store will stand, with two annotations kept for it."""
    path = tmp_path / "kg.db"
    with Kept(path, "as now") as kept:
        kept.keep([("one", ANNOTATION), ("two", ANNOTATION._replace(article_id="b"))])
    return path


def test_what_is_kept_is_found_again(store: Path) -> None:
    assert kept_articles(store) == 2
    with Kept(store, "as now") as kept:
        assert kept.annotation("one") == ANNOTATION
        assert kept.annotation("two") == ANNOTATION._replace(article_id="b")
        assert kept.annotation("three") is None
        kept.keep([("three", ANNOTATION)])
        assert kept.annotation("one") == ANNOTATION
    assert kept_articles(store) == 3


def test_what_was_kept_under_other_settings_is_not_trusted(store: Path) -> None:
    with Kept(store, "otherwise") as kept:
        assert kept.annotation("one") is None
    assert not kept_file(store).exists()


@pytest.mark.parametrize("damage", ["cut", "flip", "add", "zero"])
def test_damage_ends_what_is_trusted(store: Path, damage: str) -> None:
    file = kept_file(store)
    body = bytearray(file.read_bytes())
    if damage == "cut":
        body = body[:-3]
    elif damage == "flip":
        body[-3] ^= 255
    elif damage == "add":
        body += b"\xff" * 100
    else:
        body[-40:] = bytes(40)
    file.write_bytes(body)
    with Kept(store, "as now") as kept:
        assert kept.annotation("one") == ANNOTATION
        assert (kept.annotation("two") is None) == (damage != "add")
        kept.keep([("three", ANNOTATION)])
    assert kept_articles(store) == 2 + (damage == "add")


def test_a_file_of_another_kind_is_no_work(tmp_path: Path) -> None:
    kept_file(tmp_path / "kg.db").write_bytes(b"\x80\x04pickle" * 100)
    report = build_store([SAMPLE], tmp_path / "kg.db")
    assert (report.resumed, report.read) == (0, 30)


def test_a_link_put_in_its_place_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    for name in ("kg.db.annotated", "kg.db.part"):
        (tmp_path / name).symlink_to(victim)
    build_store([SAMPLE], tmp_path / "kg.db")
    assert victim.read_text() == "precious"
