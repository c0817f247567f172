"""Every question in every format: JSON as documented, the same rows in CSV, nothing but data on stdout."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import ROOT
from tests.stores import make_earlier

Run = Callable[..., subprocess.CompletedProcess[str]]

QUESTIONS = {
    "neighbors": ("neighbors", "上海仪电"),
    "show": ("show", "上海仪电"),
    "path": ("path", "李明", "浦东新区"),
    "facts": ("facts",),
    "search": ("search", "仪电"),
    "timeline": ("timeline", "上海仪电"),
    "articles": ("articles",),
    "stats": ("stats",),
    "top": ("top",),
    "diff": ("diff", "2025", "2026"),
}
LISTS = sorted(set(QUESTIONS) - {"show", "path"})


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_json_is_as_documented(name: str, kg: Run, small: Path) -> None:
    done = kg(*QUESTIONS[name], "--format", "json", "--store", small)
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    schema = json.loads((ROOT / "docs" / "schema" / f"{name}.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(answer, schema)
    assert answer
    lines = kg(*QUESTIONS[name], "--format", "jsonl", "--store", small).stdout.splitlines()
    assert [json.loads(line) for line in lines] == ([answer] if name == "show" else answer)


@pytest.mark.parametrize("name", LISTS)
def test_csv_has_the_same_rows(name: str, kg: Run, small: Path) -> None:
    ask = (*QUESTIONS[name], "--store", small, "--format")
    answer = json.loads(kg(*ask, "json").stdout)
    rows = list(csv.DictReader(io.StringIO(kg(*ask, "csv").stdout)))
    assert [list(r) for r in rows] == [list(a) for a in answer]
    for row, wanted in zip(rows, answer, strict=True):
        for key, value in wanted.items():
            text = " ".join(str(value).split())
            assert row[key] == (f"'{text}" if text.startswith("=") else text)


@pytest.mark.parametrize("name", sorted(QUESTIONS))
@pytest.mark.parametrize("fmt", ["table", "md", "csv"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_format_speaks_both_languages(name: str, fmt: str, lang: str, kg: Run, small: Path) -> None:
    done = kg(*QUESTIONS[name], "--format", fmt, "--lang", lang, "--store", small, "-q")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout
    if name in ("neighbors", "facts", "timeline"):
        assert ("位于" if lang == "zh" else "is located in") in done.stdout
        assert "locatedIn" not in done.stdout


def test_an_empty_answer_is_still_an_answer(kg: Run, small: Path) -> None:
    ask = ("neighbors", "上海仪电", "--since", "2100", "--store", small, "-q", "--format")
    assert json.loads(kg(*ask, "json").stdout) == []
    assert kg(*ask, "jsonl").stdout == ""
    assert kg(*ask, "csv").stdout.startswith("relation,direction,name")
    assert kg(*ask, "table").stdout == ""


def test_formulas_are_defused_in_csv_alone(kg: Run, small: Path) -> None:
    ask = ("search", "cmd", "--store", small, "--format")
    assert "\"'=cmd|" in kg(*ask, "csv").stdout
    assert json.loads(kg(*ask, "json").stdout)[0]["name"] == '=cmd|"x"'


def test_markdown_cannot_be_broken_out_of(kg: Run, small: Path) -> None:
    done = kg("articles", "--store", small, "--format", "md")
    assert "<script>" not in done.stdout
    assert "\\<script\\>" in done.stdout


def test_quiet_and_verbose(kg: Run, small: Path) -> None:
    ask = ("neighbors", "上海仪电", "--store", small)
    assert "mentions" in kg(*ask).stderr
    assert kg(*ask, "-q").stderr == ""
    assert "answered in" in kg(*ask, "-q", "-v").stderr
    assert kg(*ask, "-q").stdout == kg(*ask, "-v").stdout


def test_the_nearest_store_above_is_asked(kg: Run, small: Path, tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "kg.db").write_bytes(small.read_bytes())
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    assert kg("show", "华为", cwd=deep).returncode == 0
    assert kg("show", "华为", "--store", small.parent, cwd=tmp_path.parent).returncode == 0


def test_two_stores_are_compared(kg: Run, small: Path, tmp_path: Path) -> None:
    earlier = make_earlier(tmp_path / "kg.db")
    done = kg("diff", tmp_path, small, "--format", "json", "--limit", 100)
    assert {d["change"] for d in json.loads(done.stdout)} == {"added", "changed"}
    assert kg("diff", earlier, earlier).stdout == ""
    assert kg("diff", tmp_path / "none.db", small).returncode == 1


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("show", "火星公司"), 1, "no entity is named"),
        (("search", "火星火星"), 1, "nothing found"),
        (("path", "李明", "王伟", "--via", "Event", "--facts-only"), 1, "no path from 李明 to 王伟"),
        (("diff", "2026", "2025"), 1, "is not before"),
        (("top", "--by", "fame"), 2, "fame"),
        (("facts", "--relation", "likes"), 2, "likes"),
        (("stats", "--limit", "0"), 2, "--limit"),
        (("neighbors",), 2, "ENTITY"),
        (("nonsense",), 2, "nonsense"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(
    arguments: tuple[str, ...], code: int, words: str, kg: Run, small: Path
) -> None:
    done = kg(*arguments, KG_STORE=str(small))
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
