"""Aligned tables for terminals, in which a Chinese character takes two columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

WIDEST = 36
"""Columns at most for all but the last cell of a line."""

READABLE = 16
"""Columns at least for a cell that has so many, so that something can be read."""

SENTENCE = 40
"""Columns at least for the last cell of a line; with less room a longer one stands below the line."""

BELOW = 2
"""Lines at most of a cell that stands below."""


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


def wrap(text: str, columns: int) -> list[str]:
    """Return the text in lines of at most so many columns; Latin words stay whole where they can."""
    lines, line, used = [], "", 0
    for word in _WORD.findall(text):
        if used + width(word) > columns and line:
            lines.append(line.rstrip())
            line, used = "", 0
        for part in [word] if width(word) <= columns else list(word):
            if used + width(part) > columns and line:
                lines.append(line)
                line, used = "", 0
            line, used = line + part, used + width(part)
    return [*lines, line.rstrip()] if line.strip() else lines


_WORD = re.compile(r"[!-~]+ *|.[，。、；：？！”’）》」』】…]*")
"""What is not broken: words of Latin letters, digits and signs, and characters with the signs that close them."""


def table(
    heads: Sequence[str],
    cells: Sequence[Sequence[str]],
    columns: int | None,
    *,
    bold: bool = False,
    spare: Sequence[int] = (),
) -> str:
    """Return an aligned table.

    Where a line has not enough room, a long last cell goes below it; then columns to spare are left out;
    then each cell gets a line of its own.

    Parameters
    ----------
    heads, cells
        Headings and lines, all of one length.
    columns
        What every line must fit; None cuts nothing.
    bold
        Print the headings bold, with ANSI codes.
    spare
        Numbers of the columns that may be left out, the first to go first, empty ones before others.
    """
    natural = [max(width(line[i]) for line in (heads, *cells)) for i in range(len(heads))]
    kept = list(range(len(heads)))
    if columns is None:
        return _lined(heads, cells, kept, natural, None, bold)
    natural = [*(min(w, WIDEST) for w in natural[:-1]), natural[-1]]
    empty = [i for i in range(len(heads)) if spare and not any(line[i] for line in cells)]
    for gone in (None, *empty, *spare):
        kept = [i for i in kept if i != gone]
        widths = _widths([natural[i] for i in kept], columns, SENTENCE)
        if widths:
            return _lined(heads, cells, kept, widths, None, bold)
        widths = _widths([natural[i] for i in kept[:-1]], columns, READABLE)
        if widths and natural[kept[-1]] > SENTENCE:
            return _lined(heads, cells, kept[:-1], widths, columns, bold)
    return "\n".join(_stacked(heads, line, columns, bold) for line in cells)


def _widths(natural: Sequence[int], columns: int, last: int) -> list[int] | None:
    """Return widths that add up to the line, the widest cells giving way; None where they cannot."""
    least = [*(min(w, READABLE) for w in natural[:-1]), *(min(w, last) for w in natural[-1:])]
    room = columns - 2 * (len(natural) - 1)
    if not natural or sum(least) > room:
        return None
    kept = list(natural)
    # The last cell gives way first: it is the longest, and its beginning tells most.
    kept[-1] = max(least[-1], min(kept[-1], room - sum(kept[:-1])))
    while sum(kept) > room:
        widest = max((i for i in range(len(kept)) if kept[i] > least[i]), key=lambda i: kept[i])
        kept[widest] -= 1
    return kept


def _lined(
    heads: Sequence[str],
    cells: Sequence[Sequence[str]],
    kept: Sequence[int],
    widths: Sequence[int],
    below: int | None,
    bold: bool,
) -> str:
    """Return the table, one line a row; with the last cell in so many columns below it, where given."""
    right = [all(_is_number(line[i]) for line in cells) for i in kept]
    lines = [_strong(_line([heads[i] for i in kept], widths, right), bold)]
    if below is not None:
        lines.append(_strong(f"  {fit(heads[-1], below - 2)}".rstrip(), bold))
    for row in cells:
        lines.append(_line([row[i] for i in kept], widths, right))
        if below is not None:
            said = wrap(row[-1], below - 2)
            lines += [f"  {line}" for line in said[: BELOW - 1]]
            lines += [f"  {fit(''.join(said[BELOW - 1 :]), below - 2).rstrip()}"] if said[BELOW - 1 :] else []
    return "".join(line + "\n" for line in lines)


def _stacked(heads: Sequence[str], row: Sequence[str], columns: int, bold: bool) -> str:
    """Return a row as lines of heading and cell; empty cells are left out."""
    margin = min(max(map(width, heads)), columns // 2)
    lines = [
        f"{_strong(fit(head, margin), bold)} {fit(text, columns - margin - 1)}".rstrip()
        for head, text in zip(heads, row, strict=True)
        if text
    ]
    return "".join(line + "\n" for line in lines)


def _strong(text: str, bold: bool) -> str:
    return f"\x1b[1m{text}\x1b[0m" if bold else text


def _line(line: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    parts = []
    for text, columns, number in zip(line, widths, right, strict=True):
        padded = fit(text, columns)
        parts.append(padded.rstrip().rjust(columns) if number and text.isascii() else padded)
    return "  ".join(parts).rstrip()


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).replace("-", "", 1).isdigit()
