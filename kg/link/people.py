"""Telling namesakes apart: two people of one name whose posts cannot be one person's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.link.keys import Key, NameUse


def namesakes(
    clusters: Mapping[tuple[str, int], tuple[Key, Sequence[NameUse]]],
) -> dict[tuple[str, int], str]:
    """Return, for clusters of persons to be set apart, the suffix of their entity's id.

    A name that some articles give to an official and others to somebody with a post outside public
    bodies is two people's: the one named first keeps the plain id, the other gets ``~2``. Articles that
    give no post go with the one who is named in more articles.
    """
    by_name: defaultdict[Key, list[tuple[str, str, tuple[str, int], str]]] = defaultdict(list)
    for cluster, (root, uses) in clusters.items():
        if root[0] == "Person":
            kind = (
                "official"
                if any(u.official for u in uses)
                else "other"
                if any(u.posted for u in uses)
                else ""
            )
            by_name[root].append((uses[0].published, uses[0].article, cluster, kind))
    suffixes: dict[tuple[str, int], str] = {}
    for rows in by_name.values():
        kinds = [kind for *_, kind in sorted(rows) if kind]
        if len(set(kinds)) < 2:
            continue
        usual = max(("official", "other"), key=lambda k: (kinds.count(k), k))
        second = "other" if kinds[0] == "official" else "official"
        for *_, cluster, kind in rows:
            if (kind or usual) == second:
                suffixes[cluster] = "~2"
    return suffixes
