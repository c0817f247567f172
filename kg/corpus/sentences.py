"""Cutting cleaned text into sentences."""

from __future__ import annotations

import re

# A sentence ends at a line end or at closing punctuation with any closing quotes or brackets after it.
_SENTENCE = re.compile(r"[^。！？；!?\n]*(?:[。！？；!?]+[”’」』）)】》]*|\n|$)")


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) spans of the text's sentences, in order, blank ones left out.

    A title line is a sentence of its own. Spans are trimmed of white space and do not overlap.
    """
    spans = []
    for match in _SENTENCE.finditer(text):
        piece = match.group()
        stripped = piece.strip()
        if stripped:
            start = match.start() + len(piece) - len(piece.lstrip())
            spans.append((start, start + len(stripped)))
    return tuple(spans)
