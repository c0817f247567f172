"""One self-contained HTML file out of the page's data, a template and its scripts."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg.export.page.data import about, payload
from kg.export.page.select import Scope, select
from kg.store.reader import Store

HERE = Path(__file__).parent
STYLES = ("colours.css", "frame.css", "controls.css", "panel.css", "media.css")
SCRIPTS = (
    "dom.js",
    "words.js",
    "state.js",
    "link.js",
    "model.js",
    "visible.js",
    "path.js",
    "find.js",
    "shapes.js",
    "geometry.js",
    "labels.js",
    "paint.js",
    "place.js",
    "source.js",
    "graph.js",
    "searchbox.js",
    "dates.js",
    "filters.js",
    "evidence.js",
    "panel.js",
    "overview.js",
    "picture.js",
    "table.js",
    "toolbar.js",
    "keys.js",
    "main.js",
)
"""In the order in which they are put together: each uses only what stands before it when it loads."""


def render_page(store: Store, scope: Scope | None = None, endpoint: str = "") -> str:
    """Return the page: the most relevant part of the graph, everything it needs inside, no network.

    Parameters
    ----------
    store
        The graph.
    scope
        What to show; the whole graph, 300 entities drawn, where it is not given.
    endpoint
        Where a server answers ``/around?id=&limit=`` and ``/path?from=&to=`` with :func:`payload`; a file has
        none.
    """
    scope = scope or Scope()
    selection = select(store, scope)
    return page_html(payload(store, selection), about(store, scope, selection) | {"endpoint": endpoint})


def page_html(data: dict[str, Any], meta: dict[str, Any]) -> str:
    """Return the HTML for data and meta data: pyvis renders our template, which loads nothing."""
    from jinja2 import FileSystemLoader
    from markupsafe import Markup
    from pyvis.network import Network

    network = Network(directed=True)
    # Set directly: add_node and add_edge look through all that are there already.
    network.nodes = data["nodes"]
    network.edges = data["edges"]
    network.templateEnv.loader = FileSystemLoader(str(HERE))
    network.templateEnv.autoescape = True
    network.path = "template.html"
    library = _clean(files("pyvis").joinpath("lib/vis-9.1.2/vis-network.min.js").read_text(encoding="utf-8"))
    script = _script()
    network.templateEnv.globals |= {
        "policy": _policy(library, script, ask=bool(meta.get("endpoint"))),
        "style": Markup("\n".join(_asset(name) for name in STYLES)),
        "library": Markup(library),
        "script": Markup(script),
        "sentences": data["sentences"],
        "articles": data["articles"],
        "groups": data["groups"],
        "meta": meta,
        "as_json": lambda value: Markup(script_json(value)),
    }
    html: str = network.generate_html()
    return html


def script_json(value: object) -> str:
    """Return JSON that stays data wherever it stands in a page.

    No ``<`` can close the element or open a comment; U+2028 and U+2029 end lines in older scripts.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _script() -> str:
    # One script with one scope: nothing of it is visible to the page but what main.js hands out.
    return '(() => {\n"use strict";\n' + "\n".join(_asset(name) for name in SCRIPTS) + "})();\n"


def _asset(name: str) -> str:
    return _clean((HERE / "assets" / name).read_text(encoding="utf-8"))


def _clean(text: str) -> str:
    # The parser makes every line end \n before the hash is compared.
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _policy(*scripts: str, ask: bool) -> str:
    """Return the Content-Security-Policy: these very scripts; ``ask`` lets them ask the page's own server."""
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(s.encode('utf-8')).digest()).decode()}'" for s in scripts
    )
    # vis-network makes style elements of its own; pictures are saved by way of blob: addresses.
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:;"
        " base-uri 'none'; form-action 'none'" + ("; connect-src 'self'" if ask else "")
    )
