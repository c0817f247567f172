"""The JSON-LD context, made from the ontology: ``ontology/context.jsonld`` is what this returns."""

from __future__ import annotations

import json

from kg.vocab.ontology import KG, RDF, RDFS, Ontology, Property

# Plain strings need no coercion, and rdflib tells a coerced one from a plain one.
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def jsonld_context(ontology: Ontology) -> dict[str, object]:
    """Return the context for JSON-LD 1.1.

    Terms of kg stand by their local names, terms of other vocabularies with their prefixes; values are
    coerced to nodes, datatypes or Chinese text as the ontology says.
    """
    context: dict[str, object] = {"@version": 1.1, "id": "@id", "type": "@type"}
    context.update(ontology.prefixes)
    for name in sorted(ontology.classes):
        context[name] = f"kg:{name}"
    context["rdfs:label"] = {"@id": "rdfs:label", "@language": "zh"}
    for term in ("rdf:subject", "rdf:predicate", "rdf:object", "owl:sameAs"):
        context[term] = {"@id": term, "@type": "@id"}
    for iri in sorted(ontology.properties):
        found = ontology.properties[iri]
        if iri.startswith(KG) and found.is_annotation:
            continue
        compact = shorten(iri, ontology)
        if iri.startswith(KG):
            context[compact.removeprefix("kg:")] = _definition(compact, found, ontology)
        elif found.is_link or found.datatype:
            context[compact] = _definition(compact, found, ontology)
    return context


def context_text(ontology: Ontology) -> str:
    """Return ``context.jsonld`` as it stands in the repository."""
    return json.dumps({"@context": jsonld_context(ontology)}, ensure_ascii=False, indent=2) + "\n"


def shorten(iri: str, ontology: Ontology) -> str:
    """Return an IRI with the longest prefix of the ontology that fits, or whole."""
    fitting = [(len(ns), p, ns) for p, ns in ontology.prefixes.items() if iri.startswith(ns)]
    if not fitting:
        return iri
    _, prefix, namespace = max(fitting)
    return f"{prefix}:{iri.removeprefix(namespace)}"


def _definition(compact: str, found: Property, ontology: Ontology) -> dict[str, str]:
    definition = {"@id": compact}
    if found.is_link:
        definition["@type"] = "@id"
    elif found.datatype in (RDF + "langString", RDF + "PlainLiteral"):
        definition["@language"] = "zh"
    elif found.datatype and not found.datatype.startswith(RDFS) and found.datatype != _STRING:
        definition["@type"] = shorten(found.datatype, ontology)
    return definition
