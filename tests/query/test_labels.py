from __future__ import annotations

import json
from pathlib import Path

import kg.query.labels as labels_module
import pytest
from kg.model import CO_OCCURRENCE, ENTITY_TYPES, RELATIONS
from kg.query.labels import heading, term, translated
from kg.vocab.ontology import load_ontology


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
    for schema in Path(__file__).parents[2].joinpath("docs", "schema").glob("*.json"):
        read = json.loads(schema.read_text(encoding="utf-8"))
        for field in read.get("items", read)["properties"]:
            assert heading(field, lang) != "" and (lang == "en" or not heading(field, lang).isascii()), field


def test_without_a_language_words_stay() -> None:
    record = {"relation": "locatedIn", "type": "Company", "name": "Company"}
    assert translated(record, None) == record
    assert translated(record, "zh") == {"relation": "位于", "type": "企业", "name": "Company"}
    assert term("locatedIn", None) == "locatedIn"
