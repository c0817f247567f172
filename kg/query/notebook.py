"""Answers as HTML for notebooks; every text from articles is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

SHOWN = 60
"""Rows shown in a notebook; the rest is counted."""


def html_table(columns: Sequence[str], records: Sequence[Mapping[str, object]]) -> str:
    """Return a table; cells that hold web addresses become links, the rest is text."""
    heads = "".join(f"<th>{escape(c)}</th>" for c in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{_cell(r.get(c, ''))}</td>" for c in columns) + "</tr>"
        for r in records[:SHOWN]
    )
    rest = f"<p>… {len(records) - SHOWN} more</p>" if len(records) > SHOWN else ""
    return f'<table class="kg"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>{rest}'


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "<br>".join(_cell(v) for v in value)
    if isinstance(value, Mapping):
        return escape(" ".join(str(v) for v in value.values()))
    text = escape(str(value))
    if isinstance(value, str) and value.startswith(("http://", "https://")):
        return f'<a href="{text}" rel="noopener noreferrer">{text}</a>'
    return text
