"""Completion as the three shells ask for it, and the scripts in the shells that are there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


def asked(kg: Run, shell: str, words: str, at: int, begun: str, **env: str) -> str:
    position = begun if shell == "fish" else str(at)
    return kg(_KG_COMPLETE=f"{shell}_complete", COMP_WORDS=words, COMP_CWORD=position, **env).stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_names_of_entities_are_completed(kg: Run, small: Path, shell: str) -> None:
    answer = asked(kg, shell, "kg neighbors 上海", 2, "上海", KG_STORE=str(small))
    assert "上海仪电" in answer
    assert "华为" not in answer
    answer = asked(kg, shell, f"kg facts --store {small} --tail 浦", 5, "浦")
    assert "浦东新区" in answer


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_commands_and_choices_are_completed(kg: Run, shell: str) -> None:
    assert "neighbors" in asked(kg, shell, "kg nei", 1, "nei")
    assert "jsonl" in asked(kg, shell, "kg facts --format js", 3, "js")


def test_no_store_no_names_no_noise(kg: Run, tmp_path: Path) -> None:
    done = kg(
        cwd=tmp_path, _KG_COMPLETE="bash_complete", COMP_WORDS="kg show 上", COMP_CWORD="2", KG_STORE="none"
    )
    assert (done.stdout.strip(), done.stderr) == ("", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_valid(kg: Run, shell: str, tmp_path: Path, tool: Callable[[str], str]) -> None:
    script = kg("completion", shell)
    assert script.returncode == 0
    assert f"_KG_COMPLETE={shell}_complete" in script.stdout
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    path = tmp_path / "script"
    path.write_text(script.stdout, encoding="utf-8")
    done = subprocess.run([shell, "-n", path], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_bash_completes_for_real(kg: Run, small: Path) -> None:
    program = Path(sys.executable).parent
    script = (
        'eval "$(kg completion bash)"; COMP_WORDS=(kg show 上海仪); COMP_CWORD=2; _kg_completion kg;'
        ' printf "%s\\n" "${COMPREPLY[@]}"'
    )
    environment = {**os.environ, "PATH": f"{program}:{os.environ['PATH']}", "KG_STORE": str(small)}
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, encoding="utf-8", env=environment, check=False
    )
    assert "上海仪电" in done.stdout.splitlines(), done.stderr
