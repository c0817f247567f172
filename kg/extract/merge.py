"""Settling which of the overlapping mentions stand, and grouping the rest into clusters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.model import Cluster, Mention
from kg.vocab.names import core, is_subsequence, plain


def settle(mentions: Iterable[Mention]) -> list[Mention]:
    """Return a set of mentions without overlaps: longest first, then surest, then earliest."""
    ranked = sorted(mentions, key=lambda m: (m.start - m.end, -m.confidence, m.start, m.type, m.recogniser))
    taken: set[int] = set()
    kept = []
    for mention in ranked:
        span = range(mention.start, mention.end)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(mention)
    return sorted(kept)


def one_type_per_name(mentions: Sequence[Mention]) -> list[Mention]:
    """Give all mentions of one surface the type that has most evidence in this article."""
    votes: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for mention in mentions:
        votes[mention.surface][mention.type] += mention.confidence
    winner = {s: min(kinds, key=lambda kind: (-kinds[kind], kind)) for s, kinds in votes.items()}
    return [m._replace(type=winner[m.surface]) for m in mentions]


def group(mentions: Sequence[Mention]) -> tuple[tuple[Mention, ...], tuple[Cluster, ...]]:
    """Group the mentions of one article that name the same thing.

    Same type and same plain name are one; a company's short form joins the longer name that holds
    its characters in order. A short form that fits several longer names stays apart.
    """
    keys = sorted({(m.type, plain(m.surface)) for m in mentions})
    parent = {key: key for key in keys}
    for kind, name in keys:
        if kind in {"Company", "Organization"}:
            longer = [
                other
                for other_kind, other in keys
                if other_kind == kind and len(other) > len(name) and _short_for(name, other)
            ]
            if len(longer) == 1:
                parent[kind, name] = (kind, longer[0])
    roots = {key: _root(parent, key) for key in keys}
    order: dict[tuple[str, str], int] = {}
    members: list[list[Mention]] = []
    numbered = []
    for mention in mentions:
        root = roots[mention.type, plain(mention.surface)]
        index = order.setdefault(root, len(order))
        if index == len(members):
            members.append([])
        members[index].append(mention)
        numbered.append(mention._replace(cluster=index))
    return tuple(numbered), tuple(_cluster(m) for m in members)


def _short_for(short: str, long: str) -> bool:
    return len(short) >= 2 and short[0] in long and (short in core(long) or is_subsequence(short, core(long)))


def _root(parent: dict[tuple[str, str], tuple[str, str]], key: tuple[str, str]) -> tuple[str, str]:
    while parent[key] != key:
        key = parent[key]
    return key


def _cluster(mentions: Sequence[Mention]) -> Cluster:
    surfaces = tuple(dict.fromkeys(m.surface for m in mentions))
    return Cluster(
        type=mentions[0].type,
        name=max(surfaces, key=len),
        surfaces=surfaces,
        official=any(m.official for m in mentions),
        confidence=max(m.confidence for m in mentions),
    )
