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


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
@pytest.mark.parametrize("question", [("neighbors", "上海仪电"), ("facts",), ("path", "李明", "浦东新区")])
def test_tables_fit_the_terminal(question: tuple[str, ...], columns: int, small: Path) -> None:
    text = on_a_terminal(*question, "--store", small, "--no-color", columns=columns)
    assert text
    assert max(width(line) for line in text.splitlines()) <= columns


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
