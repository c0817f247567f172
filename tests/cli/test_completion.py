"""Completion as the three shells ask for it, and the scripts in the shells that are there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.export.stores import N, annotated, write_store

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


def shell(program: str, script: str, store: Path, tool: Callable[[str], str]) -> str:
    """Return what a shell prints, with our command on its path."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        [tool(program), "-c", script], capture_output=True, encoding="utf-8", check=False, timeout=60,
        env={**os.environ, "PATH": path, "KG_STORE": str(store), "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of names that a shell would take apart."""
    names = [
        N("World Labs, Inc", "Company"),
        N("World Bank (IBRD)", "Organization"),
        N("上海仪电", "Company"),
    ]
    article = annotated("a1", "2026-01-01", [names[0], "与", names[1], "与", names[2], "签约。"], [])
    return write_store(tmp_path_factory.mktemp("odd") / "kg.db", [article])


def test_bash_completes_for_real(odd: Path, tool: Callable[[str], str]) -> None:
    for begun, name in (("上海仪", "上海仪电"), ("World\\ L", "World Labs, Inc")):
        script = (
            'eval "$(kg completion bash)"; compopt() { echo quoted; };'
            f" COMP_WORDS=(kg show '{begun}'); COMP_CWORD=2; _kg_completion kg;"
            ' printf "%s\n" "${COMPREPLY[@]}"'
        )
        lines = shell("bash", script, odd, tool).splitlines()
        assert lines == (["quoted"] if " " in name else []) + [name]


def test_fish_completes_for_real(odd: Path, tool: Callable[[str], str]) -> None:
    script = "kg completion fish | source; complete -C 'kg show World'; complete -C 'kg nei'"
    lines = shell("fish", script, odd, tool).splitlines()
    assert {line.partition("\t")[0] for line in lines} == {
        "World Labs, Inc",
        "World Bank (IBRD)",
        "neighbors",
    }


def test_zsh_completes_for_real(odd: Path, tool: Callable[[str], str]) -> None:
    script = (
        "autoload -U compinit; compinit -u -D; compdef() { :; }; "
        'eval "$(kg completion zsh)"; '
        '_describe() { print -rl -- "${completions_with_descriptions[@]}"; }; '
        "words=(kg show World); CURRENT=3; _kg_completion"
    )
    lines = shell("zsh", script, odd, tool).splitlines()
    assert set(lines) == {"World Labs, Inc:Company", "World Bank (IBRD):Organization"}


def test_entities_are_completed_wherever_they_are_named(kg: Run, small: Path) -> None:
    for words, at in (("kg view 上海", 2), ("kg export --entity 上海", 3), ("kg path 上海", 2)):
        assert "上海仪电" in asked(kg, "bash", words, at, "上海", KG_STORE=str(small))
