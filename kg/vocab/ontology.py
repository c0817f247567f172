"""The ontology as records: classes, relations with their signatures, properties, labels in two languages.

``ontology/kg.ttl`` is the single source; nothing here repeats what it says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.resources import ontology_dir

KG = "https://example.org/kg/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"


class OntologyClass(NamedTuple):
    """A class of kg: its local name, its labels, and the local names of its superclasses in kg."""

    name: str
    label_en: str
    label_zh: str
    superclasses: tuple[str, ...]


class Relation(NamedTuple):
    """A relation between entities.

    ``head_types`` and ``tail_types`` are the entity types that may stand at its ends, in alphabetical
    order; ``symmetric`` holds where head and tail may change places; ``inverse_en`` and ``inverse_zh``
    are the labels read from tail to head.
    """

    name: str
    label_en: str
    label_zh: str
    head_types: tuple[str, ...]
    tail_types: tuple[str, ...]
    symmetric: bool
    inverse_en: str
    inverse_zh: str


class Property(NamedTuple):
    """Any property that exports use, of kg or another vocabulary.

    ``datatype`` is the IRI of its values' datatype, empty for properties whose values are nodes
    (``is_link``) or literals of several datatypes; ``attribute`` is its short name in extraction where
    it holds a value stated by an assertion.
    """

    iri: str
    is_link: bool
    is_annotation: bool
    datatype: str
    attribute: str


class Ontology(NamedTuple):
    """Everything the ontology says, by local name (classes, relations), IRI (properties) or prefix."""

    classes: Mapping[str, OntologyClass]
    relations: Mapping[str, Relation]
    properties: Mapping[str, Property]
    prefixes: Mapping[str, str]

    def attributes(self) -> dict[str, str]:
        """Return the property (IRI) of each attribute name: ``{"amount": "https://…#amount", …}``."""
        return {p.attribute: p.iri for p in self.properties.values() if p.attribute}


_Values = Mapping[str, Mapping[str, list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]]]


@lru_cache(maxsize=1)
def load_ontology() -> Ontology:
    """Read ``kg.ttl`` of the package."""
    return read_ontology(ontology_dir() / "kg.ttl")


def read_ontology(path: Path) -> Ontology:
    """Read an ontology file written like ``kg.ttl``.

    Raises
    ------
    OSError
        The file cannot be read.
    SyntaxError
        It is not Turtle; the error names the line.
    """
    values: defaultdict[str, defaultdict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]]] = (
        defaultdict(lambda: defaultdict(list))
    )
    parser = ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)
    for quad in parser:
        if isinstance(quad.subject, ox.NamedNode):
            values[quad.subject.value][quad.predicate.value].append(quad.object)
    classes, relations, properties = {}, {}, {}
    for iri in values:
        kinds = _iris(values, iri, RDF + "type")
        name = iri.removeprefix(KG)
        if OWL + "Class" in kinds and iri.startswith(KG):
            classes[name] = _class(values, iri)
        if _iris(values, iri, KG + "headType") or name == "coOccursWith":
            relations[name] = _relation(values, iri)
        if kinds & {OWL + "ObjectProperty", OWL + "DatatypeProperty", OWL + "AnnotationProperty"}:
            properties[iri] = _property(values, iri, kinds)
    return Ontology(classes, relations, properties, dict(sorted(parser.prefixes.items())))


def _class(values: _Values, iri: str) -> OntologyClass:
    parents = _names(_iris(values, iri, RDFS + "subClassOf"))
    return OntologyClass(iri.removeprefix(KG), *_labels(values, iri), parents)


def _relation(values: _Values, iri: str) -> Relation:
    symmetric = OWL + "SymmetricProperty" in _iris(values, iri, RDF + "type")
    inverse = next((s for s in values if iri in _iris(values, s, OWL + "inverseOf")), iri)
    inverse_en, inverse_zh = _labels(values, inverse)
    return Relation(
        iri.removeprefix(KG),
        *_labels(values, iri),
        _names(_iris(values, iri, KG + "headType")),
        _names(_iris(values, iri, KG + "tailType")),
        symmetric,
        inverse_en,
        inverse_zh,
    )


def _property(values: _Values, iri: str, kinds: set[str]) -> Property:
    is_link = OWL + "ObjectProperty" in kinds
    exact = _iris(values, iri, KG + "datatype") or _iris(values, iri, RDFS + "range")
    datatype = "" if is_link else next(iter(sorted(exact)), "")
    attribute = next(
        (t.value for t in _objects(values, iri, KG + "attributeName") if isinstance(t, ox.Literal)), ""
    )
    return Property(
        iri,
        is_link,
        OWL + "AnnotationProperty" in kinds,
        "" if datatype == RDFS + "Literal" else datatype,
        attribute,
    )


def _objects(
    values: _Values, iri: str, predicate: str
) -> list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]:
    return values.get(iri, {}).get(predicate, [])


def _iris(values: _Values, iri: str, predicate: str) -> set[str]:
    return {o.value for o in _objects(values, iri, predicate) if isinstance(o, ox.NamedNode)}


def _names(iris: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(i.removeprefix(KG) for i in iris if i.startswith(KG)))


def _labels(values: _Values, iri: str) -> tuple[str, str]:
    """Return the labels in English and Chinese, empty where there is none."""
    found = {o.language: o.value for o in _objects(values, iri, RDFS + "label") if isinstance(o, ox.Literal)}
    return found.get("en", ""), found.get("zh", "")
