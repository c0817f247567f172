"""Which candidates are names: every candidate weighed by all that its document says of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from kg.extract.base import Document
from kg.extract.candidates import DECODED, KNOWN, PATTERN, Candidate, Scores, known, patterned, tagged
from kg.extract.evidence import Decoded, Group, group_features, groups
from kg.extract.linear import Tables, probability, total
from kg.extract.tagger.crf import Floats
from kg.model import ENTITY_TYPES, Mention
from kg.vocab.lexicon import Lexicon

_HOPELESS = 0.12
LENGTH_BONUS = 0.015
PLACE_WEIGHT = 0.5


def document_groups(document: Document, marginal: Floats, lexicon: Lexicon) -> tuple[list[Group], Decoded]:
    """Return all candidates of a document grouped by surface and type, and the tagger's own choice."""
    scores = Scores(marginal)
    certain = list(known(document.hits))
    bounds = frozenset(at for c in certain for at in (c.start, c.end))
    candidates = [*tagged(marginal), *certain]
    possible = list(patterned(document.text, marginal, bounds))
    candidates += _not_hopeless(possible, scores)
    decoded = Decoded((c.start, c.end, c.type) for c in candidates if c.source & DECODED)
    return groups(document.folded, document.text, candidates, scores), decoded


def _not_hopeless(candidates: Sequence[Candidate], scores: Scores) -> list[Candidate]:
    if not candidates:
        return []
    spans = np.array([(c.start, c.end, ENTITY_TYPES.index(c.type)) for c in candidates], dtype=np.int64)
    rows = scores(*spans.T)
    good = (rows[:, 3] > _HOPELESS) & (rows[:, 0] > 0.005)
    return [c for c, ok in zip(candidates, good.tolist(), strict=True) if ok or c.source & (KNOWN | PATTERN)]


def rank(
    document: Document,
    found: Sequence[Group],
    decoded: Decoded,
    models: Mapping[str, Tables],
    lexicon: Lexicon,
) -> Iterator[tuple[Group, float]]:
    """Yield each group with the probability that it is a name of its type in this document."""
    by_surface: defaultdict[str, list[Group]] = defaultdict(list)
    for group in found:
        by_surface[group.surface].append(group)
    for group in found:
        rivals = [g for g in by_surface[group.surface] if g.type != group.type]
        features = group_features(group, rivals, document.text, lexicon, decoded)
        yield group, probability(total(models[group.type], features))


def settle(ranked: Sequence[tuple[Group, float]], thresholds: Mapping[str, float]) -> list[Mention]:
    """Return mentions without overlaps: at each place the likeliest, longer ones a little ahead.

    Parameters
    ----------
    thresholds
        For each type: groups less probable are left out.
    """
    places = []
    for n, (group, p) in enumerate(ranked):
        if p >= thresholds[group.type]:
            for (start, end, _), row in zip(group.places, group.scores, strict=True):
                weight = p + LENGTH_BONUS * min(end - start, 20) + PLACE_WEIGHT * row[0]
                places.append((-weight, start, end, n))
    places.sort()
    taken: set[int] = set()
    kept = []
    for _, start, end, n in places:
        span = range(start, end)
        if taken.isdisjoint(span):
            taken.update(span)
            group, p = ranked[n]
            kept.append(Mention(start, end, group.surface, group.type, round(p, 4), "ranker"))
    return sorted(kept)
