"""The tutorial, run as it stands: commands with their answers, Python blocks in one session."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

Run = Callable[..., subprocess.CompletedProcess[str]]

TUTORIAL = ROOT / "docs" / "tutorial.md"


def blocks() -> list[tuple[str, str]]:
    """Return the language and the text of every block."""
    return re.findall(
        r"^```(\w+)\n(.*?)^```$", TUTORIAL.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )


def as_pattern(expected: str) -> re.Pattern[str]:
    """Return a pattern in which … stands for anything and white space for any white space."""
    lines = []
    for line in expected.splitlines():
        words = [re.escape(word).replace("…", "[^\n]*") for word in line.split()]
        lines.append("(?:[^\n]*\n)*?" if line == "…" else "[ ]*" + "[ ]*".join(words) + "[ ]*\n")
    return re.compile("".join(lines) + r"\Z" if expected.strip() else r"\Z")


def test_every_block_is_run() -> None:
    kinds = [kind for kind, _ in blocks()]
    assert set(kinds) == {"console", "python"}
    assert len(kinds) == TUTORIAL.read_text(encoding="utf-8").count("```") // 2


def test_the_tutorial_is_true(kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    session: dict[str, object] = {}
    for kind, text in blocks():
        if kind == "python":
            exec(compile(text, str(TUTORIAL), "exec"), session)
            continue
        for command, expected in re.findall(r"^\$ ([^\n]+)\n((?:[^$\n][^\n]*\n)*)", text, re.MULTILINE):
            program, *arguments = shlex.split(command)
            assert program == "kg"
            done = kg(*arguments, cwd=tmp_path)
            assert done.returncode == 0, done.stderr
            assert as_pattern(expected).match(done.stdout), f"{command}\n{done.stdout}"
