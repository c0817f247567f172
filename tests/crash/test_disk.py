"""Full disks, read-only folders, two builds at once, reading while building: one clear line each, no harm."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import orjson
import pytest
from kg.locks import Held, only_one
from kg.store.check import check_store
from kg.store.errors import StoreError
from kg.store.reader import Store
from kg.store.writer import StoreWriter

from tests.build.contents import contents, differences
from tests.conftest import SAMPLE, Run
from tests.crash.killing import whole

KB = 1024


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[Path]:
    """Give a small file system of its own; skips where this user may not mount one."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount command here")
    if done.returncode:
        pytest.skip(f"a file system cannot be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def halves(tmp_path: Path) -> tuple[Path, Path]:
    """The sample in two files."""
    found = orjson.loads(SAMPLE.read_bytes())
    paths = tmp_path / "early.json", tmp_path / "late.json"
    for path, part in zip(paths, (found[:15], found[15:]), strict=True):
        path.write_bytes(orjson.dumps(part))
    return paths


@pytest.mark.slow
def test_a_full_disk(tmp_path: Path, kg: Run, built: Path, halves: tuple[Path, Path]) -> None:
    early, late = halves
    with mounted(tmp_path / "small", "size=16m") as folder:
        output, ballast = folder / "out", folder / "ballast"
        assert kg("build", early, "-o", output, "--jobs", "1").returncode == 0
        before = whole(output)
        failed = 0
        for free in (0, 64, 512, 1024, 1700, 2400, 3000):
            info = os.statvfs(folder)
            ballast.write_bytes(bytes(info.f_bavail * info.f_frsize - free * KB))
            done = kg("build", late, "-o", output, "--jobs", "1", "-q")
            ballast.unlink()
            if done.returncode == 0:
                break
            failed += 1
            assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
            assert "cannot be written" in done.stderr and str(output) in done.stderr
            assert "full" in done.stderr or "No space" in done.stderr, done.stderr
            after = whole(output)
            if after["kg.db"] == before["kg.db"]:
                assert after == before
            assert not list(output.glob("*.part")) and not list(output.glob(".*.part"))
        assert failed >= 3
        assert kg("build", late, "-o", output, "--jobs", "1").returncode == 0
        assert differences(output / "kg.db", built / "kg.db") == {}
        assert (output / "kg.html").read_bytes() == (built / "kg.html").read_bytes()
        assert kg("validate", "--store", output / "kg.db").returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("fmt", ["turtle", "gexf", "neo4j", "parquet"])
def test_exports_to_a_full_disk(fmt: str, tmp_path: Path, kg: Run, built: Path) -> None:
    with mounted(tmp_path / "small", "size=32k") as folder:
        target = folder / "graph"
        done = kg("export", "--format", fmt, "-o", target, "--store", built)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
        assert f"{target}: cannot be written: " in done.stderr
        assert "No space left on device" in done.stderr
        assert list(folder.iterdir()) == []


def test_a_read_only_folder(tmp_path: Path, kg: Run, built: Path) -> None:
    with mounted(tmp_path / "read-only", "size=1m", "ro") as folder:
        for arguments in (
            ("build", SAMPLE, "-o", folder),
            ("build", SAMPLE, "-o", folder / "out"),
            ("export", "-o", folder / "graph.ttl", "--store", built),
            ("view", "-o", folder / "graph.html", "--store", built),
        ):
            done = kg(*arguments)
            assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
            assert "cannot be written: Read-only file system" in done.stderr


def test_a_store_in_a_read_only_folder_is_read(tmp_path: Path, kg: Run, built: Path) -> None:
    with mounted(tmp_path / "read-only", "size=16m") as folder:
        (folder / "kg.db").write_bytes((built / "kg.db").read_bytes())
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        for arguments in (("stats",), ("sparql", "ASK {}"), ("facts", "--limit", "1")):
            assert kg(*arguments, "--store", folder).returncode == 0
        done = kg("remove", "sample_02", "-o", folder)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert "Read-only file system" in done.stderr


def test_two_builds_at_once(tmp_path: Path, kg: Run, built: Path) -> None:
    output, pipe = tmp_path / "out", tmp_path / "pipe.jsonl"
    os.mkfifo(pipe)
    command = [Path(sys.executable).with_name("kg"), "build", pipe, "-o", output, "--jobs", "1"]
    first = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8")
    with pipe.open("wb") as stream:
        while not (output / "kg.db.part").exists():
            time.sleep(0.05)
        second = kg("build", SAMPLE, "-o", output)
        assert (second.returncode, second.stderr.count("\n")) == (1, 1)
        assert f"{output}: another build is writing there; wait until it has ended" in second.stderr
        stream.write(b"\n".join(map(orjson.dumps, orjson.loads(SAMPLE.read_bytes()))))
    _, err = first.communicate(timeout=120)
    assert (first.returncode, err) == (0, "")
    assert differences(output / "kg.db", built / "kg.db") == {}
    assert check_store(output / "kg.db") == []


def test_two_writers_of_one_store(tmp_path: Path) -> None:
    path = tmp_path / "kg.db"
    with StoreWriter(path):
        with pytest.raises(StoreError, match="another process is writing it"):
            StoreWriter(path)
        with StoreWriter(tmp_path / "other.db"):
            pass
        assert (tmp_path / "kg.db.part").exists()
    with StoreWriter(path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_lock_is_free_again_however_it_ends(tmp_path: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from kg.locks import only_one\n"
        "with only_one(Path(sys.argv[1])):\n print(flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", program, tmp_path / "x"], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    with pytest.raises(Held), only_one(tmp_path / "x"):
        pass
    process.kill()
    process.communicate()
    with only_one(tmp_path / "x"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_reading_while_building(tmp_path: Path, kg: Run, halves: tuple[Path, Path]) -> None:
    output = tmp_path / "out"
    assert kg("build", halves[0], "-o", output, "--jobs", "1").returncode == 0
    before = contents(output / "kg.db")
    command = [Path(sys.executable).with_name("kg"), "build", halves[1], "-o", output, "--jobs", "1", "-q"]
    process = subprocess.Popen(command)
    seen = []
    with Store(output / "kg.db") as opened_before:
        while process.poll() is None:
            with Store(output / "kg.db") as store:
                seen.append(store.counts()["articles"])
                assert (
                    len(list(store.entities()))
                    == len({e.key for e in store.entities()})
                    == store.counts()["entities"]
                )
            time.sleep(0.02)
        assert opened_before.counts()["articles"] == 15
    assert process.returncode == 0
    assert set(seen) <= {15, 30} and seen[0] == 15
    assert len(before["articles"]) == 15 and len(contents(output / "kg.db")["articles"]) == 30
