from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from kg.cli.main import COMMANDS, QUESTIONS, TOUR, cli

from tests.build.parquet import write_tables
from tests.conftest import ROOT

Run = Callable[..., subprocess.CompletedProcess[str]]

NEEDS_A_SERVER = {"push", "serve"}
TAKES_MINUTES = {"train"}


def command(name: str) -> click.Command:
    found = cli.get_command(click.Context(cli), name)
    assert found is not None
    return found


@pytest.fixture(scope="session")
def workplace(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the README leaves it: data/ and output/."""
    folder = tmp_path_factory.mktemp("workplace")
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copytree(built, folder / "output")
    write_tables(built / "kg.db", folder / "spark-output" / "tables")
    return folder


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - NEEDS_A_SERVER - TAKES_MINUTES))
def test_the_example_of_every_command_works(name: str, kg: Run, workplace: Path) -> None:
    example = re.search(r"Example:  kg (.+)", command(name).epilog or "")
    assert example, f"the help of {name} must end with an Example"
    done = kg(*shlex.split(example.group(1)), cwd=workplace)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_explained(name: str) -> None:
    found = command(name)
    assert found.help
    for parameter in found.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


def test_help_is_a_tour_in_whole_sentences(kg: Run) -> None:
    done = kg("--help", COLUMNS="80")
    assert done.returncode == 0
    for title, names in TOUR.items():
        assert f"{title}:" in done.stdout
        for name in names:
            assert re.search(rf"^  {name} +\S.*[^.]\.$", done.stdout, re.MULTILINE), name
    assert done.stdout.index("Begin:") < done.stdout.index("More:")
    assert "kg neighbors" in done.stdout


def test_every_help_ends_with_its_example(kg: Run) -> None:
    for name in COMMANDS:
        text = kg(name, "--help", COLUMNS="80").stdout
        assert re.search(rf"\n  Example:  kg {name}[^\n]*(?:\n  [^\n]+)*\n\Z", text), name


def test_questions_share_their_options() -> None:
    shared = {"--store", "--limit", "--format", "--lang", "--no-color", "-q", "-v"}
    for name in QUESTIONS:
        options = {o for p in command(name).params for o in p.opts}
        assert shared <= options, name
