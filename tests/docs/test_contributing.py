"""What CONTRIBUTING.md tells to do is done, in a copy of the package, and works."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.docs.examples import Session, blocks, prepare

PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
_FILE = re.compile(r"<!-- file: (\S+) -->\n```\w+\n\Z")


def change(path: Path, diff: str) -> None:
    """Put the lines with + where those without it stand, which must be one place of the file."""
    old = "".join(line[1:] for line in diff.splitlines(keepends=True) if line[0] != "+")
    new = "".join(line[1:] for line in diff.splitlines(keepends=True) if line[0] != "-")
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path}: not one place with\n{old}"
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.slow
def test_a_format_and_a_recogniser_are_added_as_told(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(tmp_path, built)
    shutil.copytree(ROOT / "kg", tmp_path / "kg", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    session = Session(tmp_path)
    said = []
    for block in blocks(PAGE):
        file = _FILE.search(PAGE, 0, block.start)
        if block.not_run:
            continue
        if block.language == "diff":
            assert file
            change(tmp_path / file[1], block.text)
        elif file:
            (tmp_path / file[1]).write_text(block.text, encoding="utf-8")
        else:
            said.append(session.shell(block.text))
    exported, scores = said
    assert len(exported.splitlines()) == 3
    assert all(line.count("\t") == 3 for line in exported.splitlines())
    assert "relations" in scores
    session.shell("mypy --strict kg/export/tsv.py kg/extract/propose.py")
