"""Industries named inside the titles of policies: what a policy targets is often said there alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from kg.extract.batch import Batch
from kg.extract.known import Hits
from kg.model import ENTITY_TYPES, Mention

_CONFIDENCE = 0.9
"""How much surer a policy's title is than the industries read out of it."""

_INDUSTRY = 1 << ENTITY_TYPES.index("Industry")


def industries_in_titles(
    batch: Batch, hits: Hits, texts: Sequence[str], found: Sequence[Sequence[Mention]]
) -> list[list[Mention]]:
    """Return the mentions of each document, with the industries that the lexicon knows inside policies.

    The longest come first and none overlap; they are the only mentions that stand inside another.
    """
    strong = np.flatnonzero(hits.strong & _INDUSTRY)
    starts, ends = hits.start[strong], hits.end[strong]
    out = []
    for offset, text, mentions in zip(batch.starts, texts, found, strict=True):
        more: list[Mention] = []
        for policy in mentions:
            if policy.type == "Policy":
                low, high = np.searchsorted(starts, (policy.start + offset, policy.end + offset))
                spans = zip(starts[low:high].tolist(), ends[low:high].tolist(), strict=True)
                more += _inside(policy, text, [(a - offset, b - offset) for a, b in spans])
        out.append(sorted([*mentions, *more]))
    return out


def _inside(policy: Mention, text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    taken: set[int] = set()
    for start, end in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        span = range(start, end)
        if end <= policy.end and len(span) < policy.end - policy.start and taken.isdisjoint(span):
            taken.update(span)
            confidence = round(policy.confidence * _CONFIDENCE, 4)
            yield Mention(start, end, text[start:end], "Industry", confidence, "policy-title")
