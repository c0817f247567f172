"""The examples of a Markdown page: found, run, compared with the answers that the page gives, or written into it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from tests.conftest import ROOT

RUN = ("sh", "console", "python")
"""Languages of blocks that are run."""

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NOT_RUN = re.compile(r"<!-- not run: (\S[^\n]*) -->\n\Z")
_COMMAND = re.compile(r"^\$ ([^\n]+)\n((?:(?!\$ )[^\n]*\n)*)", re.MULTILINE)


class Block(NamedTuple):
    """A fenced block of a page: its language and text, where the text stands, and why it is not run, if it is not."""

    language: str
    text: str
    start: int
    end: int
    not_run: str


class Example(NamedTuple):
    """What is run: a script or some Python, the answer the page gives (None: none), and where it stands."""

    language: str
    text: str
    answer: str | None
    start: int
    end: int


def blocks(page: str) -> list[Block]:
    """Return the fenced blocks of a page's text."""
    found = []
    for fence in _FENCE.finditer(page):
        reason = _NOT_RUN.search(page, 0, fence.start())
        found.append(Block(fence[1], fence[2], *fence.span(2), reason[1] if reason else ""))
    return found


def examples(page: str) -> Iterator[Example]:
    """Yield what is to be run, in the order of the page; a ``text`` block after Python is its answer."""
    found = blocks(page)
    for block, following in zip_longest(found, found[1:]):
        if block.not_run:
            continue
        if block.language == "console":
            for command in _COMMAND.finditer(block.text):
                start, end = (block.start + at for at in command.span(2))
                yield Example("sh", command[1], command[2], start, end)
        elif block.language == "python" and following and following.language == "text":
            yield Example("python", block.text, following.text, following.start, following.end)
        elif block.language in RUN:
            yield Example(block.language, block.text, None, block.end, block.end)


def matches(answer: str, said: str) -> bool:
    """Tell whether what was said is the answer, in which … stands for anything and white space for any white space."""
    lines = []
    for line in answer.splitlines():
        words = [re.escape(word).replace("…", "[^\n]*") for word in line.split()]
        lines.append("(?:[^\n]*\n)*?" if line == "…" else "[ ]*" + "[ ]*".join(words) + "[ ]*\n")
    return bool(re.fullmatch("".join(lines), said))


def prepare(folder: Path, output: Path) -> None:
    """Make a folder look like a checkout in which ``make demo`` has been run; ``output`` is what it wrote."""
    for name in ("data/articles.json", "data/gold", "ontology"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        copy(ROOT / name, folder / name)
    shutil.copytree(output, folder / "output")
    (folder / ".venv").symlink_to(sys.prefix)


class Session:
    """Runs the examples of one page, one after the other, in a folder; Python shares its variables.

    Python runs in this process: its working directory must be the folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.variables: dict[str, object] = {}
        programs = str(Path(sys.executable).parent)
        self.environment = {
            **os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "BROWSER": "true", "COLUMNS": "120",
        }  # fmt: skip

    def run(self, example: Example) -> str:
        """Return what the example says on standard output; raise an error where it fails."""
        if example.language == "python":
            said = StringIO()
            with redirect_stdout(said):
                exec(compile(example.text, "example", "exec"), self.variables)
            return said.getvalue()
        return self.shell(example.text)

    def shell(self, script: str) -> str:
        """Return what a script says on standard output; raise an error where it fails."""
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"
        return done.stdout


def rewritten(page: str, session: Session) -> str:
    """Return the page with every answer replaced by what its example says now."""
    parts, at = [], 0
    for example in examples(page):
        said = session.run(example)
        if example.answer is not None:
            parts += [page[at : example.start], *(line.rstrip() + "\n" for line in said.splitlines())]
            at = example.end
    return "".join([*parts, page[at:]])
