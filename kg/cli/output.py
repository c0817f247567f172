"""Printing answers as a table, JSON, JSON Lines, CSV or Markdown.

Data goes to standard output, everything else to standard error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import click

from kg.cli.table import cell, table
from kg.query.labels import heading, translated

FORMATS = ("table", "json", "jsonl", "csv", "md")

Record = Mapping[str, Any]


class Style(NamedTuple):
    """How answers are printed: a format, a language for words and headings (None: as in the ontology), colour."""

    fmt: str = "table"
    lang: str | None = None
    color: bool = False


def print_rows(
    rows: Sequence[Record],
    style: Style,
    columns: Sequence[str],
    fields: Sequence[str] = (),
    spare: Sequence[str] = (),
) -> None:
    """Print records in the format asked for.

    Parameters
    ----------
    columns
        What a table (or Markdown) shows, in this order; the last column takes what is left of a line.
    fields
        All keys of a record, in order: the columns of CSV; those of the first record by default.
    spare
        Columns that a narrow terminal can do without, the first to go first.
    """
    if style.fmt in ("json", "jsonl"):
        _print_json(rows, style.fmt)
        return
    shown = [translated(row, style.lang) for row in rows]
    if style.fmt == "csv":
        names = list(fields or (rows[0] if rows else columns))
        _print_csv(shown, names, [heading(n, style.lang) for n in names])
        return
    heads = [heading(name, style.lang) for name in columns]
    cells = [[_text(row.get(name, "")) for name in columns] for row in shown]
    if style.fmt == "md":
        click.echo(_markdown(heads, cells), nl=False)
    elif rows:
        numbers = [columns.index(name) for name in spare]
        text = table(heads, cells, line_width(), bold=style.color, spare=numbers)
        click.echo(text, nl=False, color=style.color)


def print_record(row: Record, style: Style) -> None:
    """Print one record: a JSON object, or its fields one a row."""
    if style.fmt in ("json", "jsonl"):
        import json

        click.echo(json.dumps(row, ensure_ascii=False, indent=2 if style.fmt == "json" else None))
        return
    rows = []
    for name, found in translated(row, style.lang).items():
        values = found if isinstance(found, list) else [found]
        shown = [translated(v, style.lang) if isinstance(v, Mapping) else v for v in values]
        rows += [{"field": heading(name, style.lang), "value": v} for v in shown]
    print_rows(rows, style, ("field", "value"))


def strong(text: str, color: bool) -> str:
    """Return a text with its first line bold, where colour is wanted."""
    first, end, rest = text.partition("\n")
    return f"\x1b[1m{first}\x1b[0m{end}{rest}" if color else text


def line_width() -> int | None:
    """Return the width tables must fit: $COLUMNS or the terminal's; None where output is not a terminal."""
    given = os.environ.get("COLUMNS", "")
    if given.isdigit() and int(given) > 0:
        return int(given) if sys.stdout.isatty() else None
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except (OSError, ValueError):
        return None


def wants_color(no_color: bool) -> bool:
    """Tell whether to use colour: only on a terminal, and never against --no-color or $NO_COLOR."""
    if no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()


def _print_json(rows: Sequence[Record], fmt: str) -> None:
    import json

    if fmt == "json":
        click.echo(json.dumps(list(rows), ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False))


def _print_csv(rows: Sequence[Record], names: Sequence[str], heads: Sequence[str]) -> None:
    import csv
    import io

    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([_defused(row.get(name, "")) for name in names] for row in rows)
    click.echo(buffer.getvalue(), nl=False)


def _defused(value: object) -> object:
    """Return a value that no spreadsheet takes for a formula: such texts get a leading apostrophe."""
    if isinstance(value, (int, float)):
        return value
    text = _text(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _markdown(heads: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *cells]
    return "".join("| " + " | ".join(_safe(c) for c in line) + " |\n" for line in lines)


def _safe(text: str) -> str:
    for char in "\\|<>*_`[]":
        text = text.replace(char, "\\" + char)
    return text


def _text(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return "、".join(_text(v) for v in value)
    if isinstance(value, Mapping):
        return " ".join(_text(v) for v in value.values() if v not in ("", None))
    return "" if value is None else cell(str(value))
