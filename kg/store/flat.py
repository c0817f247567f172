"""An annotated article as rows of the tables that hold what was read and found."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any, NamedTuple

import orjson

from kg.link.identity import stable_key
from kg.model import Annotation, Article

Row = tuple[Any, ...]


FOUND = ("clusters", "mentions", "sentences", "assertions")
"""Tables of what was found in an article, whose key is in their first column."""

OF_ARTICLE = ("articles", *FOUND)
"""All tables that an article is kept in."""


class Flat(NamedTuple):
    """The rows of one article; each begins with its key. What linking and counting fill in is left out."""

    article: Row
    clusters: list[Row]
    mentions: list[Row]
    sentences: list[Row]
    assertions: list[Row]


def flatten(article: Article, annotation: Annotation, digest: str) -> Flat:
    """Return an article and what was found in it as rows, in the order of the columns of ``schema.sql``.

    Parameters
    ----------
    digest
        The article's hash.
    """
    key = stable_key(article.id)
    starts = [start for start, _ in annotation.sentences]
    return Flat(
        (key, *article, digest),
        [(key, n, c.type, c.name, int(c.official), c.confidence) for n, c in enumerate(annotation.clusters)],
        [
            (key, n, m.cluster, bisect_right(starts, m.start) - 1, m.start, m.end, m.surface)
            + (m.confidence, m.recogniser)
            for n, m in enumerate(annotation.mentions)
        ],
        [(key, n, start, end) for n, (start, end) in enumerate(annotation.sentences)],
        [
            (key, n, *a[:8], orjson.dumps([t._asdict() for t in a.attributes]).decode())
            for n, a in enumerate(annotation.assertions)
        ],
    )
