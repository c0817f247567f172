"""Shapes and ontology say the same of what may stand at a relation's ends."""

from __future__ import annotations

import rdflib
from kg.resources import ontology_dir
from kg.vocab.ontology import KG, load_ontology
from rdflib.collection import Collection
from rdflib.namespace import SH

SHAPES = rdflib.Graph().parse(ontology_dir() / "shapes.ttl")


def classes(shape: rdflib.term.Node) -> tuple[str, ...]:
    found = [str(c) for c in SHAPES.objects(shape, SH["class"])]
    for choice in SHAPES.objects(shape, SH["or"]):
        found += [str(c) for item in Collection(SHAPES, choice) for c in SHAPES.objects(item, SH["class"])]
    return tuple(sorted(c.removeprefix(KG) for c in found))


def test_shapes_and_signatures_agree() -> None:
    relations = {n: r for n, r in load_ontology().relations.items() if r.head_types}
    for name, relation in relations.items():
        iri = rdflib.URIRef(KG + name)
        (head,) = SHAPES.subjects(SH.targetSubjectsOf, iri)
        (tail,) = SHAPES.subjects(SH.targetObjectsOf, iri)
        assert classes(head) == relation.head_types
        assert classes(tail) == relation.tail_types
    (allowed,) = SHAPES.objects(rdflib.URIRef("https://example.org/kg/shapes#predicate"), SH["in"])
    assert {str(i).removeprefix(KG) for i in Collection(SHAPES, allowed)} == set(relations)


def test_every_class_of_records_has_a_shape() -> None:
    targets = {str(c).removeprefix(KG) for c in SHAPES.objects(None, SH.targetClass)}
    assert {"Entity", "Assertion", "CoOccurrence", "Quantity"} <= targets
