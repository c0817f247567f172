"""How the command ends and what it writes to a terminal."""

from __future__ import annotations

import os
import pty
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from kg.cli.table import width

from tests.conftest import SAMPLE

Run = Callable[..., subprocess.CompletedProcess[str]]

KG = Path(sys.executable).with_name("kg")


def on_a_terminal(*args: object, columns: int = 80, **env: str) -> str:
    """Run the command with a terminal for standard output; return what it wrote there."""
    here, there = pty.openpty()
    settings = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm", **env}
    settings.pop("NO_COLOR", None) if "NO_COLOR" not in env else None
    process = subprocess.Popen(
        [KG, *map(str, args)], stdout=there, stderr=subprocess.DEVNULL, env=settings, close_fds=True
    )
    os.close(there)
    parts = []
    while True:
        try:
            part = os.read(here, 65536)
        except OSError:
            break
        if not part:
            break
        parts.append(part)
    os.close(here)
    assert process.wait(60) == 0
    return b"".join(parts).decode("utf-8").replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 120, 200])
@pytest.mark.parametrize(
    "question",
    [
        ("neighbors", "上海仪电"),
        ("facts",),
        ("path", "李明", "浦东新区"),
        ("show", "上海仪电"),
        ("search", "仪电"),
    ],
)
def test_tables_fit_the_terminal(question: tuple[str, ...], columns: int, small: Path) -> None:
    text = on_a_terminal(*question, "--store", small, "--no-color", columns=columns)
    assert text
    assert max(width(line) for line in text.splitlines()) <= columns


def test_evidence_is_read_on_an_ordinary_terminal(small: Path) -> None:
    text = on_a_terminal("neighbors", "上海仪电", "--store", small, "--limit", 1, columns=80)
    assert "上海仪电位于浦东新区。" in text
    assert "locatedIn" in text and "2026-01-10" in text


def test_colour_only_where_it_is_wanted(small: Path) -> None:
    ask = ("facts", "--store", small)
    assert "\x1b[1m" in on_a_terminal(*ask)
    assert "\x1b" not in on_a_terminal(*ask, NO_COLOR="1")
    assert "\x1b" not in on_a_terminal(*ask, TERM="dumb")
    assert "\x1b" not in on_a_terminal(*ask, "--no-color")


def test_a_pipe_gets_neither_colour_nor_cuts(kg: Run, small: Path) -> None:
    text = kg("neighbors", "上海仪电", "--store", small, COLUMNS="40").stdout
    assert "\x1b" not in text
    assert "…" not in text


@pytest.mark.parametrize("fmt", ["table", "json", "jsonl", "csv", "md"])
def test_a_reader_that_goes_away_is_no_error(fmt: str, small: Path) -> None:
    command = f"'{KG}' facts --store '{small}' --format {fmt} --limit 1000 | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, encoding="utf-8", check=False)
    assert done.stderr == ""
    assert done.stdout.strip() == "0"


def test_an_answer_that_cannot_be_written(small: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [KG, "facts", "--store", small], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert b"standard output cannot be written" in done.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-"])
def test_a_closed_stream_is_no_accident(closed: str, small: Path) -> None:
    command = f"'{KG}' facts --store '{small}' {closed}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)


def interrupted(*args: object, after: float) -> tuple[int, str]:
    """Return exit code and standard error of the command, interrupted with its whole process group."""
    process = subprocess.Popen(
        [KG, *map(str, args)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8",
        start_new_session=True,
    )  # fmt: skip
    time.sleep(after)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    return process.returncode, err


@pytest.mark.slow
@pytest.mark.parametrize("after", [0.3, 0.8, 1.3, 1.8, 3.0])
def test_a_build_is_interrupted_quietly(after: float, tmp_path: Path) -> None:
    code, err = interrupted("build", SAMPLE, "--output", tmp_path / "out", "--jobs", 2, after=after)
    assert code in (0, 130)
    assert code == 0 or err == "" or (err.count("\n"), "goes on from there" in err) == (1, True)
    assert not list((tmp_path / "out").glob("*.part")) if (tmp_path / "out").exists() else True


@pytest.mark.slow
def test_questions_are_interrupted_quietly_wherever_they_are(built: Path) -> None:
    for tenth in range(1, 11):
        code, err = interrupted("top", "--by", "betweenness", "--store", built, after=0.4 + tenth * 0.05)
        # When all is said and Python itself is ending, it leaves the signal to the system.
        assert (code, err) == (130, "") or code in (0, -signal.SIGINT)


def test_ctrl_c_is_quiet(tmp_path: Path) -> None:
    # A named pipe without a writer: the command waits in it until it is interrupted.
    pipe = tmp_path / "articles.json"
    os.mkfifo(pipe)
    process = subprocess.Popen(
        [KG, "annotate", pipe], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, "", "")


def test_a_store_of_an_earlier_version(kg: Run, small: Path, tmp_path: Path) -> None:
    old = tmp_path / "kg.db"
    old.write_bytes(small.read_bytes())
    with sqlite3.connect(old) as db:
        db.execute("DROP TABLE around")
    db.close()
    done = kg("neighbors", "华为", "--store", old)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "build it again" in done.stderr


def test_a_damaged_store(kg: Run, small: Path, tmp_path: Path) -> None:
    broken = tmp_path / "kg.db"
    content = small.read_bytes()
    broken.write_bytes(
        content[: len(content) // 3] + b"\x00" * (len(content) // 3) + content[-len(content) // 3 :]
    )
    done = kg("facts", "--store", broken)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    (tmp_path / "text.db").write_text("no store")
    done = kg("facts", "--store", tmp_path / "text.db")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
