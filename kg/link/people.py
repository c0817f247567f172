"""Telling namesakes apart: two people of one name whose posts cannot be one person's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kg.link.forms import Place


class Posted(NamedTuple):
    """How many clusters of a name give a kind of post, and where the first one stands."""

    clusters: int
    first: Place


def namesakes(posts: Mapping[str, Posted]) -> dict[str, str]:
    """Return, by kind of post, the suffix of the entity's id; nothing where the name is one person's.

    A name that some articles give to an official and others to somebody with a post outside public
    bodies is two people's: the one named first keeps the plain id, the other gets ``~2``. Articles that
    give no post go with the one who is named more often.

    Parameters
    ----------
    posts
        Of one name of persons, by kind of post (as in :class:`~kg.link.forms.Sense`).
    """
    if not {"official", "other"} <= posts.keys():
        return {}
    usual = max(("official", "other"), key=lambda post: (posts[post].clusters, post))
    first = min(("official", "other"), key=lambda post: posts[post].first)
    second = "other" if first == "official" else "official"
    return {second: "~2", **({"": "~2"} if usual == second else {})}
