from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from kg.export.rdf import entity_iri

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize(("fmt", "ending"), [("turtle", "ttl"), ("ntriples", "nt")])
def test_three_parsers_count_the_same(
    built: Path, kg: Run, tool: Callable[[str], str], tmp_path: Path, fmt: str, ending: str
) -> None:
    path = tmp_path / f"graph.{ending}"
    assert kg("export", "--format", fmt, "-o", path, "--store", built / "kg.db").returncode == 0
    by_rdflib = len(rdflib.Graph().parse(path, format="turtle" if ending == "ttl" else "nt"))
    by_oxigraph = len(set(ox.parse(path.read_bytes(), format=ox.RdfFormat.from_extension(ending))))
    rapper = subprocess.run(
        [tool("rapper"), "-i", fmt, "-c", path], capture_output=True, encoding="utf-8", check=True
    )
    assert by_rdflib == by_oxigraph > 100
    assert f"returned {by_rdflib} triples" in rapper.stderr


@given(st.text(min_size=1))
def test_every_name_gives_a_valid_iri(name: str) -> None:
    iri = entity_iri(f"company/{name}".encode("utf-8", "replace").decode())
    assert len(list(ox.parse(f"<{iri.value}> <urn:p> <urn:o> .", format=ox.RdfFormat.N_TRIPLES))) == 1
