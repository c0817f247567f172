"""What speaks for and against a candidate name in its document, as features for the ranker.

The unit is a (surface, type) pair of one document: all places where the surface stands are looked at
together, so that a name that is plain in one sentence is found in the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from kg.extract.candidates import DECODED, Candidate, Scores, occurrences
from kg.extract.linear import Feature, step
from kg.model import ENTITY_TYPES
from kg.vocab.lexicon import Entry, Lexicon, fold

GENERIC_ENDINGS = ("产业链", "产业", "行业", "领域", "赛道", "业")


class Group(NamedTuple):
    """A (surface, type) pair of one document and where it stands: (start, end, source).

    ``scores`` has a row for each place (:class:`kg.extract.candidates.Scores`).
    """

    surface: str
    type: str
    places: tuple[tuple[int, int, int], ...]
    scores: Sequence[Sequence[float]]


def groups(folded: str, text: str, candidates: Iterable[Candidate], scores: Scores) -> list[Group]:
    """Gather the candidates by surface and type, and find every other place of each surface."""
    found: defaultdict[tuple[str, str], dict[tuple[int, int], int]] = defaultdict(dict)
    for c in candidates:
        surface = text[c.start : c.end]
        if surface and surface == surface.strip():
            places = found[surface, c.type]
            places[c.start, c.end] = places.get((c.start, c.end), 0) | c.source
    everywhere: dict[str, list[tuple[int, int]]] = {}
    for surface, _ in found:
        if surface not in everywhere and len(surface) > 1:
            ends = ((at, at + len(surface)) for at in occurrences(folded, surface))
            everywhere[surface] = [span for span in ends if _whole(folded, *span)]
    rows: list[tuple[str, str, list[tuple[int, int, int]]]] = []
    for (surface, kind), places in sorted(found.items()):
        for span in everywhere.get(surface, ()):
            places.setdefault(span, 0)
        rows.append((surface, kind, [(s, e, places[s, e]) for s, e in sorted(places)]))
    flat = np.array(
        [(s, e, ENTITY_TYPES.index(kind)) for _, kind, places in rows for s, e, _ in places], dtype=np.int64
    ).reshape(-1, 3)
    values = scores(*flat.T).tolist() if len(flat) else []
    out, at = [], 0
    for surface, kind, spans in rows:
        out.append(Group(surface, kind, tuple(spans), values[at : at + len(spans)]))
        at += len(spans)
    return out


def _whole(text: str, start: int, end: int) -> bool:
    """Tell whether a span does not cut a Latin word or number in two."""

    def latin(char: str) -> bool:
        return char.isascii() and char.isalnum()

    cut_before = start > 0 and latin(text[start - 1]) and latin(text[start])
    cut_after = end < len(text) and latin(text[end - 1]) and latin(text[end])
    return not (cut_before or cut_after)


def group_features(
    group: Group,
    rivals: Sequence[Group],
    text: str,
    lexicon: Lexicon,
    decoded: Decoded,
) -> list[Feature]:
    """Return the features of one group.

    Parameters
    ----------
    rivals
        The document's groups with the same surface and another type.
    decoded
        The tagger's own choice in the document.
    """
    kind, surface, places = group.type, group.surface, group.places
    n = len(places)
    chosen = sum(1 for p in places if p[2] & DECODED)
    sources = 0
    for place in places:
        sources |= place[2]
    joint = [row[0] for row in group.scores]
    best_row = max(range(n), key=lambda i: (joint[i], -i))
    top, begin, ending, either, outside = group.scores[best_row]
    start, end, source = places[best_row]
    rival = max((row[0] for g in rivals for row in g.scores), default=0.0)
    held = [decoded.holder(s, e) for s, e, _ in places]
    inside = sum(1 for h in held if h)
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    length = len(surface)
    lexical = lexicon_key(surface, kind, lexicon)
    left = decoded.ending_at(start - 1) if before in "、和与及" else ""
    right = decoded.starting_at(end + 1) if after in "、和与及" else ""
    share = step(chosen / n, 4)
    features: list[Feature] = [
        ("bias", 0),
        ("top", step(top, 20)),
        ("top chosen", step(top) * 10 + share),
        ("mean", step(sum(joint) / n)),
        ("begin", step(begin)),
        ("ending", step(ending)),
        ("either", step(either)),
        ("outside", step(outside)),
        ("bounds", step(begin, 4) * 100 + step(ending, 4) * 10 + step(either, 4)),
        ("chosen", share),
        ("n", min(n, 6)),
        ("n chosen", min(n, 4) * 10 + min(chosen, 4)),
        ("sources", sources),
        ("source", source),
        ("sources top", sources * 10 + step(top, 5)),
        ("rival", step(rival)),
        ("rival top", step(rival, 5) * 10 + step(top, 5)),
        ("inside", step(inside / n, 4) if inside else -1),
        ("inside own", sum(1 for h in held if h == kind) * 10 // n),
        ("lexicon", lexical),
        ("lexicon top", f"{lexical} {step(top, 5)}"),
        ("lexicon inside", f"{lexical} {inside == n} {chosen > 0}"),
        ("length", min(length, 16)),
        ("length top", min(length, 8) * 10 + step(top, 5)),
        ("ends1", surface[-1]),
        ("ends2", surface[-2:]),
        ("ends3", surface[-3:]),
        ("begins1", surface[0]),
        ("begins2", surface[:2]),
        ("ends2 top", f"{surface[-2:]} {step(top, 3)}"),
        ("before", before),
        ("after", after),
        ("before2", text[max(0, start - 2) : start]),
        ("after2", text[end : end + 2]),
        ("around", _mark(before) + _mark(after)),
        ("listed", f"{left} {right}"),
        ("title", int(text.find("\n") >= start)),
        ("latin", int(surface[0].isascii()) * 2 + int(surface[-1].isascii())),
    ]
    if any(surface.count(a) != surface.count(b) for a, b in ("“”", "（）", "《》")):
        features.append(("unbalanced", 1))
    return features


class Decoded:
    """The spans that the tagger itself chose in one document."""

    def __init__(self, spans: Iterable[tuple[int, int, str]]) -> None:
        self._at: dict[int, tuple[int, int, str]] = {}
        self._ends: dict[int, str] = {}
        for span in spans:
            for position in range(span[0], span[1]):
                self._at[position] = span
            self._ends[span[1]] = span[2]

    def holder(self, start: int, end: int) -> str:
        """Return the type of the longer span that holds the given one, or an empty string."""
        span = self._at.get(start)
        return span[2] if span and span[1] >= end and span[1] - span[0] > end - start else ""

    def ending_at(self, position: int) -> str:
        """Return the type of the span that ends there, or an empty string."""
        return self._ends.get(position, "")

    def starting_at(self, position: int) -> str:
        """Return the type of the span that starts there, or an empty string."""
        span = self._at.get(position)
        return span[2] if span and span[0] == position else ""


def lexicon_key(surface: str, kind: str, lexicon: Lexicon) -> str:
    """Return what the lexicon knows of a surface: ``own``, ``stem``, ``weak`` or ``other`` and a type."""
    entries = lexicon.labels.get(fold(surface), ())
    found = _key(entries, kind)
    if found or kind != "Industry":
        return found
    for ending in GENERIC_ENDINGS:
        if surface.endswith(ending) and len(surface) > len(ending) + 1:
            stem = _key(lexicon.labels.get(fold(surface[: -len(ending)]), ()), kind)
            return f"stem {stem}" if stem else ""
    return ""


def _key(entries: Sequence[Entry], kind: str) -> str:
    own = [e.strong for e in entries if e.concept.type == kind]
    others = sorted({e.concept.type for e in entries if e.concept.type != kind})
    strength = "strong" if any(own) else "weak" if own else ""
    return f"{strength} {others[0]}" if others else strength


def _mark(char: str) -> str:
    return char if not char.isalnum() else ("a" if char.isascii() else "c")
