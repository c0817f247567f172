"""The plain script for the same task with the same packages: what kg is measured against.

Names are the words that jieba's tagger takes for persons, places and organisations; two named in one sentence are linked.
The graph is written as Turtle (rdflib) and as a page (pyvis). Nothing of kg is used.

Run: ``python benchmarks/baseline.py articles.jsonl FOLDER``
"""

from __future__ import annotations

import json
import re
import sys
import warnings
from collections import Counter
from itertools import combinations
from pathlib import Path
from urllib.parse import quote

warnings.simplefilter("ignore")

import jieba  # noqa: E402
import jieba.posseg  # noqa: E402
import networkx as nx  # noqa: E402
import rdflib  # noqa: E402
from pyvis.network import Network  # noqa: E402

TYPES = {"nr": "Person", "ns": "Place", "nt": "Organization", "nz": "Organization"}
KG = rdflib.Namespace("https://example.org/kg/ontology#")
BASE = "https://example.org/kg/"
SHOWN = 200
"""The page has the most frequent names only: with all, pyvis would not end."""


def graph_of(path: Path) -> nx.Graph:
    """Read articles, tag them, link what stands in one sentence."""
    names: Counter[tuple[str, str]] = Counter()
    pairs: Counter[tuple[tuple[str, str], tuple[str, str]]] = Counter()
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            for sentence in re.split("[。！？；\n]", json.loads(line)["text"]):
                found = {(w.word, TYPES[w.flag]) for w in jieba.posseg.cut(sentence) if w.flag in TYPES}
                names.update(found)
                pairs.update(combinations(sorted(found), 2))
    graph = nx.Graph()
    for (name, kind), count in names.items():
        graph.add_node(name, kind=kind, count=count)
    for (one, other), count in pairs.items():
        graph.add_edge(one[0], other[0], weight=count)
    return graph


def write_turtle(graph: nx.Graph, path: Path) -> None:
    """Write nodes, and a node for each edge, as kg does."""
    out = rdflib.Graph()
    out.bind("kg", KG)
    iris = {}
    for name, values in graph.nodes(data=True):
        iris[name] = rdflib.URIRef(f"{BASE}{values['kind'].lower()}/{quote(name)}")
        out.add((iris[name], rdflib.RDF.type, KG[values["kind"]]))
        out.add((iris[name], rdflib.RDFS.label, rdflib.Literal(name, lang="zh")))
        out.add((iris[name], KG.mentions, rdflib.Literal(values["count"])))
    for n, (one, other, weight) in enumerate(graph.edges(data="weight")):
        pair = rdflib.URIRef(f"{BASE}pair/{n}")
        out.add((pair, rdflib.RDF.type, KG.CoOccurrence))
        out.add((pair, KG.member, iris[one]))
        out.add((pair, KG.member, iris[other]))
        out.add((pair, KG.sentences, rdflib.Literal(weight)))
    out.serialize(path, format="turtle")


def write_page(graph: nx.Graph, path: Path) -> None:
    """Write the most frequent names and their links as a page."""
    often = sorted(graph, key=lambda name: -graph.nodes[name]["count"])[:SHOWN]
    network = Network(height="800px", width="100%")
    network.from_nx(nx.Graph(graph.subgraph(often)))
    path.write_text(network.generate_html(), encoding="utf-8")


if __name__ == "__main__":
    jieba.setLogLevel(60)
    source, folder = Path(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    made = graph_of(source)
    write_turtle(made, folder / "graph.ttl")
    write_page(made, folder / "graph.html")
