from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.build.keep import EVERYTHING, Keep, keep
from kg.config import ConfigError, Settings, find_config, load_settings, read_settings, template
from kg.model import RECOGNISERS

from tests.conftest import SAMPLE
from tests.stores import articles

Run = Callable[..., subprocess.CompletedProcess[str]]


def written(folder: Path, text: str) -> Path:
    path = folder / "kg.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_init_writes_the_defaults_commented(kg: Run, tmp_path: Path) -> None:
    assert kg("init", cwd=tmp_path).returncode == 0
    assert load_settings(tmp_path) == Settings()
    again = kg("init", cwd=tmp_path)
    assert (again.returncode, "--force" in again.stderr) == (1, True)
    assert kg("init", "--force", cwd=tmp_path).returncode == 0


def test_the_template_names_every_setting(tmp_path: Path) -> None:
    live = "\n".join(line.removeprefix("# ") if " = " in line else line for line in template().splitlines())
    (tmp_path / "names.csv").write_text("name,type\n", encoding="utf-8")
    settings = read_settings(written(tmp_path, live))
    for field in Settings.__struct_fields__:
        assert f"# {field} = " in template()
    assert settings.base_iri == Settings().base_iri
    assert settings.confidence == Settings().confidence


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("\nbase_iri = 3", 2, "base_iri: Expected a text, got a whole number"),
        ('base_iri = "no iri"', 1, "base_iri: Expected an IRI"),
        ("# c\n\nconfidence = 2.0", 3, "confidence: Expected a number from 0 to 1"),
        ("confidence = 'x'", 1, "confidence: Expected a number"),
        ('colour = "red"', 1, "colour: no such setting; there are base_iri"),
        ("lexicons = 'a.csv'", 1, "lexicons: Expected a list, got a text"),
        ("a = 1\nboilerplate = ['(']", 1, "a: no such setting"),
        ("\nboilerplate = ['(']", 2, "boilerplate: Not a regular expression"),
        ("confidence = 0.5\n[recognisers]\nx = 1", 2, "recognisers: Expected a list"),
        ("x = ", 1, "not valid TOML"),
        ("lexicons = [\n  'a.csv',\n]", 2, "lexicons: a.csv: there is no such file"),
        ("recognisers = ['ranker',\n  'x']", 2, "recognisers: no recogniser 'x'; there are ranker"),
    ],
)
def test_errors_name_file_line_and_key(kg: Run, tmp_path: Path, text: str, line: int, words: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        read_settings(path)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert words in str(caught.value)
    done = kg("build", SAMPLE, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, f"kg: {caught.value}\n")


@given(st.binary(max_size=80))
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("c") / "kg.toml"
    path.write_bytes(content)
    try:
        read_settings(path)
    except ConfigError as error:
        assert str(error).startswith(str(path))


def test_the_nearest_file_above_holds(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (tmp_path / "a" / "names.csv").write_text("name,type\n", encoding="utf-8")
    written(tmp_path, 'home_region = "上海市"')
    assert load_settings(deep).home_region == "上海市"
    written(tmp_path / "a", 'lexicons = ["names.csv"]')
    assert load_settings(deep) == Settings(lexicons=(str((tmp_path / "a" / "names.csv").resolve()),))
    found = find_config(deep)
    assert found is not None
    assert found.parent == (tmp_path / "a").resolve()


def test_build_follows_the_settings_and_options_go_before_them(kg: Run, tmp_path: Path) -> None:
    written(tmp_path, 'base_iri = "https://kg.example.com/x/"\nlexicons = ["a.csv"]\nboilerplate = ["^广告"]')
    (tmp_path / "a.csv").write_text("name,type\n火星重工,Company\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("name,type\n木星动力,Company\n", encoding="utf-8")
    article = (
        '{"id":"1","title":"t","published":"2026-01-01","text":"火星重工与木星动力签约。\\r广告火星重工"}'
    )
    (tmp_path / "in.jsonl").write_text(article, encoding="utf-8")
    done = kg("build", "in.jsonl", "--output", "one", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "https://kg.example.com/x/" in (tmp_path / "one" / "kg.ttl").read_text(encoding="utf-8")
    rows = kg("search", "星", "--store", "one", "--format", "csv", cwd=tmp_path).stdout
    assert "火星重工,company/火星重工,part,火星重工,1," in rows
    assert kg("build", "in.jsonl", "--output", "two", "--lexicon", "b.csv", cwd=tmp_path).returncode == 0
    assert "urn:kg:user:Company:火星重工" in kg("show", "火星重工", "--store", "one", cwd=tmp_path).stdout
    assert "urn:kg:user:Company:木星动力" in kg("show", "木星动力", "--store", "two", cwd=tmp_path).stdout
    # The options name other files: what the settings name is not read.
    assert "urn:kg:user" not in kg("show", "火星重工", "--store", "two", cwd=tmp_path).stdout


def test_what_is_kept_stays_consistent() -> None:
    for _, annotation in articles():
        assert keep(annotation, EVERYTHING) == annotation
        assert keep(annotation, Keep(recognisers=("test",))) == annotation
        assert keep(annotation, Keep(recognisers=("other",))).mentions == ()
        doubtful = annotation._replace(
            mentions=tuple(m._replace(confidence=0.1 * (n % 3)) for n, m in enumerate(annotation.mentions))
        )
        kept = keep(doubtful, Keep(confidence=0.1))
        assert all(m.confidence >= 0.1 for m in kept.mentions)
        assert {m.cluster for m in kept.mentions} == set(range(len(kept.clusters)))
        for mention in kept.mentions:
            assert mention.surface in kept.clusters[mention.cluster].surfaces
        for assertion in kept.assertions:
            assert max(assertion.head, assertion.tail) < len(kept.mentions)


def test_what_is_found_in_articles_names_a_recogniser_of_the_settings(kg: Run) -> None:
    lines = kg("annotate", SAMPLE).stdout.splitlines()
    found = {m["recogniser"] for line in lines for m in json.loads(line)["mentions"]}
    assert found and found <= set(RECOGNISERS)


def test_all_commands_take_the_base_iri_of_the_settings(kg: Run, tmp_path: Path) -> None:
    written(tmp_path, 'base_iri = "https://kg.example.com/x/"')
    (tmp_path / "in.jsonl").write_text(
        '{"id":"1","title":"t","published":"2026-01-01","text":"上海仪电位于上海。"}\n'
        '{"id":"2","title":"t","published":"2026-01-01","text":"华为位于深圳。"}\n',
        encoding="utf-8",
    )
    assert kg("build", "in.jsonl", "-o", "output", "--jobs", 1, cwd=tmp_path).returncode == 0
    assert kg("remove", "2", "-o", "output", cwd=tmp_path).returncode == 0
    assert "https://kg.example.com/x/entity" in (tmp_path / "output" / "kg.ttl").read_text(encoding="utf-8")
    assert "https://kg.example.com/x/entity" in kg("export", "-o", "-", cwd=tmp_path).stdout
    assert (
        "https://other.example/"
        in kg("export", "-o", "-", "--base-iri", "https://other.example/", cwd=tmp_path).stdout
    )
    asked = kg("sparql", "SELECT ?s { ?s a kg:Place }", "--format", "csv", cwd=tmp_path)
    assert "https://kg.example.com/x/entity" in asked.stdout
    written(tmp_path, "base_iri = 1")
    done = kg("export", "-o", "-", cwd=tmp_path)
    assert (done.returncode, "kg.toml:1: base_iri" in done.stderr) == (1, True)


def test_articles_are_read_anew_with_other_settings(kg: Run, tmp_path: Path) -> None:
    article = '{"id":"1","title":"t","published":"2026-01-01","text":"上海仪电位于上海。"}'
    (tmp_path / "in.jsonl").write_text(article, encoding="utf-8")
    build = ("build", "in.jsonl", "--jobs", 1)
    assert "0 entities" in kg(*build, "--min-confidence", "1", cwd=tmp_path).stdout
    again = kg(*build, cwd=tmp_path).stdout
    assert "already there" not in again and "0 entities" not in again
    assert "1 already there" in kg(*build, cwd=tmp_path).stdout
