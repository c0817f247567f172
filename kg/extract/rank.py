"""Which candidates are names: every candidate weighed by all that its document says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kg.extract.batch import Batch
from kg.extract.evidence import Decoded, group_features
from kg.extract.groups import Groups, make_groups
from kg.extract.hashing import Numbers
from kg.extract.known import Hits
from kg.extract.propose import propose
from kg.extract.scores import Scores
from kg.extract.table import Table, probabilities, score_column
from kg.extract.tagger.crf import Floats
from kg.extract.tagger.words import Cover
from kg.model import ENTITY_TYPES, Mention

LENGTH_BONUS = 0.015
PLACE_WEIGHT = 0.5

SLOPE, SHIFT = 0.92, -0.77
"""How sure the ranker is becomes how often it is right: logit * SLOPE + SHIFT (Platt 1999), for what is
placed, on cross-validation."""


class Candidates(NamedTuple):
    """The candidates of a batch by surface and type, how good the tagger finds each place, and their features."""

    groups: Groups
    scores: npt.NDArray[np.float64]
    features: Numbers


def find_candidates(batch: Batch, marginal: Floats, words: Cover, hits: Hits) -> Candidates:
    """Return everything in a batch that may be a name, with what speaks for and against it."""
    scores = Scores(marginal)
    proposals = propose(batch, scores, hits.certain())
    groups = make_groups(batch, proposals.spans)
    rows = scores(groups.places)
    decoded = Decoded.of(proposals.decoded, len(batch.chars))
    return Candidates(
        groups, rows, group_features(batch, groups, rows, decoded, proposals.lists, words, hits)
    )


def rank(
    batch: Batch, texts: Sequence[str], found: Candidates, table: Table, thresholds: Mapping[str, float]
) -> list[list[Mention]]:
    """Return the mentions of each document: no two overlap, at each place the likeliest stands.

    Longer names are a little ahead of shorter ones.

    Parameters
    ----------
    texts
        The documents' own texts, offset for offset like the batch's.
    thresholds
        For each type: (surface, type) pairs less probable are left out.
    """
    groups, places = found.groups, found.groups.places
    least = np.array([thresholds[kind] for kind in ENTITY_TYPES])
    totals = score_column(table, found.features, groups.kind)
    p = probabilities(totals)[groups.of]
    likely = np.flatnonzero(p >= least[places.kind])
    start, end, kind = places.start[likely], places.end[likely], places.kind[likely]
    weight = p[likely] + LENGTH_BONUS * np.minimum(end - start, 20) + PLACE_WEIGHT * found.scores[likely, 0]
    order = np.lexsort((groups.of[likely], end, start, -weight))
    document = batch.document_of(start)
    taken = bytearray(len(batch.chars))
    out: list[list[Mention]] = [[] for _ in texts]
    columns = zip(
        start[order].tolist(),
        end[order].tolist(),
        kind[order].tolist(),
        document[order].tolist(),
        np.round(probabilities(totals[groups.of[likely[order]]] * SLOPE + SHIFT), 4).tolist(),
        strict=True,
    )
    for begin, stop, number, which, confidence in columns:
        if taken.find(1, begin, stop) < 0:
            taken[begin:stop] = b"\x01" * (stop - begin)
            at = begin - batch.starts[which]
            surface = texts[which][at : at + stop - begin]
            mention = Mention(at, at + stop - begin, surface, ENTITY_TYPES[number], confidence, "ranker")
            out[which].append(mention)
    return [sorted(mentions) for mentions in out]
