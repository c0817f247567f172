"""Whatever a name holds comes through every format, and its IRI is valid and its own."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import networkx as nx
import orjson
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kg.export.base import Settings, folder_writer
from kg.export.iri import BadBase, entity_iri, iri_path, names
from kg.export.xml import without_control
from kg.store.scan import Scan

from tests.export.reading import READS_GEXF, SYNTAX, exported, triples
from tests.export.stores import AWKWARD, N, annotated, write_store

# SQLite counts no further than a NUL, and the corpus reader takes them out; surrogates are not text.
NAME = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12)
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
ALT_LABEL = ox.NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_every_name_gives_a_valid_iri(name: str) -> None:
    iri = entity_iri(f"company/{name}")
    assert len(list(ox.parse(f"<{iri.value}> <urn:p> <urn:o> .", format=ox.RdfFormat.N_TRIPLES))) == 1
    (parsed,) = ox.parse(
        f"<{iri.value}> <urn:p> <urn:o> .", format=ox.RdfFormat.TURTLE, base_iri="http://b/c/d"
    )
    assert parsed.subject == iri, "no parser resolves it into another"


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_two_names_never_share_an_iri(one: str, other: str) -> None:
    assert (iri_path(one) == iri_path(other)) == (one == other)


@given(st.lists(NAME, min_size=1, max_size=4, unique=True))
@settings(max_examples=25, deadline=None)
def test_any_name_comes_through_every_rdf_syntax(surfaces: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        parts = [x for s in surfaces for x in (N(s, "Company"), "与")]
        store = write_store(Path(folder) / "kg.db", [annotated("a", "2026-01-01", parts)])
        expected = triples(exported(store, "ntriples"), "ntriples")
        for fmt in SYNTAX:
            found = triples(exported(store, fmt), fmt)
            if fmt == "rdfxml":
                assert {without_control(t.object.value) for t in expected} == {t.object.value for t in found}
            else:
                assert found == expected
        labels = {t.object.value for t in expected if t.predicate in (LABEL, ALT_LABEL)}
        assert labels == set(surfaces)


def test_awkward_names_come_through_property_graphs(rich: Path, tmp_path: Path) -> None:
    ids = {}
    with Scan(rich) as scan:
        ids = {e.name: e.id for e in scan.entities()}
        folder_writer("neo4j")(scan, tmp_path, Settings(names()))
    assert set(AWKWARD) <= set(ids)
    lines = [orjson.loads(line) for line in exported(rich, "jsonl").splitlines()]
    assert set(AWKWARD) <= {r["label"] for r in lines if r["kind"] == "node"}
    with (tmp_path / "nodes.csv").open(encoding="utf-8", newline="") as stream:
        assert set(AWKWARD) <= {row[1] for row in csv.reader(stream)}
    graphml = nx.read_graphml(io.BytesIO(exported(rich, "graphml")))
    for name in AWKWARD:
        assert graphml.nodes[without_control(ids[name])]["label"] == without_control(name)


@READS_GEXF
def test_awkward_names_come_through_gexf(rich: Path) -> None:
    gexf = nx.read_gexf(io.BytesIO(exported(rich, "gexf")))
    assert {without_control(name) for name in AWKWARD} <= {d["label"] for _, d in gexf.nodes(data=True)}


@pytest.mark.parametrize("base", ["nonsense", "http://exa mple/", "http://example.org/kg", "kg:x/", ""])
def test_a_base_that_makes_no_iris_is_refused(base: str) -> None:
    with pytest.raises(BadBase, match=repr(base)):
        names(base)
    assert names("urn:kg:").entity("a").value == "urn:kg:entity/a"
