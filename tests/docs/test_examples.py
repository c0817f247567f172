"""Every example of the README and the docs is run, and says what the page says it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.docs.examples import RUN, Session, blocks, examples, matches, prepare
from tests.docs.write import WRITTEN

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
OTHER = ("text", "sparql", "diff")
"""Languages of blocks that are not run here: answers; queries, which tests/sparql runs; changes of the code."""

DONE_ELSEWHERE = {"CONTRIBUTING.md"}  # test_contributing.py


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_block_is_run_or_says_why_not(page: Path) -> None:
    text = read(page)
    found = blocks(text)
    assert len(found) == text.count("```") / 2
    for block in found:
        assert block.language in RUN or block.language in OTHER, block.text
    assert "\n\n    " not in text, "a block is written between fences, so that it is seen and run"


@pytest.mark.slow
@pytest.mark.parametrize(
    "page",
    [p for p in PAGES if p.name not in DONE_ELSEWHERE and list(examples(read(p)))],
    ids=lambda p: p.name,
)
def test_the_examples_of_a_page_are_true(
    page: Path, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(tmp_path, built)
    monkeypatch.chdir(tmp_path)
    session = Session(tmp_path)
    for example in examples(read(page)):
        said = session.run(example)
        if example.answer is None:
            continue
        if page == WRITTEN:
            said = "".join(line.rstrip() + "\n" for line in said.splitlines())
            assert said == example.answer, f"{example.text}\nwrite the answers anew: make examples"
        else:
            assert matches(example.answer, said), f"{example.text}\n{said}"
