"""What of an annotation is kept: by confidence and by recogniser."""

from __future__ import annotations

from typing import NamedTuple

from kg.model import Annotation


class Keep(NamedTuple):
    """The least confidence (0..1) of what is kept, and the recognisers whose mentions are; empty for all."""

    confidence: float = 0.0
    recognisers: tuple[str, ...] = ()


EVERYTHING = Keep()


def keep(annotation: Annotation, wanted: Keep) -> Annotation:
    """Return the annotation without the mentions and assertions that are not wanted.

    An assertion goes with either of its mentions, a cluster with the last of them.
    """
    if wanted == EVERYTHING:
        return annotation
    kept = [
        n
        for n, m in enumerate(annotation.mentions)
        if m.confidence >= wanted.confidence
        and (not wanted.recognisers or m.recogniser in wanted.recognisers)
    ]
    mention_now = {old: new for new, old in enumerate(kept)}
    clusters = sorted({annotation.mentions[n].cluster for n in kept})
    cluster_now = {old: new for new, old in enumerate(clusters)}
    return annotation._replace(
        clusters=tuple(annotation.clusters[n] for n in clusters),
        mentions=tuple(
            annotation.mentions[n]._replace(cluster=cluster_now[annotation.mentions[n].cluster]) for n in kept
        ),
        assertions=tuple(
            a._replace(head=mention_now[a.head], tail=mention_now[a.tail])
            for a in annotation.assertions
            if a.confidence >= wanted.confidence and a.head in mention_now and a.tail in mention_now
        ),
    )
