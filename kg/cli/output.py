"""Printing rows as a table, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
import sys
import unicodedata
from collections.abc import Mapping, Sequence

import click


def width(text: str) -> int:
    """Return how many terminal columns a text takes; Chinese characters take two."""
    return sum(
        2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text if not unicodedata.combining(c)
    )


def fit(text: str, columns: int) -> str:
    """Return the text padded, or cut with … , to exactly so many terminal columns."""
    if width(text) <= columns:
        return text + " " * (columns - width(text))
    kept, used = "", 0
    for char in text:
        if used + width(char) > columns - 1:
            break
        kept, used = kept + char, used + width(char)
    return kept + "…" + " " * (columns - 1 - used)


def print_rows(rows: Sequence[Mapping[str, object]], fmt: str, columns: Sequence[str]) -> None:
    """Print records to standard output in the format asked for; ``columns`` orders and chooses them."""
    if fmt == "json":
        click.echo(json.dumps(list(rows), ensure_ascii=False, indent=2))
    elif fmt == "csv":
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(row.get(c, "")) for c in columns] for row in rows)
        click.echo(buffer.getvalue(), nl=False)
    else:
        click.echo(table(rows, columns), nl=False)


def table(rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> str:
    """Return an aligned table that fits the terminal; the last column takes what is left."""
    if not rows:
        return ""
    cells = [[_cell(row.get(c, "")) for c in columns] for row in rows]
    widths = [min(max(width(c), *(width(r[i]) for r in cells)), 36) for i, c in enumerate(columns[:-1])]
    available = _terminal_columns() - sum(widths) - 2 * len(widths)
    last = max(20, available)
    if not sys.stdout.isatty():
        last = max(width(columns[-1]), *(width(r[-1]) for r in cells))
    lines = [[*columns], *cells]
    return "".join(
        "  ".join([*(fit(t, w) for t, w in zip(line, widths, strict=False)), fit(line[-1], last)]).rstrip()
        + "\n"
        for line in lines
    )


def _terminal_columns() -> int:
    import shutil

    return shutil.get_terminal_size((120, 24)).columns


def _cell(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return "、".join(str(v) for v in value)
    return " ".join(str(value).split())
