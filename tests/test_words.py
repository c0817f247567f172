"""The words of the project are the same in code, ontology, shapes, context, command line, JSON Schemas and docs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import click
import rdflib
from kg.cli.main import COMMANDS, cli
from kg.model import CO_OCCURRENCE, ENTITY_TYPES, MODALITIES, RELATIONS
from kg.resources import ontology_dir
from kg.vocab.ontology import KG, load_ontology
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS, SH

from tests.conftest import ROOT

TYPES, FAMILIES = set(ENTITY_TYPES), (set(ENTITY_TYPES), set(RELATIONS), set(MODALITIES))
ALSO = {"Official", "Article", CO_OCCURRENCE, ""}
"""What may stand beside a family of words: the subclass, what a search finds too, what no sentence states, nothing."""

ONTOLOGY = rdflib.Graph().parse(ontology_dir() / "kg.ttl")
SHAPES = rdflib.Graph().parse(ontology_dir() / "shapes.ttl")


def local(terms: Any) -> set[str]:
    return {str(term).removeprefix(KG) for term in terms}


def families(choices: Iterator[list[str]]) -> int:
    """Check that choices which hold a word of a family hold the whole family; return how many do."""
    found = 0
    for words in choices:
        for family in FAMILIES:
            if family & set(words):
                assert family <= set(words) <= family | ALSO, words
                found += 1
    return found


def test_classes_and_relations_of_the_ontology() -> None:
    agents_and_areas = local(ONTOLOGY.subjects(RDFS.subClassOf, rdflib.URIRef(KG + "Entity"))) - TYPES
    leaves = local(
        s
        for parent in agents_and_areas
        for s in ONTOLOGY.subjects(RDFS.subClassOf, rdflib.URIRef(KG + parent))
    )
    direct = local(ONTOLOGY.subjects(RDFS.subClassOf, rdflib.URIRef(KG + "Entity"))) & TYPES
    assert leaves | direct == TYPES
    assert local(ONTOLOGY.subjects(RDFS.subClassOf, rdflib.URIRef(KG + "Person"))) == {"Official"}
    assert set(load_ontology().relations) == {*RELATIONS, CO_OCCURRENCE}


def test_shapes() -> None:
    def allowed(shape: str) -> set[str]:
        (values,) = SHAPES.objects(rdflib.URIRef(f"https://example.org/kg/shapes#{shape}"), SH["in"])
        return local(Collection(SHAPES, values))

    assert allowed("predicate") == set(RELATIONS)
    assert allowed("modality") == set(MODALITIES)
    assert local(SHAPES.objects(None, SH["class"])) >= TYPES


def test_context() -> None:
    context = json.loads((ontology_dir() / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    for word in (*ENTITY_TYPES, "Official"):
        assert context[word] == f"kg:{word}"
    for word in RELATIONS:
        assert context[word]["@id"] == f"kg:{word}"


def test_command_line() -> None:
    def choices() -> Iterator[list[str]]:
        for name in COMMANDS:
            command = cli.get_command(click.Context(cli), name)
            assert command is not None
            for parameter in command.params:
                if isinstance(parameter.type, click.Choice):
                    yield [str(choice) for choice in parameter.type.choices]

    assert families(choices()) > 10


def test_json_schemas() -> None:
    def enums(node: Any) -> Iterator[list[str]]:
        if isinstance(node, dict):
            yield from ([node["enum"]] if "enum" in node else [])
            for value in node.values():
                yield from enums(value)

    paths = sorted((ROOT / "docs" / "schema").glob("*.json"))
    assert families(e for p in paths for e in enums(json.loads(p.read_text(encoding="utf-8")))) > 10


def test_the_page_on_the_data_model() -> None:
    text = (ROOT / "docs" / "data-model.md").read_text(encoding="utf-8")
    (sentence,) = re.findall(r"nine disjoint classes: (.+?)\.", text, re.DOTALL)
    assert set(re.findall(r"[A-Z]\w+", sentence)) == {*ENTITY_TYPES, "Official"}
    rows = re.findall(
        r"^\| `(\w+)`(?: \(symmetric\))? \| ([\w, ]+) \| ([\w, ]+) \| [^|]*\|$", text, re.MULTILINE
    )
    assert [name for name, _, _ in rows] == list(RELATIONS)
    relations = load_ontology().relations
    for name, heads, tails in rows:
        assert tuple(sorted(heads.split(", "))) == relations[name].head_types
        assert tuple(sorted(tails.split(", "))) == relations[name].tail_types
    assert all(word in text for word in MODALITIES)


def test_the_page_calls_types_and_relations_as_the_ontology_does() -> None:
    script = (ROOT / "kg" / "export" / "page" / "assets" / "words.js").read_text(encoding="utf-8")
    ontology = load_ontology()
    _, chinese, english = re.split(r"^  (?:zh|en): \{$", script, flags=re.MULTILINE)
    for words, language in ((chinese, "zh"), (english, "en")):
        for name in ENTITY_TYPES:
            label = getattr(ontology.classes[name], f"label_{language}")
            assert f'{name}: "{label[0].upper() + label[1:]}"' in words
        for name in (*RELATIONS, CO_OCCURRENCE):
            both = (getattr(ontology.relations[name], f"{side}_{language}") for side in ("label", "inverse"))
            assert f"{name}: {json.dumps(list(both), ensure_ascii=False)}" in words


def test_nothing_else_is_in_the_ontology() -> None:
    with_ends = local(ONTOLOGY.subjects(rdflib.URIRef(KG + "headType"), None))
    assert with_ends == set(RELATIONS)
    assert local(ONTOLOGY.subjects(RDF.type, rdflib.OWL.Class)) >= TYPES
