"""How often what was given a confidence is right: by steps of a tenth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kg.evaluate import Record, normal, same, surfaces, triples


class Step(NamedTuple):
    """What was given a confidence from ``low`` up to a tenth more: how much, and how much of it is right."""

    what: str
    low: float
    given: int
    right: int


def reliability(gold: Mapping[str, Record], predicted: Mapping[str, Record]) -> list[Step]:
    """Return the steps of names ((type, surface) pairs of an article) and of relations, surest last.

    Predictions are records with confidences, as :func:`kg.relate.records.annotation_record` makes them.
    """
    counts: defaultdict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0])
    for article, wanted in gold.items():
        given = predicted.get(article)
        if given is not None:
            for what, confidence, right in (*_names(wanted, given), *_relations(wanted, given)):
                row = counts[what, min(int(confidence * 10), 9)]
                row[0] += 1
                row[1] += right
    return [Step(what, step / 10, *row) for (what, step), row in sorted(counts.items())]


def _names(wanted: Record, given: Record) -> Iterator[tuple[str, float, bool]]:
    right = surfaces(wanted)
    types = {e["id"]: e["type"] for e in given["entities"]}
    found: dict[tuple[str, str], float] = {}
    for m in given.get("mentions", ()):
        key = (types[m["entity"]], normal(types[m["entity"]], m["surface"]))
        found[key] = max(found.get(key, 0.0), m["confidence"])
    for key, confidence in found.items():
        yield "names", confidence, key in right


def _relations(wanted: Record, given: Record) -> Iterator[tuple[str, float, bool]]:
    right = triples(wanted)
    for relation in given["relations"]:
        if "confidence" in relation:
            (triple,) = triples({**given, "relations": [relation]})
            yield "relations", relation["confidence"], any(same(triple, x) for x in right)
