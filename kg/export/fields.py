"""The columns that GraphML and GEXF declare for nodes and edges."""

from __future__ import annotations

from kg.export.records import Edge, Node

NODE_FIELDS = (
    ("type", "string"),
    ("official", "boolean"),
    ("aliases", "string"),
    ("concept", "string"),
    ("code", "string"),
    ("articles", "integer"),
    ("mentions", "integer"),
    ("first", "string"),
    ("last", "string"),
    ("confidence", "double"),
)
EDGE_FIELDS = (
    ("relation", "string"),
    ("articles", "integer"),
    ("first", "string"),
    ("last", "string"),
    ("confidence", "double"),
    ("modality", "string"),
    ("npmi", "double"),
    ("llr", "double"),
    ("evidence", "string"),
    ("article", "string"),
)


def text(item: Node | Edge, field: str) -> str | None:
    """Return a value as text: lists joined by ``|``, truth as ``true``; None where there is nothing to say."""
    value = getattr(item, field)
    if value is None or value == "" or value == ():
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    return "|".join(value) if isinstance(value, tuple) else str(value)
