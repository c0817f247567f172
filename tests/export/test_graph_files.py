"""GraphML and GEXF as networkx reads them, and as the schema of GEXF has them."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest
from kg.store.scan import Scan

from tests.export.reading import READS_GEXF, exported

READERS = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}
READ = ["graphml", pytest.param("gexf", marks=READS_GEXF)]


@pytest.mark.parametrize("fmt", READ)
@pytest.mark.parametrize("which", ["sample", "rich"])
def test_networkx_reads_all_nodes_and_links(which: str, built: Path, rich: Path, fmt: str) -> None:
    path = built / "kg.db" if which == "sample" else rich
    graph = READERS[fmt](io.BytesIO(exported(path, fmt)))
    with Scan(path) as scan:
        entities, facts, pairs = list(scan.entities()), list(scan.facts()), list(scan.pairs())
    assert graph.number_of_nodes() == len(entities)
    assert graph.number_of_edges() == len(facts) + len(pairs)
    assert graph.is_directed()
    assert graph.is_multigraph()


@pytest.mark.parametrize("fmt", READ)
def test_types_weights_and_evidence(rich: Path, fmt: str) -> None:
    graph = READERS[fmt](io.BytesIO(exported(rich, fmt)))
    node = graph.nodes["company/上海示例电气(集团)有限公司"]
    assert (node["type"], node["label"], node["articles"]) == ("Company", "上海示例电气（集团）有限公司", 2)
    assert node["aliases"] == "示例电气"
    assert node["official"] is False
    assert graph.nodes["person/张三丰"]["official"] is True
    links = [d for _, _, d in graph.edges(data=True)]
    cooperation = next(d for d in links if d["relation"] == "cooperatesWith" and d["weight"] == 2)
    assert (cooperation["first"], cooperation["last"]) == ("2026-01-29", "2026-03-02")
    assert cooperation["confidence"] == pytest.approx(0.99)
    assert cooperation["evidence"]
    assert {d["modality"] for d in links} == {"stated", "planned", "negated"}
    together = next(d for d in links if d["relation"] == "coOccursWith")
    assert isinstance(together["npmi"], float)
    assert "confidence" not in together


def test_gexf_is_dynamic_and_links_lie_within_their_ends(rich: Path) -> None:
    root = ET.fromstring(exported(rich, "gexf"))
    space = {"g": "http://gexf.net/1.3"}
    (graph,) = root.findall("g:graph", space)
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    spans = {n.get("id"): (n.get("start"), n.get("end")) for n in graph.iterfind(".//g:node", space)}
    edges = list(graph.iterfind(".//g:edge", space))
    assert edges
    for edge in edges:
        assert edge.get("kind") and float(edge.get("weight", "0")) >= 1
        for end in ("source", "target"):
            first, last = spans[edge.get(end)]
            assert first <= edge.get("start") <= edge.get("end") <= last
    declared = {a.get("id") for a in graph.iterfind(".//g:attribute", space)}
    assert {v.get("for") for v in graph.iterfind(".//g:attvalue", space)} <= declared


@pytest.mark.parametrize("fmt", [*READERS, "jsonl"])
def test_same_store_same_bytes(rich: Path, fmt: str) -> None:
    assert exported(rich, fmt) == exported(rich, fmt)
