"""Relations by trigger patterns over the mentions of one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.model import Assertion, Mention

_ROLE = re.compile(r"[（(]?([\u4e00-\u9fffA-Za-z、兼]{2,16}?)$")
_LOCATED = re.compile(
    "^[^，。；]{0,6}(?:位于|落户|落地|坐落于|设在|入驻|设立于|选址|总部位于)[^，。；]{0,6}$"
)
_ISSUED = re.compile("(?:印发|发布|出台|制定|修订|颁布|公布|起草)(?:了)?[^，。；]{0,8}[《“]?$")
_NOT_A_ROLE = re.compile("[，。；：《》]|\n")


def pattern_assertions(
    text: str, mentions: Sequence[Mention], sentence: tuple[int, int], posts: frozenset[str]
) -> Iterator[Assertion]:
    """Yield holdsPosition, locatedIn and issuedBy where a sentence states them side by side.

    Parameters
    ----------
    text
        The cleaned text.
    mentions
        All mentions of the article, in order.
    sentence
        Start and end of the sentence.
    posts
        Names of posts known to the lexicon.
    """
    inside = [i for i, m in enumerate(mentions) if sentence[0] <= m.start and m.end <= sentence[1]]
    for left, right in pairwise(inside):
        a, b = mentions[left], mentions[right]
        between = text[a.end : b.start]
        span = (a.start, b.end)
        if b.type == "Person" and a.type in {"Organization", "Company", "District", "Park"}:
            role = between.strip(" ")
            if role and not _NOT_A_ROLE.search(role) and _ends_in_post(role, posts):
                yield Assertion(right, "holdsPosition", left, *span, 0.9, role)
        elif a.type in {"Company", "Organization", "Park", "Event"} and b.type in {
            "District",
            "Park",
            "Place",
        }:
            if _LOCATED.search(between):
                yield Assertion(left, "locatedIn", right, *span, 0.85)
        elif a.type == "Organization" and b.type == "Policy" and _ISSUED.search(between):
            yield Assertion(right, "issuedBy", left, *span, 0.9)


def _ends_in_post(role: str, posts: frozenset[str]) -> bool:
    return len(role) <= 16 and any(role[i:] in posts for i in range(len(role)))
