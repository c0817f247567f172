"""The graph as GEXF 1.3, dynamic: Gephi shows when each entity and link was in the news."""

from __future__ import annotations

from typing import IO

from kg.export.base import Settings
from kg.export.fields import EDGE_FIELDS, NODE_FIELDS, text
from kg.export.records import Edge, Node, edges, nodes
from kg.export.xml import XmlWriter
from kg.store.scan import Scan


def write_gexf(scan: Scan, stream: IO[bytes], settings: Settings) -> None:
    """Write nodes and links with ``start`` and ``end`` (dates of the first and last article)."""
    xml = XmlWriter(stream)
    xml.start("gexf", xmlns="http://gexf.net/1.3", version="1.3")
    xml.start("graph", defaultedgetype="directed", mode="dynamic", timeformat="date")
    for kind, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        xml.start("attributes", class_=kind, mode="static")
        for name, value_type in fields:
            xml.leaf("attribute", id=name, title=name, type=value_type)
        xml.end()
    xml.start("nodes")
    for node in nodes(scan):
        xml.start("node", id=node.id, label=node.label, start=node.first, end=node.last)
        _values(xml, node, NODE_FIELDS)
        xml.end()
    xml.end()
    xml.start("edges")
    for n, edge in enumerate(edges(scan)):
        # Gephi keeps parallel links apart only where their kinds differ.
        xml.start(
            "edge",
            id=n,
            source=edge.source,
            target=edge.target,
            kind=edge.relation,
            label=edge.relation,
            weight=float(edge.weight),
            start=edge.first,
            end=edge.last,
        )
        _values(xml, edge, EDGE_FIELDS)
        xml.end()
    xml.end()
    xml.end()
    xml.end()


def _values(xml: XmlWriter, item: Node | Edge, fields: tuple[tuple[str, str], ...]) -> None:
    xml.start("attvalues")
    for name, _ in fields:
        value = text(item, name)
        if value is not None:
            xml.leaf("attvalue", for_=name, value=value)
    xml.end()
