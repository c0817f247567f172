"""The graph as RDF quads, one by one, in a fixed order.

First the entities by id, then the articles by id with what they state, then the co-occurrences. With
``named`` each article's description, statements and direct triples stand in a graph of its own, so
that a triple store can drop one article's facts; without it everything is in the default graph, and
the direct triples stand with their heads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import orjson
import pyoxigraph as ox

from kg.export.iri import Names, iri_path
from kg.export.records import gbt2260
from kg.store.reader import Entity
from kg.store.scan import ArticleRow, AssertionRow, EntityName, FactRow, PairRow, Scan
from kg.vocab.ontology import KG, OWL, RDF, RDFS, load_ontology

SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
DC = "http://purl.org/dc/elements/1.1/"
PROV = "http://www.w3.org/ns/prov#"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES = {
    "kg": KG,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "skos": SKOS,
    "schema": SCHEMA,
    "dcterms": DCTERMS,
    "dc": DC,
    "prov": PROV,
    "xsd": XSD,
}

_node = ox.NamedNode
_TYPE, _LABEL = _node(RDF + "type"), _node(RDFS + "label")
_SUBJECT, _PREDICATE, _OBJECT = _node(RDF + "subject"), _node(RDF + "predicate"), _node(RDF + "object")
_STATEMENT, _ASSERTION = _node(RDF + "Statement"), _node(KG + "Assertion")
_OFFICIAL, _CO_OCCURRENCE, _QUANTITY = (
    _node(KG + "Official"),
    _node(KG + "CoOccurrence"),
    _node(KG + "Quantity"),
)
_ALT_LABEL, _EXACT_MATCH, _SAME_AS = (
    _node(SKOS + "altLabel"),
    _node(SKOS + "exactMatch"),
    _node(OWL + "sameAs"),
)
_CODE, _MENTIONS, _ARTICLES = _node(KG + "code"), _node(KG + "mentions"), _node(KG + "articles")
_FIRST, _LAST, _CONFIDENCE = _node(KG + "first"), _node(KG + "last"), _node(KG + "confidence")
_EVIDENCE, _MODALITY, _DATE = _node(KG + "evidence"), _node(KG + "modality"), _node(KG + "date")
_ROLE, _DERIVED = _node(KG + "role"), _node(PROV + "wasDerivedFrom")
_MEMBER, _SENTENCES = _node(KG + "member"), _node(KG + "sentences")
_NPMI, _LLR = _node(KG + "npmi"), _node(KG + "logLikelihood")
_VALUE, _UNIT, _SURFACE = _node(KG + "value"), _node(KG + "unit"), _node(KG + "surface")
_NEWS, _NAMES, _URL = _node(SCHEMA + "NewsArticle"), _node(SCHEMA + "mentions"), _node(SCHEMA + "url")
_IDENTIFIER, _TITLE = _node(DCTERMS + "identifier"), _node(DCTERMS + "title")
_PUBLISHED, _PUBLISHER = _node(DCTERMS + "date"), _node(DC + "publisher")
_XSD_DATE, _XSD_INTEGER = _node(XSD + "date"), _node(XSD + "integer")
_XSD_DECIMAL, _XSD_URI = _node(XSD + "decimal"), _node(XSD + "anyURI")

_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")


def quads(scan: Scan, names: Names, *, named: bool = False) -> Iterator[ox.Quad]:
    """Yield the quads of everything that the scan walks through."""
    for entity in scan.entities():
        node = names.entity(entity.id)
        yield from _entity(entity, node, scan.names(entity), names)
        if not named:
            yield from _direct(scan.facts_of(entity), node, names)
    attributes = {name: _node(iri) for name, iri in load_ontology().attributes().items()}
    for article in scan.articles():
        node = names.article(article.id)
        graph = node if named else ox.DefaultGraph()
        stated: set[tuple[str, str, str]] = set()
        seen: set[tuple[object, ...]] = set()
        yield from _article(article, node, graph, [names.entity(e) for e in scan.named_in(article)])
        for row in scan.assertions_in(article):
            triple = (row.head, row.relation, row.tail)
            head, relation, tail = names.entity(row.head), _node(KG + row.relation), names.entity(row.tail)
            if named and row.modality == "stated" and triple not in stated:
                stated.add(triple)
                yield ox.Quad(head, relation, tail, graph)
            identity = (article.id, *triple, row.start, row.end, row.role)
            twice = identity in seen
            seen.add(identity)
            statement = names.statement(*identity, row.n) if twice else names.statement(*identity)
            yield from _assertion(row, statement, head, relation, tail, graph)
            yield ox.Quad(statement, _DERIVED, node, graph)
            yield ox.Quad(statement, _DATE, _date(article.published), graph)
            if row.attributes != "[]":
                yield from _attributes(scan, article, row.attributes, statement, graph, names, attributes)
    for pair in scan.pairs():
        yield from _pair(pair, names)


def _entity(
    entity: Entity, node: ox.NamedNode, entity_names: list[EntityName], names: Names
) -> Iterator[ox.Quad]:
    yield ox.Quad(node, _TYPE, _node(KG + entity.type))
    if entity.official:
        yield ox.Quad(node, _TYPE, _OFFICIAL)
    yield ox.Quad(node, _LABEL, ox.Literal(entity.name, language="zh"))
    for name in entity_names:
        if name.name != entity.name:
            yield ox.Quad(node, _ALT_LABEL, ox.Literal(name.name, language="zh"))
    if ":" in entity.concept:
        yield ox.Quad(node, _EXACT_MATCH, _node(concept_iri(entity.concept)))
    code = gbt2260(entity.concept)
    if code:
        yield ox.Quad(node, _CODE, ox.Literal(code))
    yield ox.Quad(node, _MENTIONS, _integer(entity.mentions))
    yield ox.Quad(node, _ARTICLES, _integer(entity.articles))
    yield ox.Quad(node, _FIRST, _date(entity.first))
    yield ox.Quad(node, _LAST, _date(entity.last))
    yield ox.Quad(node, _CONFIDENCE, _decimal(entity.confidence))
    aliases = {n.plain for n in entity_names if n.leads_here}
    for alias in sorted(aliases):
        yield ox.Quad(names.entity(f"{entity.type.lower()}/{alias}"), _SAME_AS, node)


def _direct(facts: list[FactRow], head: ox.NamedNode, names: Names) -> Iterator[ox.Quad]:
    for fact in facts:
        if fact.stated:
            yield ox.Quad(head, _node(KG + fact.relation), names.entity(fact.tail))


def _article(
    article: ArticleRow, node: ox.NamedNode, graph: ox.NamedNode | ox.DefaultGraph, named: list[ox.NamedNode]
) -> Iterator[ox.Quad]:
    yield ox.Quad(node, _TYPE, _NEWS, graph)
    yield ox.Quad(node, _IDENTIFIER, ox.Literal(article.id), graph)
    yield ox.Quad(node, _TITLE, ox.Literal(article.title, language="zh"), graph)
    yield ox.Quad(node, _PUBLISHED, _date(article.published), graph)
    if article.account:
        yield ox.Quad(node, _PUBLISHER, ox.Literal(article.account, language="zh"), graph)
    if article.url:
        yield ox.Quad(node, _URL, ox.Literal(article.url, datatype=_XSD_URI), graph)
    for entity in named:
        yield ox.Quad(node, _NAMES, entity, graph)


def _assertion(
    row: AssertionRow,
    node: ox.NamedNode,
    head: ox.NamedNode,
    relation: ox.NamedNode,
    tail: ox.NamedNode,
    graph: ox.NamedNode | ox.DefaultGraph,
) -> Iterator[ox.Quad]:
    yield ox.Quad(node, _TYPE, _STATEMENT, graph)
    yield ox.Quad(node, _TYPE, _ASSERTION, graph)
    yield ox.Quad(node, _SUBJECT, head, graph)
    yield ox.Quad(node, _PREDICATE, relation, graph)
    yield ox.Quad(node, _OBJECT, tail, graph)
    yield ox.Quad(node, _EVIDENCE, ox.Literal(row.sentence, language="zh"), graph)
    yield ox.Quad(node, _CONFIDENCE, _decimal(row.confidence), graph)
    yield ox.Quad(node, _MODALITY, ox.Literal(row.modality), graph)
    if row.role:
        yield ox.Quad(node, _ROLE, ox.Literal(row.role, language="zh"), graph)


def _attributes(
    scan: Scan,
    article: ArticleRow,
    text: str,
    statement: ox.NamedNode,
    graph: ox.NamedNode | ox.DefaultGraph,
    names: Names,
    properties: dict[str, ox.NamedNode],
) -> Iterator[ox.Quad]:
    """Yield the values of an assertion; the store's check reports names that the ontology lacks."""
    for n, value in enumerate(orjson.loads(text), 1):
        if value["name"] not in properties:
            continue
        node = names.part(statement, value["name"], n)
        yield ox.Quad(statement, properties[value["name"]], node, graph)
        yield ox.Quad(node, _TYPE, _QUANTITY, graph)
        yield ox.Quad(node, _VALUE, _typed(value["value"]), graph)
        if value["unit"]:
            yield ox.Quad(node, _UNIT, ox.Literal(value["unit"]), graph)
        words = scan.words(article, value["start"], value["end"])
        if words:
            yield ox.Quad(node, _SURFACE, ox.Literal(words, language="zh"), graph)


def _pair(pair: PairRow, names: Names) -> Iterator[ox.Quad]:
    node = names.co_occurrence(*sorted((pair.a, pair.b)))
    yield ox.Quad(node, _TYPE, _CO_OCCURRENCE)
    yield ox.Quad(node, _MEMBER, names.entity(pair.a))
    yield ox.Quad(node, _MEMBER, names.entity(pair.b))
    yield ox.Quad(node, _SENTENCES, _integer(pair.sentences))
    yield ox.Quad(node, _ARTICLES, _integer(pair.articles))
    yield ox.Quad(node, _NPMI, _decimal(pair.npmi))
    yield ox.Quad(node, _LLR, _decimal(pair.llr))
    yield ox.Quad(node, _FIRST, _date(pair.first))
    yield ox.Quad(node, _LAST, _date(pair.last))
    yield ox.Quad(node, _EVIDENCE, ox.Literal(pair.sentence, language="zh"))
    yield ox.Quad(node, _DERIVED, names.article(pair.article))


def concept_iri(concept: str) -> str:
    """Return the IRI of a concept; those of users' own lists may hold characters that need escaping."""
    try:
        return _node(concept).value
    except ValueError:
        scheme, _, rest = concept.partition(":")
        return scheme + ":" + ":".join(iri_path(part) for part in rest.split(":"))


def _date(text: str) -> ox.Literal:
    return ox.Literal(text, datatype=_XSD_DATE)


def _integer(number: int) -> ox.Literal:
    return ox.Literal(str(number), datatype=_XSD_INTEGER)


def _decimal(number: float) -> ox.Literal:
    """Return xsd:decimal in canonical form: at most four digits, at least one, after the point."""
    text = f"{number:.4f}".rstrip("0")
    return ox.Literal(text + "0" if text.endswith(".") else text, datatype=_XSD_DECIMAL)


def _typed(text: str) -> ox.Literal:
    if _ISO_DATE.fullmatch(text):
        return _date(text)
    return ox.Literal(text, datatype=_XSD_DECIMAL) if _DECIMAL.fullmatch(text) else ox.Literal(text)
