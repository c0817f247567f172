"""Which persons hold a public post, by the words beside their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.extract.linear import Feature, Tables, probability, total
from kg.model import Mention


def mark_officials(text: str, mentions: Sequence[Mention], models: Mapping[str, Tables]) -> list[Mention]:
    """Return the mentions with ``official`` set for every person whom the article gives a public post."""
    surfaces = {m.surface for m in mentions if m.type == "Person"}
    official = {
        surface
        for surface in surfaces
        if probability(total(models["official"], official_features(text, mentions, surface))) >= 0.5
    }
    return [m._replace(official=m.type == "Person" and m.surface in official) for m in mentions]


def official_features(text: str, mentions: Sequence[Mention], surface: str) -> list[Feature]:
    """Return what stands beside a person's name, over all places of the name."""
    found: dict[Feature, None] = {("bias", 0): None}
    for n, mention in enumerate(mentions):
        if mention.type == "Person" and mention.surface == surface:
            found.update(dict.fromkeys(_beside(text, mentions, n)))
    return list(found)


def _beside(text: str, mentions: Sequence[Mention], n: int) -> Iterator[Feature]:
    start, end = mentions[n].start, mentions[n].end
    left = text[max(0, start - 12) : start].split("\n")[-1]
    right = text[end : end + 8].split("\n")[0]
    for size in (1, 2, 3, 4):
        if len(left) >= size:
            yield f"left{size}", left[-size:]
        if len(right) >= size:
            yield f"right{size}", right[:size]
    for size in (2, 3):
        for at in range(len(left) - size + 1):
            yield f"near{size}", left[at : at + size]
        for at in range(min(len(right), 6) - size + 1):
            yield f"behind{size}", right[at : at + size]
    for step in range(1, 5):
        if n - step < 0 or start - mentions[n - step].end > 30:
            break
        other = mentions[n - step]
        if other.type != "Person":
            yield "body", other.type
            yield "body ends", other.surface[-2:]
            yield "body ends1", other.surface[-1:]
            yield "body and post", f"{other.type} {left[-2:]}"
            break
