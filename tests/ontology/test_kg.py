"""What every term of the ontology must have, and that code and ontology use the same words."""

from __future__ import annotations

from pathlib import Path

import pytest
from kg.model import CO_OCCURRENCE, ENTITY_TYPES, RELATIONS
from kg.vocab.ontology import load_ontology

from tests.conftest import ROOT
from tests.ontology.graphs import KG, OWL, RDF, RDFS, XSD, ontology

TERMS = {iri: values for iri, values in ontology().items() if iri.startswith(KG)}

# OWL 2 Profiles, section 4.2: the datatypes of OWL 2 RL that this ontology may use.
RL_DATATYPES = {RDFS + "Literal", RDF + "PlainLiteral"} | {
    XSD + t for t in ("string", "integer", "decimal", "double", "boolean", "dateTime", "anyURI")
}


def kinds(values: dict[str, list[object]]) -> set[str]:
    return {t.value.removeprefix(OWL) for t in values[RDF + "type"]}  # type: ignore[attr-defined]


@pytest.mark.parametrize("iri", sorted(TERMS))
def test_every_term_is_labelled_in_two_languages(iri: str) -> None:
    for predicate in (RDFS + "label", RDFS + "comment"):
        texts = {o.language: o.value for o in TERMS[iri][predicate]}
        assert set(texts) == {"en", "zh"}
        assert all(texts.values())
    assert TERMS[iri][RDFS + "isDefinedBy"]


@pytest.mark.parametrize(
    "iri", sorted(i for i, v in TERMS.items() if kinds(v) & {"ObjectProperty", "DatatypeProperty"})
)
def test_every_property_has_domain_and_range_in_rl(iri: str) -> None:
    (domain,), (range_,) = TERMS[iri][RDFS + "domain"], TERMS[iri][RDFS + "range"]
    assert domain.value.removeprefix(KG) in load_ontology().classes or "skos" in domain.value
    if "ObjectProperty" in kinds(TERMS[iri]):
        assert range_.value.removeprefix(KG) in load_ontology().classes or "skos" in range_.value
    else:
        assert range_.value in RL_DATATYPES


def test_code_and_ontology_use_the_same_words() -> None:
    found = load_ontology()
    assert set(ENTITY_TYPES) <= set(found.classes)
    assert [*RELATIONS, CO_OCCURRENCE] == list(found.relations)
    for name in (*ENTITY_TYPES, *RELATIONS):
        assert f'"{name}"' in (ROOT / "kg" / "model.py").read_text(encoding="utf-8")


def test_signatures_are_of_entity_types_inside_domain_and_range() -> None:
    found = load_ontology()

    def below(name: str) -> set[str]:
        return {name} | {s for sup in found.classes[name].superclasses for s in below(sup)}

    for relation in found.relations.values():
        if relation.name == CO_OCCURRENCE:
            continue
        values = TERMS[KG + relation.name]
        for types, predicate in ((relation.head_types, "domain"), (relation.tail_types, "range")):
            assert types
            assert set(types) <= set(ENTITY_TYPES)
            (bound,) = values[RDFS + predicate]
            assert all(bound.value.removeprefix(KG) in below(t) for t in types)


def test_symmetric_and_inverse() -> None:
    found = load_ontology().relations
    assert {r.name for r in found.values() if r.symmetric} == {"cooperatesWith", CO_OCCURRENCE}
    assert found["subsidiaryOf"].inverse_zh == "下属单位"
    assert found["visits"].inverse_en == "was visited by"
    for relation in found.values():
        assert (relation.label_zh != relation.inverse_zh) == (not relation.symmetric)


def test_official_is_a_person() -> None:
    assert load_ontology().classes["Official"].superclasses == ("Person",)


def test_signatures_hold_in_the_gold_of_the_sample() -> None:
    import json

    found = load_ontology().relations
    files = sorted((ROOT / "data" / "gold").glob("*.json"))
    assert files
    for path in files:
        record = json.loads(Path(path).read_text(encoding="utf-8"))
        types = {e["id"]: e["type"] for e in record["entities"]}
        for r in record["relations"]:
            assert types[r["head"]] in found[r["type"]].head_types, (path.name, r)
            assert types[r["tail"]] in found[r["type"]].tail_types, (path.name, r)
