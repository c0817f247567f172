"""From the assertions of one relation between two entities to a fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from kg.model import SYMMETRIC

COPY = 90.0
"""Sentences at least so alike (Levenshtein ratio, 0 to 100) are one piece of evidence told twice."""

MOST_ORIGINALS = 40
"""A sentence is compared with so many others of its fact at most."""


class Support(NamedTuple):
    """One assertion of a fact: where it stands, how surely and in which modality it is stated, its sentence.

    Sorted, the earliest comes first.
    """

    published: str
    article_id: str
    n: int
    article: int
    confidence: float
    modality: str
    sentence: str


class Gathered(NamedTuple):
    """What the assertions of a fact amount to; fields as in the table ``facts``."""

    assertions: int
    articles: int
    first: str
    last: str
    confidence: float
    modality: str


def ends(head: int, relation: str, tail: int) -> tuple[int, int]:
    """Return head and tail of a fact, those of a relation that holds both ways in the order of their keys."""
    return (tail, head) if relation in SYMMETRIC and head > tail else (head, tail)


def gather(support: Sequence[Support]) -> tuple[Gathered, list[int | None]]:
    """Return what sorted assertions of one fact amount to, and for each the earlier article that it copies.

    A sentence that copies an earlier article's counts once. The confidence is that at least one of the
    articles which state the fact in their own words is right, taken as independent.
    """
    copies = _copies(support)
    best: defaultdict[int, float] = defaultdict(float)
    for row, original in zip(support, copies, strict=True):
        if original is None:
            best[row.article] = max(best[row.article], row.confidence)
    doubt = 1.0
    for article in sorted(best):
        doubt *= 1.0 - best[article]
    modalities = {row.modality for row in support}
    modality = next(m for m in ("stated", "planned", "negated") if m in modalities)
    dates = (support[0].published, support[-1].published)
    return Gathered(len(support), len(best), *dates, round(1.0 - doubt, 4), modality), copies


def _copies(support: Sequence[Support]) -> list[int | None]:
    """Return for each assertion the earlier article whose sentence it repeats, or None."""
    originals: list[Support] = []
    out: list[int | None] = []
    for row in support:
        original = next(
            (
                o.article
                for o in originals
                if o.article != row.article and fuzz.ratio(o.sentence, row.sentence, score_cutoff=COPY)
            ),
            None,
        )
        out.append(original)
        if original is None and len(originals) < MOST_ORIGINALS:
            originals.append(row)
    return out
