"""The graph as RDF, streamed from the store."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import IO
from urllib.parse import quote

import pyoxigraph as ox

from kg.store.reader import Entity, Store

DEFAULT_BASE = "https://example.org/kg/"
ONTOLOGY = "https://example.org/kg/ontology#"

FORMATS = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES}

PREFIXES = {
    "kg": ONTOLOGY,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "schema": "https://schema.org/",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def _term(prefixed: str) -> ox.NamedNode:
    prefix, _, local = prefixed.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


def entity_iri(entity_id: str, base: str = DEFAULT_BASE) -> ox.NamedNode:
    """Return the IRI of an entity: the base, ``entity/`` and the id, unsafe characters %-escaped."""
    return ox.NamedNode(f"{base}entity/{iri_path(entity_id)}")


def iri_path(text: str) -> str:
    """Return text as an IRI path (RFC 3987): letters of all scripts stay, everything unsafe is %-escaped."""
    return "".join(c if _is_safe(c) else quote(c, safe="") for c in text)


def _is_safe(char: str) -> bool:
    if char.isascii():
        return char.isalnum() or char in "-_~/."
    # ucschar of RFC 3987 that are letters or digits; private use, specials and symbols are escaped.
    return "\u00a0" <= char <= "\ud7ff" and char.isalnum()


def triples(store: Store, base: str = DEFAULT_BASE) -> Iterator[ox.Triple]:
    """Yield the graph's triples, sorted by subject kind and id.

    A Fact is a direct triple; each Assertion is an ``rdf:Statement`` with evidence, confidence and
    date, derived from its article; a co-occurrence is a node with its two ends, count and NPMI.
    """
    ids: dict[int, ox.NamedNode] = {}
    for entity in store.entities():
        ids[entity.key] = entity_iri(entity.id, base)
    yield from _articles(store, base)
    for entity in store.entities():
        yield from _entity(store, entity, ids[entity.key])
    for fact in store.facts():
        head, relation, tail = ids[fact.head], ox.NamedNode(ONTOLOGY + fact.relation), ids[fact.tail]
        yield ox.Triple(head, relation, tail)
        for evidence in store.evidence(fact.key):
            text = f"{fact.key} {evidence.article} {evidence.sentence} {evidence.role}"
            digest = hashlib.blake2b(text.encode(), digest_size=10).hexdigest()
            node = ox.NamedNode(f"{base}statement/{digest}")
            yield ox.Triple(node, _term("rdf:type"), _term("rdf:Statement"))
            yield ox.Triple(node, _term("rdf:subject"), head)
            yield ox.Triple(node, _term("rdf:predicate"), relation)
            yield ox.Triple(node, _term("rdf:object"), tail)
            yield ox.Triple(node, _term("prov:wasDerivedFrom"), _article_iri(evidence.article, base))
            yield ox.Triple(node, _term("kg:evidence"), ox.Literal(evidence.sentence, language="zh"))
            confidence = ox.Literal(f"{evidence.confidence:.4f}", datatype=_term("xsd:decimal"))
            yield ox.Triple(node, _term("kg:confidence"), confidence)
            yield ox.Triple(node, _term("kg:modality"), ox.Literal(evidence.modality))
            yield ox.Triple(node, _term("kg:date"), _date(evidence.published))
            if evidence.role:
                yield ox.Triple(node, _term("kg:role"), ox.Literal(evidence.role, language="zh"))
    for a, pair in store.cooccurrences():
        digest = hashlib.blake2b(f"{a} {pair.other}".encode(), digest_size=10).hexdigest()
        node = ox.NamedNode(f"{base}cooccurrence/{digest}")
        yield ox.Triple(node, _term("rdf:type"), _term("kg:CoOccurrence"))
        yield ox.Triple(node, _term("kg:member"), ids[a])
        yield ox.Triple(node, _term("kg:member"), ids[pair.other])
        yield ox.Triple(node, _term("kg:sentences"), _integer(pair.sentences))
        npmi = ox.Literal(f"{pair.npmi:.4f}", datatype=_term("xsd:decimal"))
        yield ox.Triple(node, _term("kg:npmi"), npmi)


def _articles(store: Store, base: str) -> Iterator[ox.Triple]:
    for article_id, title, url, published, account in store.articles():
        node = _article_iri(article_id, base)
        yield ox.Triple(node, _term("rdf:type"), _term("schema:NewsArticle"))
        yield ox.Triple(node, _term("dcterms:identifier"), ox.Literal(article_id))
        yield ox.Triple(node, _term("dcterms:title"), ox.Literal(title, language="zh"))
        yield ox.Triple(node, _term("dcterms:date"), _date(published))
        if account:
            yield ox.Triple(node, _term("dcterms:publisher"), ox.Literal(account, language="zh"))
        if url:
            yield ox.Triple(node, _term("schema:url"), ox.Literal(url, datatype=_term("xsd:anyURI")))


def _entity(store: Store, entity: Entity, node: ox.NamedNode) -> Iterator[ox.Triple]:
    yield ox.Triple(node, _term("rdf:type"), ox.NamedNode(ONTOLOGY + entity.type))
    if entity.official:
        yield ox.Triple(node, _term("rdf:type"), _term("kg:Official"))
    yield ox.Triple(node, _term("rdfs:label"), ox.Literal(entity.name, language="zh"))
    for name in sorted(n.name for n in store.names(entity.key)):
        if name != entity.name:
            yield ox.Triple(node, _term("skos:altLabel"), ox.Literal(name, language="zh"))
    if entity.concept.startswith("http"):
        yield ox.Triple(node, _term("skos:exactMatch"), ox.NamedNode(entity.concept))
    yield ox.Triple(node, _term("kg:mentions"), _integer(entity.mentions))


def _article_iri(article_id: str, base: str) -> ox.NamedNode:
    return ox.NamedNode(f"{base}article/{iri_path(article_id)}")


def _date(text: str) -> ox.Literal:
    return ox.Literal(text, datatype=_term("xsd:date"))


def _integer(number: int) -> ox.Literal:
    return ox.Literal(str(number), datatype=_term("xsd:integer"))


def write_rdf(store: Store, stream: IO[bytes], fmt: str, base: str = DEFAULT_BASE) -> None:
    """Write the graph to a binary stream in one of :data:`FORMATS`, without holding it in memory."""
    prefixes = {**PREFIXES, "entity": f"{base}entity/"} if fmt == "turtle" else None
    ox.serialize(triples(store, base), stream, FORMATS[fmt], prefixes=prefixes)
