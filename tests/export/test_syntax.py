"""RDF text against the parsers and serialisers of others: whatever the characters, the same terms."""

from __future__ import annotations

import io
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given, settings
from hypothesis import strategies as st
from kg.export.iri import names
from kg.export.syntax import NEXT, Lines, Syntax, Turtle
from kg.export.terms import chinese
from kg.export.triples import Readable, pieces

from tests.export.reading import SYNTAX, exported

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
ODD = (
    "a.",
    "-a",
    ".a",
    "a~b",
    "a/b",
    "a·b",
    "100%",
    "（集团）",
    "A'b(c)!$&*+,;=?#@",
    "_x",
    "Ünï",
    "\u0e01\u0e31",
)
KG = "https://example.org/kg/ontology#"


def parsed(text: str, syntax: Syntax) -> list[ox.Quad]:
    fmt = ox.RdfFormat.TRIG if isinstance(syntax, Turtle) else ox.RdfFormat.N_QUADS
    return list(ox.parse(text.encode(), format=fmt))


@given(TEXT)
@example("".join(map(chr, range(0xA1))) + "\u2028\ufffe\uffff\\u0041")
def test_literals_come_back_and_are_canonical(text: str) -> None:
    line = Lines(names()).block("<urn:s>", f"<urn:p> {chinese(text)}")
    (quad,) = ox.parse(line.encode(), format=ox.RdfFormat.N_TRIPLES)
    assert quad.object == ox.Literal(text, language="zh")
    assert ox.serialize([quad.triple], format=ox.RdfFormat.N_TRIPLES) == line.encode()


@given(TEXT.filter(bool))
@settings(deadline=None)
def test_any_id_is_one_term_in_turtle(name: str) -> None:
    syntax, iri = Turtle(names()), names().iri("entity", f"company/{name}")
    (quad,) = parsed(syntax.header() + syntax.block(syntax.entity(f"company/{name}"), "a kg:Company"), syntax)
    assert quad.subject == ox.NamedNode(iri)


@pytest.mark.parametrize("name", ODD)
def test_rdflib_reads_odd_prefixed_names(name: str) -> None:
    syntax, iri = Turtle(names()), names().iri("entity", f"company/{name}")
    text = syntax.header() + syntax.block(syntax.entity(f"company/{name}"), "a kg:Company")
    assert list(rdflib.Graph().parse(data=text, format="turtle").subjects()) == [rdflib.URIRef(iri)]


def test_plain_names_have_a_prefix_and_are_not_escaped() -> None:
    assert Turtle(names()).entity("company/上海仪电") == "company:上海仪电"
    assert Turtle(names()).entity("company/a/b") == "<https://example.org/kg/entity/company/a/b>"
    assert Lines(names()).entity("company/上海仪电") == "<https://example.org/kg/entity/company/上海仪电>"


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=4), st.integers(0, 10**9))
def test_numbers_are_the_same_terms_in_both(numbers: list[float], count: int) -> None:
    found = []
    for syntax in (Lines(names()), Turtle(names())):
        values = [syntax.integer(count), *map(syntax.decimal, numbers), syntax.date("2026-01-29")]
        text = syntax.header() + syntax.block(
            syntax.node("urn:s"), syntax.several(syntax.word("kg:npmi"), values)
        )
        found.append({q.object for q in parsed(text, syntax)})
    assert found[0] == found[1]


@pytest.mark.parametrize("make", [Lines, Turtle])
def test_a_template_repeats_no_predicate_in_turtle_and_says_all(make: type[Syntax]) -> None:
    syntax = make(names())
    told = syntax.template("rdf:type kg:CoOccurrence", "kg:member %s", "kg:member %s", "kg:sentences %s")
    text = syntax.block(syntax.node("urn:s"), told % ("<urn:a>", "<urn:b>", syntax.integer(3)), "<urn:g>")
    quads = parsed(syntax.header() + syntax.opening("<urn:g>") + text + syntax.closing("<urn:g>"), syntax)
    assert {q.graph_name for q in quads} == {ox.NamedNode("urn:g")}
    assert {q.object.value for q in quads if q.predicate.value == f"{KG}member"} == {"urn:a", "urn:b"}
    assert len(quads) == 4
    assert NEXT not in text


@pytest.mark.parametrize("fmt", ["ntriples", "nquads"])
def test_lines_are_the_canonical_ones(rich: Path, fmt: str) -> None:
    data = exported(rich, fmt)
    assert ox.serialize(ox.parse(data, format=SYNTAX[fmt]), format=SYNTAX[fmt]) == data


def test_text_can_be_read_in_parts_of_any_size() -> None:
    texts = ["上海", "", "x" * 200_000, "仪电"]
    whole = "".join(texts).encode()
    assert b"".join(pieces(texts)) == whole
    for size in (1000, 70_000, 10**6):
        stream, found = Readable(texts), io.BytesIO()
        while part := stream.read(size):
            assert len(part) <= size
            found.write(part)
        assert found.getvalue() == whole
