"""The most connected part of the graph as one self-contained HTML page."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

from kg.export.page.select import Selection, select
from kg.store.reader import Store

COLOURS = {
    "Company": "#0072b2",
    "Organization": "#e69f00",
    "District": "#009e73",
    "Place": "#66a61e",
    "Park": "#56b4e9",
    "Person": "#d55e00",
    "Industry": "#cc79a7",
    "Policy": "#7570b3",
    "Event": "#b8860b",
}
"""Okabe and Ito's palette, which the colour-blind can tell apart, and three more of its kind."""

SHAPES = {
    "Company": "dot",
    "Organization": "square",
    "District": "hexagon",
    "Place": "hexagon",
    "Park": "triangle",
    "Person": "diamond",
    "Industry": "star",
    "Policy": "box",
    "Event": "triangleDown",
}


def render_page(store: Store, limit: int = 300) -> str:
    """Return the page's HTML with at most ``limit`` entities, their facts and strongest co-occurrences."""
    from jinja2 import FileSystemLoader
    from markupsafe import Markup
    from pyvis.network import Network

    selection = select(store, limit)
    positions = _layout(selection)
    network = Network(directed=True)
    for node in selection.nodes:
        x, y = positions[node.id]
        network.add_node(
            node.id,
            label=node.name,
            shape=SHAPES[node.type],
            color=COLOURS[node.type],
            x=round(x * 1400, 1),
            y=round(y * 1400, 1),
            size=round(6 + 5 * selection.weight[node.id] ** 0.4, 1),
            kind=node.type,
            aliases=list(node.aliases),
        )
    # Written to the lists directly: add_edge looks for an equal edge in all the others first.
    network.edges = [edge._asdict() for edge in selection.edges]
    here = Path(__file__).parent
    network.templateEnv.loader = FileSystemLoader(str(here))
    network.path = "template.html"
    library = files("pyvis").joinpath("lib/vis-9.1.2")
    network.templateEnv.globals |= {
        "vis_js": Markup(library.joinpath("vis-network.min.js").read_text(encoding="utf-8")),
        "shown": len(selection.nodes),
        "total": selection.total,
        "colours": COLOURS,
    }
    html: str = network.generate_html()
    return html


def _layout(selection: Selection) -> dict[Any, Any]:
    """Return positions in the unit square, the same for the same graph."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(n.id for n in selection.nodes)
    for edge in selection.edges:
        graph.add_edge(edge.source, edge.target, weight=2.0 if edge.relation != "coOccursWith" else 0.5)
    positions: dict[Any, Any] = nx.spring_layout(
        graph, k=1.6 / max(len(graph), 1) ** 0.5, iterations=60, seed=7
    )
    return positions
