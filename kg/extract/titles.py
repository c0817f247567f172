"""Industries named inside the titles of policies: what a policy targets is often said there alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.base import Document
from kg.model import Mention

_CONFIDENCE = 0.9
"""How much surer a policy's title is than the industries read out of it."""


def industries_in_titles(document: Document, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the industries that the lexicon knows inside mentions of policies, longest first, none overlapping.

    They are the only mentions that stand inside another.
    """
    hits = [h for h in document.hits if any(e.strong and e.concept.type == "Industry" for e in h.entries)]
    for policy in mentions:
        if policy.type != "Policy":
            continue
        inside = [h for h in hits if policy.start <= h.start and h.end <= policy.end]
        taken: set[int] = set()
        for hit in sorted(inside, key=lambda h: (h.start - h.end, h.start)):
            span = range(hit.start, hit.end)
            if len(span) < policy.end - policy.start and taken.isdisjoint(span):
                taken.update(span)
                surface = document.text[hit.start : hit.end]
                confidence = round(policy.confidence * _CONFIDENCE, 4)
                yield Mention(hit.start, hit.end, surface, "Industry", confidence, "policy-title")
