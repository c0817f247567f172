"""The graph as JSON-LD 1.1 with the context of the ontology, one node object a line."""

from __future__ import annotations

from itertools import groupby
from typing import IO

import orjson
import pyoxigraph as ox

from kg.export.base import Settings
from kg.export.triples import quads
from kg.store.scan import Scan
from kg.vocab.context import jsonld_context, shorten
from kg.vocab.ontology import KG, RDF, Ontology, load_ontology


def write_jsonld(scan: Scan, stream: IO[bytes], settings: Settings) -> None:
    """Write ``{"@context": …, "@graph": […]}``; triples of one subject that come together are one object."""
    ontology = load_ontology()
    terms = _Terms(ontology)
    stream.write(b'{"@context": ' + orjson.dumps(jsonld_context(ontology)) + b',\n"@graph": [')
    separator = b"\n"
    for subject, group in groupby(quads(scan, settings.names), key=lambda q: q.subject):
        node: dict[str, object] = {"id": subject.value}
        for quad in group:
            key, value = terms.pair(quad.predicate.value, quad.object)
            old = node.get(key)
            if old is None:
                node[key] = value
            elif isinstance(old, list):
                old.append(value)
            else:
                node[key] = [old, value]
        stream.write(separator + orjson.dumps(node))
        separator = b",\n"
    stream.write(b"\n]}\n")


class _Terms:
    """Compacts predicates and objects by the context."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._context = jsonld_context(ontology)
        self._keys: dict[str, str] = {}

    def pair(self, predicate: str, value: object) -> tuple[str, object]:
        if predicate == RDF + "type" and isinstance(value, ox.NamedNode):
            return "type", self._key(value.value)
        key = self._key(predicate)
        definition = self._context.get(key)
        coerced = definition if isinstance(definition, dict) else {}
        if isinstance(value, ox.NamedNode):
            return key, value.value if coerced.get("@type") == "@id" else {"@id": value.value}
        if not isinstance(value, ox.Literal):
            raise TypeError(f"no JSON-LD for {value!r}: the graph has IRIs and literals only")
        if value.language:
            plain = coerced.get("@language") == value.language
            return key, value.value if plain else {"@value": value.value, "@language": value.language}
        datatype = self._key(value.datatype.value)
        if coerced.get("@type") == datatype or (not coerced.keys() - {"@id"} and datatype == "xsd:string"):
            return key, value.value
        return key, {"@value": value.value, "@type": datatype}

    def _key(self, iri: str) -> str:
        if iri not in self._keys:
            short = shorten(iri, self._ontology)
            self._keys[iri] = short.removeprefix("kg:") if iri.startswith(KG) else short
        return self._keys[iri]
