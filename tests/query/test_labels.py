from __future__ import annotations

import json
from pathlib import Path

import kg.query.labels as labels_module
import pytest
from kg.model import CO_OCCURRENCE, ENTITY_TYPES, RELATIONS
from kg.query.articles import ArticleRow
from kg.query.difference import Difference
from kg.query.facts import FactRow
from kg.query.labels import heading, named, phrase, term, translated, value
from kg.query.neighbors import Neighbor
from kg.query.paths import PathStep
from kg.query.profile import NameRow, Profile
from kg.query.rows import field_names
from kg.query.search import Hit
from kg.query.statistics import Count
from kg.query.timeline import TimelineRow
from kg.query.top import Ranked
from kg.vocab.ontology import load_ontology

from tests.conftest import ROOT


def test_the_words_are_those_of_the_ontology() -> None:
    path = Path(labels_module.__file__).with_name("labels.json")
    terms = json.loads(path.read_text(encoding="utf-8"))["terms"]
    ontology = load_ontology()
    known = {**ontology.classes, **ontology.relations}
    for name in (*ENTITY_TYPES, "Official", *RELATIONS, CO_OCCURRENCE):
        assert terms[name] == {"en": known[name].label_en, "zh": known[name].label_zh}
    assert set(terms) - set(known) == {"Article"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_field_of_an_answer_has_a_heading(lang: str) -> None:
    for kind in (
        Neighbor,
        Profile,
        NameRow,
        PathStep,
        FactRow,
        Hit,
        TimelineRow,
        ArticleRow,
        Count,
        Ranked,
        Difference,
    ):
        for field in field_names(kind):
            assert heading(field, lang) != "" and (lang == "en" or not heading(field, lang).isascii()), field


def test_without_a_language_words_stay() -> None:
    record = {"relation": "locatedIn", "type": "Company", "name": "Company"}
    assert translated(record, None) == record
    assert translated(record, "zh") == {"relation": "位于", "type": "企业", "name": "Company"}
    assert term("locatedIn", None) == "locatedIn"


def test_words_are_found_by_their_labels() -> None:
    assert {named(text) for text in ("Company", "company", "企业")} == {"Company"}
    assert named("is located in") == "locatedIn"
    assert named("火星") is None


def test_groups_are_translated_but_no_name_of_an_entity() -> None:
    assert translated({"what": "entities", "name": "Company", "count": 1}, "zh")["name"] == "企业"
    assert translated({"what": "total", "name": "names", "count": 1}, "zh")["name"] == "名称"
    assert translated({"what": "articles", "name": "Company", "count": 1}, "zh")["name"] == "Company"
    assert value("direction", "out", "zh") == "出"
    assert phrase("seen", None, mentions=2, articles=1) == "mentions 2, articles 1"


def test_every_word_of_the_schemas_is_translated() -> None:
    for path in (ROOT / "docs" / "schema").glob("*.json"):
        for column, field in (
            json.loads(path.read_text(encoding="utf-8")).get("items", {}).get("properties", {}).items()
        ):
            for word in field.get("enum", ()):
                assert not word or not str(translated({column: word}, "zh")[column]).isascii(), (column, word)
