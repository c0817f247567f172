"""Candidates gathered by what they say: a (surface, type) of one document, with every place where it stands."""

from __future__ import annotations

import sys
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kg.extract.batch import Batch, Hashes, hashes_of_length, is_latin, is_one_of, span_hashes, whole
from kg.extract.spans import Spans, new_runs, ranges
from kg.extract.tagger.features import Ints

_SPACES = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
_LONG = 12
"""Surfaces longer than this are looked for by their first so many characters."""


class Groups(NamedTuple):
    """(Surface, type) pairs of the documents of a batch.

    ``places`` are all places of all groups, group by group, in order of their start; places of group g
    are those from ``first[g]`` to ``first[g + 1]``. ``surface`` is the same number for groups of one
    document that differ in type only; ``hash`` stands for the text of the surface.
    """

    kind: Ints
    surface: Ints
    hash: Hashes
    document: Ints
    places: Spans
    of: Ints
    first: Ints


def make_groups(batch: Batch, spans: Spans) -> Groups:
    """Gather the candidates by surface and type, and find every other place of each surface."""
    latin = is_latin(batch)
    spaces = is_one_of(batch.chars, _SPACES)
    good = whole(latin, spans.start, spans.end) & ~spaces[spans.start] & ~spaces[spans.end - 1]
    spans = spans.where(good)
    documents = batch.document_of(spans.start)
    hashes = _in_document(span_hashes(batch, spans.start, spans.end), documents)
    surfaces, example, surface = np.unique(hashes, return_index=True, return_inverse=True)
    lengths = (spans.end - spans.start)[example]
    keys, which = np.unique(surface * 16 + spans.kind, return_inverse=True)
    where, at = _occurrences(batch, surfaces, lengths, spans.start[example])
    # Of single characters only the places count that were proposed.
    kept = whole(latin, at, at + lengths[where]) & (lengths[where] > 1)
    where, at = where[kept], at[kept]
    order = np.argsort(where, kind="stable")
    where, at = where[order], at[order]
    group_surface = keys // 16
    low = np.searchsorted(where, group_surface)
    high = np.searchsorted(where, group_surface, side="right")
    group, places = ranges(low, high)
    of = np.concatenate([which, group])
    start = np.concatenate([spans.start, at[places]])
    source = np.concatenate([spans.source, np.zeros(len(places), dtype=np.int64)])
    order = np.lexsort((start, of))
    of, start, source = of[order], start[order], source[order]
    new = np.flatnonzero(new_runs(of, start))
    source = np.bitwise_or.reduceat(source, new)
    of, start = of[new], start[new]
    kind = keys % 16
    all_places = Spans(start, start + lengths[group_surface[of]], kind[of], source)
    first = np.searchsorted(of, np.arange(len(keys) + 1))
    own = span_hashes(batch, spans.start[example], spans.end[example])
    return Groups(
        kind, group_surface, own[group_surface], documents[example][group_surface], all_places, of, first
    )


def _in_document(hashes: Hashes, documents: Ints) -> Hashes:
    """Return numbers that differ for the same text in different documents."""
    mixed: Hashes = (hashes ^ (hashes >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed += documents.astype(np.uint64) * np.uint64(0x94D049BB133111EB)
    return mixed


def _upper(hashes: Hashes) -> npt.NDArray[np.uint16]:
    """Return the upper sixteen bits: enough to pass over most of a text at once."""
    return np.ascontiguousarray(hashes).view(np.uint16)[3 if sys.byteorder == "little" else 0 :: 4]


def _occurrences(batch: Batch, surfaces: Hashes, lengths: Ints, examples: Ints) -> tuple[Ints, Ints]:
    """Return every (number of the surface, start) in the documents; ``surfaces`` is sorted."""
    size = len(batch.chars)
    none = np.zeros(0, dtype=np.int64)
    where, at = [none], [none]
    for length in np.unique(np.minimum(lengths, _LONG)).tolist():
        chosen = np.flatnonzero(np.minimum(lengths, _LONG) == length)
        hashes = hashes_of_length(batch, length)
        wanted = span_hashes(batch, examples[chosen], examples[chosen] + length)
        maybe = np.zeros(1 << 16, dtype=np.bool_)
        maybe[_upper(wanted)] = True
        hits = np.flatnonzero(maybe.take(_upper(hashes)))
        documents = batch.document_of(hits)
        if length < _LONG:
            keys = _in_document(hashes[hits], documents)
            number = np.minimum(np.searchsorted(surfaces, keys), len(surfaces) - 1)
            found = (surfaces[number] == keys) & (lengths[number] == length)
            where.append(number[found])
            at.append(hits[found])
            continue
        for n in chosen.tolist():
            first = examples[n : n + 1]
            same = hits[(hashes[hits] == hashes[first]) & (documents == batch.document_of(first))]
            same = same[same + lengths[n] <= size]
            whole_text = span_hashes(batch, first, first + lengths[n])
            same = same[span_hashes(batch, same, same + lengths[n]) == whole_text]
            where.append(np.full(len(same), n))
            at.append(same)
    return np.concatenate(where), np.concatenate(at)
