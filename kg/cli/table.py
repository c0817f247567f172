"""Aligned tables for terminals, in which a Chinese character takes two columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

WIDEST = 36
"""Columns at most for all but the last cell of a line."""

NARROWEST = 4
"""Columns at least for any cell, so that something can be read."""

ROOM = 24
"""Columns at least for the last cell, where the others can give way."""


def cell(text: str) -> str:
    """Return a text on one line, without characters that move the cursor or cannot be seen."""
    line = " ".join(text.split())
    return line if line.isprintable() else "".join(c if c.isprintable() else "\ufffd" for c in line)


def width(text: str) -> int:
    """Return how many terminal columns a text takes; wide characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(
        2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text if not unicodedata.combining(c)
    )


def fit(text: str, columns: int) -> str:
    """Return the text padded, or cut with … , to exactly so many terminal columns."""
    used = width(text)
    if used <= columns:
        return text + " " * (columns - used)
    kept, used = "", 0
    for char in text:
        if used + width(char) > columns - 1:
            break
        kept, used = kept + char, used + width(char)
    return kept + "…" + " " * (columns - 1 - used)


def table(
    heads: Sequence[str], cells: Sequence[Sequence[str]], columns: int | None, *, bold: bool = False
) -> str:
    """Return an aligned table.

    Parameters
    ----------
    heads, cells
        Headings and lines, all of one length.
    columns
        What every line must fit; None cuts nothing.
    bold
        Print the headings bold, with ANSI codes.
    """
    widths = [max(width(line[i]) for line in (heads, *cells)) for i in range(len(heads))]
    if columns is not None:
        widths = _shrunk(widths, columns)
    right = [all(_is_number(line[i]) for line in cells) for i in range(len(heads))]
    lines = [_line(line, widths, right) for line in (heads, *cells)]
    if bold:
        lines[0] = f"\x1b[1m{lines[0]}\x1b[0m"
    return "".join(line + "\n" for line in lines)


def _line(line: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    parts = []
    for text, columns, number in zip(line, widths, right, strict=True):
        padded = fit(text, columns)
        parts.append(padded.rstrip().rjust(columns) if number and text.isascii() else padded)
    return "  ".join(parts).rstrip()


def _shrunk(widths: Sequence[int], columns: int) -> list[int]:
    """Return widths that add up to the line: the last column gives way first, then the widest."""
    kept = [min(w, WIDEST) for w in widths[:-1]] + [widths[-1]]
    room = columns - 2 * (len(kept) - 1)
    least_last = min(widths[-1], ROOM)
    kept[-1] = max(least_last, min(kept[-1], room - sum(kept[:-1])))
    while sum(kept) > room:
        widest = max(range(len(kept)), key=lambda i: kept[i])
        if kept[widest] <= NARROWEST:
            break
        kept[widest] -= 1
    return kept


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).replace("-", "", 1).isdigit()
