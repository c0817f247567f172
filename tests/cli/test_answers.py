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
from kg.export.shacl import Violation
from kg.model import CO_OCCURRENCE, ENTITY_TYPES, RELATIONS
from kg.query.articles import ArticleRow
from kg.query.difference import Difference
from kg.query.facts import FactRow
from kg.query.neighbors import Neighbor
from kg.query.paths import Path as GraphPath
from kg.query.profile import Profile
from kg.query.rows import field_names
from kg.query.search import Hit
from kg.query.statistics import Count
from kg.query.timeline import TimelineRow
from kg.query.top import Ranked

from tests.conftest import ROOT, SAMPLE
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


RECORDS = {
    "neighbors": Neighbor, "show": Profile, "path": GraphPath, "facts": FactRow, "search": Hit, "timeline": TimelineRow,
    "articles": ArticleRow, "stats": Count, "top": Ranked, "diff": Difference, "validate": Violation,
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_the_schema_has_the_fields_and_words_of_the_record(name: str) -> None:
    schema = json.loads((ROOT / "docs" / "schema" / f"{name}.json").read_text(encoding="utf-8"))
    described = schema.get("items", schema)
    assert list(described["properties"]) == field_names(RECORDS[name]) == described["required"]
    assert described["additionalProperties"] is False
    for column, field in described["properties"].items():
        if column == "type":
            assert set(field["enum"]) - {"Article"} == set(ENTITY_TYPES)
        if column == "relation":
            assert set(field["enum"]) - {"", CO_OCCURRENCE} == set(RELATIONS)


def test_annotations_are_as_documented(kg: Run) -> None:
    schema = json.loads((ROOT / "docs" / "schema" / "annotate.json").read_text(encoding="utf-8"))
    for options in ((), ("--with-text",)):
        lines = kg("annotate", SAMPLE, *options).stdout.splitlines()
        assert len(lines) == 30
        for line in lines:
            jsonschema.validate(json.loads(line), schema)


def test_scores_and_violations_are_as_documented(kg: Run, small: Path, tmp_path: Path) -> None:
    gold = ROOT / "data" / "gold"
    scores = kg("evaluate", gold, "--articles", SAMPLE, "--format", "json")
    schema = json.loads((ROOT / "docs" / "schema" / "evaluate.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(scores.stdout), schema)
    bad = tmp_path / "bad.ttl"
    bad.write_text(
        "@prefix kg: <https://example.org/kg/ontology#> . <urn:x> a kg:Company .", encoding="utf-8"
    )
    done = kg("validate", bad, "--format", "json")
    schema = json.loads((ROOT / "docs" / "schema" / "validate.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(done.stdout), schema)


def test_every_schema_is_of_a_command() -> None:
    names = {path.stem for path in (ROOT / "docs" / "schema").glob("*.json")}
    assert names == {*QUESTIONS, "annotate", "evaluate", "validate"}
    cli = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert all(f"(schema/{name}.json)" in cli for name in names)


def test_chance_is_shown_beside_significance(kg: Run, small: Path) -> None:
    ask = ("上海仪电", "--store", small, "--format", "json")
    for row in json.loads(kg("neighbors", *ask).stdout) + json.loads(kg("show", *ask).stdout)["together"]:
        assert (row["p_value"] is None) == (row["relation"] != "coOccursWith")
        assert row["p_value"] is None or 0 <= row["p_value"] < 1


@pytest.mark.parametrize("name", LISTS)
def test_csv_has_the_same_rows(name: str, kg: Run, small: Path) -> None:
    ask = (*QUESTIONS[name], "--store", small, "--format")
    answer = json.loads(kg(*ask, "json").stdout)
    rows = list(csv.DictReader(io.StringIO(kg(*ask, "csv").stdout)))
    assert [list(r) for r in rows] == [list(a) for a in answer]
    for row, wanted in zip(rows, answer, strict=True):
        for key, value in wanted.items():
            text = " ".join(("" if value is None else str(value)).split())
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


def test_why_names_were_joined_is_told_when_asked(kg: Run, small: Path) -> None:
    told = json.loads(kg("show", "上海仪电", "--store", small, "--format", "json").stdout)
    reasons = {name["why"] for name in told["names"]} - {""}
    assert reasons
    assert not any(why in kg("show", "上海仪电", "--store", small).stdout for why in reasons)
    shown = kg("show", "上海仪电", "--store", small, "--why").stdout
    assert all(why in shown for why in reasons)


def test_quiet_and_verbose(kg: Run, small: Path) -> None:
    ask = ("neighbors", "上海仪电", "--store", small)
    assert "mentions" in kg(*ask).stderr
    assert kg(*ask, "-q").stderr == ""
    assert "answered in" in kg(*ask, "-q", "-v").stderr
    assert kg(*ask, "-q").stdout == kg(*ask, "-v").stdout


def test_what_writes_can_be_quiet(kg: Run, tmp_path: Path) -> None:
    article = '{"id":"1","title":"t","published":"2026-01-01","text":"上海仪电位于上海。"}'
    more = article.replace('"1"', '"2"')
    (tmp_path / "in.jsonl").write_text(f"{article}\n{more}\n", encoding="utf-8")
    for command in (
        ("build", "in.jsonl", "--jobs", 1), ("remove", "2"), ("export", "-o", "g.ttl"), ("view", "-o", "g.html"),
    ):  # fmt: skip
        done = kg(*command, "-q", cwd=tmp_path)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "g.ttl").stat().st_size and (tmp_path / "g.html").stat().st_size


def test_a_limit_that_cuts_is_told(kg: Run, small: Path) -> None:
    for ask in (("facts",), ("search", "上海"), ("diff", "2025", "2026")):
        done = kg(*ask, "--limit", 1, "--format", "csv", "--store", small)
        assert done.stderr == "stopped at --limit 1\n"
        assert kg(*ask, "--limit", 1, "--store", small, "-q").stderr == ""
        assert "stopped" not in kg(*ask, "--limit", 1000, "--store", small).stderr


def test_the_nearest_store_above_is_asked(kg: Run, small: Path, tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "kg.db").write_bytes(small.read_bytes())
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    assert kg("show", "华为", cwd=deep).returncode == 0
    assert kg("show", "华为", "--store", small.parent, cwd=tmp_path.parent).returncode == 0


@pytest.mark.parametrize("words", [("Company", "locatedIn"), ("company", "LOCATEDIN"), ("企业", "位于")])
def test_words_are_taken_in_any_case_and_by_their_labels(
    words: tuple[str, str], kg: Run, small: Path
) -> None:
    ask = ("facts", "--type", words[0], "--relation", words[1], "--store", small, "--format", "jsonl")
    (row,) = map(json.loads, kg(*ask).stdout.splitlines())
    assert (row["head_type"], row["relation"]) == ("Company", "locatedIn")


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
        (("path", "华为", "华为"), 1, "both are one entity: company/华为"),
        (("diff", "2026", "2025"), 1, "is not before"),
        (("diff", "2026", "other.db"), 1, "give two dates or two stores"),
        (("facts", "--since", "2027", "--until", "2026"), 1, "--until 2026 is before --since 2027"),
        (("facts", "--since", "2026-02-30"), 2, "is not a date"),
        (("timeline", "华为", "--until", "2026-13"), 2, "is not a date"),
        (("neighbours", "华为"), 2, "Did you mean neighbors?"),
        (("xyzzy",), 2, "See kg --help"),
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
