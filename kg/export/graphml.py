"""The graph as GraphML: networkx, yEd, Gephi, igraph."""

from __future__ import annotations

from typing import IO

from kg.export.base import Settings
from kg.export.fields import EDGE_FIELDS, NODE_FIELDS, text
from kg.export.records import edges, nodes
from kg.export.xml import XmlWriter
from kg.store.scan import Scan

_TYPES = {"integer": "long"}


def write_graphml(scan: Scan, stream: IO[bytes], settings: Settings) -> None:
    """Write one directed multigraph; aliases are joined by ``|``, control characters left out."""
    xml = XmlWriter(stream)
    xml.start("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for name, kind in (("label", "string"), *NODE_FIELDS):
        xml.leaf("key", id=f"n-{name}", for_="node", attr_name=name, attr_type=_TYPES.get(kind, kind))
    for name, kind in (("weight", "double"), *EDGE_FIELDS):
        xml.leaf("key", id=f"e-{name}", for_="edge", attr_name=name, attr_type=_TYPES.get(kind, kind))
    xml.start("graph", id="kg", edgedefault="directed")
    for node in nodes(scan):
        xml.start("node", id=node.id)
        for name in ("label", *(n for n, _ in NODE_FIELDS)):
            value = text(node, name)
            if value is not None:
                xml.leaf("data", value, key=f"n-{name}")
        xml.end()
    for n, edge in enumerate(edges(scan)):
        xml.start("edge", id=f"e{n}", source=edge.source, target=edge.target)
        for name in ("weight", *(n for n, _ in EDGE_FIELDS)):
            value = text(edge, name)
            if value is not None:
                xml.leaf("data", value, key=f"e-{name}")
        xml.end()
    xml.end()
    xml.end()
