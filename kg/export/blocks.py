"""The graph as RDF text, block by block, in a fixed order: what it says, in whatever syntax.

First the entities by id, then the articles by id with what they state, then the co-occurrences. With
``named`` each article's description, statements and direct triples stand in a graph of its own, so
that a triple store can drop one article's facts; without it everything is in the default graph, and
the direct triples stand with their heads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import Protocol

import orjson

from kg.export.iri import concept_iri
from kg.export.records import gbt2260
from kg.export.syntax import NEXT, Syntax
from kg.export.terms import XSD, chinese, escaped
from kg.store.reader import Entity
from kg.store.rows import ArticleRow, AssertionRow, EntityName, PairRow, StatedRow
from kg.store.scan import Scan
from kg.vocab.ontology import load_ontology

_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")


class Source(Protocol):
    """What an article's text is written from: a :class:`~kg.store.scan.Scan`, or whatever else holds it."""

    def named_in(self, article: ArticleRow, /) -> list[str]:
        """Return the ids of the entities that an article names, sorted."""

    def assertions_in(self, article: ArticleRow, /) -> list[AssertionRow]:
        """Return the assertions of an article in the order of the text."""

    def words(self, article: ArticleRow, start: int, end: int, /) -> str:
        """Return a span of an article's text."""


def blocks(scan: Scan, syntax: Syntax, *, named: bool = False) -> Iterator[str]:
    """Yield the text of everything that the scan walks through, without the header."""
    entity, article, pair = entity_writer(syntax), article_writer(scan, syntax, named), pair_writer(syntax)
    for described, names, stated in scan.described():
        yield entity(described, names, () if named else stated)
    yield from chain.from_iterable(map(article, scan.articles()))
    yield from map(pair, scan.pairs())


def entity_writer(syntax: Syntax) -> Callable[[Entity, list[EntityName], Iterable[StatedRow]], str]:
    """Return what writes an entity, its direct triples and its other IRIs."""
    kind, official, same = syntax.word("rdf:type"), syntax.word("kg:Official"), syntax.word("owl:sameAs")
    label, other = syntax.word("rdfs:label"), syntax.word("skos:altLabel")
    match, code = syntax.template("skos:exactMatch %s"), syntax.template("kg:code %s")
    told = syntax.template(
        "kg:mentions %s", "kg:articles %s", "kg:first %s", "kg:last %s", "kg:confidence %s"
    )
    iri, date, several = syntax.entity, syntax.date, syntax.several
    integer, decimal = syntax.integer, syntax.decimal

    def write(entity: Entity, names: list[EntityName], stated: Iterable[StatedRow]) -> str:
        node, type_ = iri(entity.id), syntax.term(entity.type)
        said = [
            several(kind, (type_, official) if entity.official else (type_,)),
            f"{label} {chinese(entity.name)}",
        ]
        others = [chinese(n.name) for n in names if n.name != entity.name]
        if others:
            said.append(several(other, others))
        if ":" in entity.concept:
            said.append(match % syntax.node(concept_iri(entity.concept)))
            digits = gbt2260(entity.concept)
            if digits:
                said.append(code % f'"{digits}"')
        said.append(
            told
            % (
                integer(entity.mentions),
                integer(entity.articles),
                date(entity.first),
                date(entity.last),
                decimal(entity.confidence),
            )
        )
        tails: dict[str, list[str]] = {}
        for name, tail in stated:
            tails.setdefault(name, []).append(iri(tail))
        for name, objects in tails.items():
            said.append(several(syntax.term(name), objects))
        text = syntax.block(node, NEXT.join(said))
        for alias in sorted({n.plain for n in names if n.leads_here}):
            text += syntax.block(iri(f"{entity.type.lower()}/{alias}"), f"{same} {node}")
        return text

    return write


def article_writer(source: Source, syntax: Syntax, named: bool) -> Callable[[ArticleRow], Iterator[str]]:
    """Return what writes an article with its statements."""
    described = syntax.template(
        "rdf:type schema:NewsArticle", "dcterms:identifier %s", "dcterms:title %s", "dcterms:date %s"
    )
    publisher, url = syntax.template("dc:publisher %s"), syntax.template("schema:url %s")
    mentions, any_uri = syntax.word("schema:mentions"), syntax.word("xsd:anyURI")
    statement, values = _statements(syntax), _values(source, syntax)

    def write(article: ArticleRow) -> Iterator[str]:
        node = syntax.article(article.id)
        graph = node if named else ""
        date = syntax.date(article.published)
        said = [described % (f'"{escaped(article.id)}"', chinese(article.title), date)]
        if article.account:
            said.append(publisher % chinese(article.account))
        if article.url:
            said.append(url % f'"{escaped(article.url)}"^^{any_uri}')
        entities = [syntax.entity(e) for e in source.named_in(article)]
        if entities:
            said.append(syntax.several(mentions, entities))
        yield syntax.opening(graph) + syntax.block(node, NEXT.join(said), graph)
        rows = source.assertions_in(article)
        if named:
            yield _direct(syntax, rows, graph)
        seen: set[tuple[object, ...]] = set()
        for row in rows:
            identity = (article.id, row.head, row.relation, row.tail, row.start, row.end, row.role)
            iri = syntax.names.statement(*identity, *((row.n,) if identity in seen else ()))
            seen.add(identity)
            parts = values(article, row, iri) if row.attributes != "[]" else []
            yield statement(row, iri, node, date, [link for link, _, _ in parts], graph)
            for _, part, about in parts:
                yield syntax.block(part, about, graph)
        yield syntax.closing(graph)

    return write


def _direct(syntax: Syntax, rows: list[AssertionRow], graph: str) -> str:
    """Return the direct triples of what an article states as so."""
    stated = dict.fromkeys((row.head, row.relation, row.tail) for row in rows if row.modality == "stated")
    return "".join(
        syntax.block(syntax.entity(head), f"{syntax.term(relation)} {syntax.entity(tail)}", graph)
        for head, relation, tail in stated
    )


def _statements(syntax: Syntax) -> Callable[[AssertionRow, str, str, str, list[str], str], str]:
    """Return what writes an assertion."""
    told = syntax.template(
        *("rdf:type rdf:Statement", "rdf:type kg:Assertion"),
        *("rdf:subject %s", "rdf:predicate %s", "rdf:object %s"),
        *("kg:evidence %s", "kg:confidence %s", "kg:modality %s"),
    )
    where = syntax.template("prov:wasDerivedFrom %s", "kg:date %s")
    role = syntax.template("kg:role %s")
    iri, decimal = syntax.entity, syntax.decimal

    def write(
        row: AssertionRow, statement: str, article: str, date: str, links: list[str], graph: str
    ) -> str:
        head, relation, tail = iri(row.head), syntax.term(row.relation), iri(row.tail)
        sure = decimal(row.confidence)
        said = [
            told % (head, relation, tail, chinese(row.sentence), sure, f'"{escaped(row.modality)}"'),
            *([role % chinese(row.role)] if row.role else []),
            where % (article, date),
            *links,
        ]
        return syntax.block(f"<{statement}>", NEXT.join(said), graph)

    return write


def _values(
    source: Source, syntax: Syntax
) -> Callable[[ArticleRow, AssertionRow, str], list[tuple[str, str, str]]]:
    """Return what gives the values of an assertion: the link to each, its node, and what is said about it.

    The store's check reports names that the ontology lacks.
    """
    properties = {name: syntax.node(iri) for name, iri in load_ontology().attributes().items()}
    quantity = syntax.template("rdf:type kg:Quantity", "kg:value %s")
    unit, surface = syntax.template("kg:unit %s"), syntax.template("kg:surface %s")

    def write(article: ArticleRow, row: AssertionRow, statement: str) -> list[tuple[str, str, str]]:
        found = []
        for n, value in enumerate(orjson.loads(row.attributes), 1):
            if value["name"] not in properties:
                continue
            node = f"<{syntax.names.part(statement, value['name'], n)}>"
            said = [quantity % _typed(syntax, value["value"])]
            if value["unit"]:
                said.append(unit % f'"{escaped(value["unit"])}"')
            words = source.words(article, value["start"], value["end"])
            if words:
                said.append(surface % chinese(words))
            found.append((f"{properties[value['name']]} {node}", node, NEXT.join(said)))
        return found

    return write


def _typed(syntax: Syntax, text: str) -> str:
    if _ISO_DATE.fullmatch(text):
        return syntax.date(text)
    if _DECIMAL.fullmatch(text):
        return syntax.typed(text, XSD + "decimal")
    return f'"{escaped(text)}"'


def pair_writer(syntax: Syntax) -> Callable[[PairRow], str]:
    """Return what writes a co-occurrence."""
    told = syntax.template(
        "rdf:type kg:CoOccurrence",
        *("kg:member %s", "kg:member %s", "kg:sentences %s", "kg:articles %s"),
        *("kg:npmi %s", "kg:logLikelihood %s", "kg:first %s", "kg:last %s"),
        *("kg:evidence %s", "prov:wasDerivedFrom %s"),
    )
    name, entity, article = syntax.names.co_occurrence, syntax.entity, syntax.article
    date, integer, decimal = syntax.date, syntax.integer, syntax.decimal

    @lru_cache(maxsize=1)
    def example(sentence: str, article_id: str) -> tuple[str, str]:
        return chinese(sentence), article(article_id)

    def write(pair: PairRow) -> str:
        a, b, sentences, articles, npmi, llr, first, last, article_id, sentence = pair
        numbers = (integer(sentences), integer(articles), decimal(npmi), decimal(llr))
        ends = (entity(a), entity(b))
        return syntax.block(
            f"<{name(a, b)}>",
            told % (*ends, *numbers, date(first), date(last), *example(sentence, article_id)),
        )

    return write
