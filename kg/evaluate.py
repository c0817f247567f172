"""Scoring annotations against gold, by the counting rules of the annotation guidelines.

Entities count as distinct (type, surface) pairs per article; officials are persons with ``official``
true; linking as pairs of surfaces put in one entity, over the surfaces found by both; relations as
triples whose ends share a surface and type with the gold's.
"""

from __future__ import annotations

import itertools
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from kg.model import SYMMETRIC

Record = Mapping[str, Any]

CORE = ("Company", "District", "Official", "Industry", "Policy")
"""The five types of the first purpose."""

_GENERIC = ("产业链", "产业", "行业", "领域", "赛道", "业")


class Score(NamedTuple):
    """Counts and the shares made of them: ``found`` of ``gold`` were predicted, ``right`` of ``predicted``."""

    gold: int
    predicted: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """Return the share of the predicted that is right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Return the share of the gold that was found."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def __add__(self, other: object) -> Score:
        """Add the counts of another score."""
        if not isinstance(other, Score):
            return NotImplemented
        return Score(*(a + b for a, b in zip(self, other, strict=True)))


ZERO = Score(0, 0, 0, 0)


class Evaluation(NamedTuple):
    """Scores by entity type (and ``Official``), by relation, and of linking."""

    entities: Mapping[str, Score]
    relations: Mapping[str, Score]
    linking: Score

    @property
    def entity_micro(self) -> Score:
        """Return the sum over all nine types."""
        return sum((s for t, s in self.entities.items() if t != "Official"), ZERO)

    @property
    def core_micro(self) -> Score:
        """Return the sum over the five core types."""
        return sum((self.entities.get(t, ZERO) for t in CORE), ZERO)

    @property
    def relation_micro(self) -> Score:
        """Return the sum over all relations."""
        return sum(self.relations.values(), ZERO)


def normal(kind: str, surface: str) -> str:
    """Return a surface as it is counted: no white space, no quotes, no generic ending of an industry."""
    text = re.sub(r"\s+", "", surface).strip('《》“”"「」『』〈〉')
    if kind == "Industry":
        for ending in _GENERIC:
            if text.endswith(ending) and len(text) > len(ending) + 1:
                return text[: -len(ending)]
    if kind == "District" and len(text) > 2 and text.endswith("区") and not text.endswith("新区"):
        return text[:-1]
    return text


def surfaces(record: Record) -> set[tuple[str, str]]:
    """Return the distinct (type, surface) pairs of a record."""
    return {(e["type"], normal(e["type"], s)) for e in record["entities"] for s in e["surfaces"]}


def officials(record: Record) -> set[tuple[str, str]]:
    """Return the officials of a record as (``Official``, surface) pairs."""
    return {
        ("Official", normal("Person", s))
        for e in record["entities"]
        if e["type"] == "Person" and e.get("official")
        for s in e["surfaces"]
    }


Pair = tuple[str, str, str]
End = tuple[str, frozenset[str]]
Triple = tuple[End, str, End]


def pairs(record: Record) -> set[Pair]:
    """Return the pairs of surfaces that a record puts in one entity."""
    out: set[Pair] = set()
    for e in record["entities"]:
        names = sorted({normal(e["type"], s) for s in e["surfaces"]})
        out |= {(e["type"], a, b) for a, b in itertools.combinations(names, 2)}
    return out


def triples(record: Record) -> list[Triple]:
    """Return the distinct relations of a record, each end as its type and all its surfaces."""
    ends = {
        e["id"]: (e["type"], frozenset(normal(e["type"], s) for s in e["surfaces"]))
        for e in record["entities"]
    }
    found = {
        (ends[r["head"]], r["type"], ends[r["tail"]])
        for r in record["relations"]
        if r["head"] in ends and r["tail"] in ends
    }
    return sorted(found, key=lambda t: (t[1], t[0][0], sorted(t[0][1]), t[2][0], sorted(t[2][1])))


def same(a: Triple, b: Triple) -> bool:
    """Tell whether two triples state the same: same relation, ends that share a surface and type."""

    def meets(x: End, y: End) -> bool:
        return x[0] == y[0] and bool(x[1] & y[1])

    if a[1] != b[1]:
        return False
    straight = meets(a[0], b[0]) and meets(a[2], b[2])
    return straight or (a[1] in SYMMETRIC and meets(a[0], b[2]) and meets(a[2], b[0]))


def evaluate(gold: Mapping[str, Record], predicted: Mapping[str, Record]) -> Evaluation:
    """Score predictions (records by article id) against gold; articles only predicted do not count."""
    entities: defaultdict[str, Score] = defaultdict(lambda: ZERO)
    relations: defaultdict[str, Score] = defaultdict(lambda: ZERO)
    linking = ZERO
    for article, wanted in gold.items():
        given = predicted.get(article, {"entities": [], "relations": []})
        g = surfaces(wanted) | officials(wanted)
        p = surfaces(given) | officials(given)
        for kind in {t for t, _ in g | p}:
            mine, theirs = {x for x in g if x[0] == kind}, {x for x in p if x[0] == kind}
            both = len(mine & theirs)
            entities[kind] += Score(len(mine), len(theirs), both, both)
        shared = g & p
        gold_pairs = {x for x in pairs(wanted) if {(x[0], x[1]), (x[0], x[2])} <= shared}
        given_pairs = {x for x in pairs(given) if {(x[0], x[1]), (x[0], x[2])} <= shared}
        both = len(gold_pairs & given_pairs)
        linking += Score(len(gold_pairs), len(given_pairs), both, both)
        gt, pt = triples(wanted), triples(given)
        for relation in {t[1] for t in gt + pt}:
            g_rel, p_rel = [t for t in gt if t[1] == relation], [t for t in pt if t[1] == relation]
            relations[relation] += Score(
                len(g_rel),
                len(p_rel),
                sum(any(same(a, b) for b in p_rel) for a in g_rel),
                sum(any(same(a, b) for a in g_rel) for b in p_rel),
            )
    return Evaluation(dict(sorted(entities.items())), dict(sorted(relations.items())), linking)


class RecordError(Exception):
    """Gold or predictions that cannot be read; the message names file and record."""


def read_records(path: Path) -> dict[str, Record]:
    """Read records from a folder of JSON files or a JSON Lines file, by article id.

    Raises
    ------
    RecordError
        The path is missing, or a record is not in the form of the guidelines.
    """
    try:
        if path.is_dir():
            texts = [(str(p), p.read_text(encoding="utf-8")) for p in sorted(path.glob("*.json"))]
        else:
            lines = path.read_text(encoding="utf-8").splitlines()
            texts = [(f"{path}: record {n}", line) for n, line in enumerate(lines, 1) if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise RecordError(f"{path}: cannot be read: {error}") from error
    records: dict[str, Record] = {}
    for where, text in texts:
        try:
            record = json.loads(text)
            surfaces(record), triples(record)
            records[record["aid"]] = record
        except (ValueError, KeyError, TypeError) as error:
            raise RecordError(f"{where}: not a gold record (aid, entities, relations): {error!r}") from error
    if not records:
        raise RecordError(f"{path}: no records")
    return records


class Mistake(NamedTuple):
    """A pair missed or wrong: which kind of error, where, and a sentence that holds it."""

    error: str
    type: str
    surface: str
    article: str
    sentence: str


def mistakes(
    gold: Mapping[str, Record], predicted: Mapping[str, Record], texts: Mapping[str, str]
) -> list[Mistake]:
    """Return the entities missed and wrong, those of the most frequent pattern (error, type) first."""
    found = []
    for article, wanted in gold.items():
        given = predicted.get(article, {"entities": [], "relations": []})
        g, p = surfaces(wanted), surfaces(given)
        types = {s: t for t, s in p}
        for kind, surface in sorted(g - p):
            other = types.get(surface)
            error = f"taken for {other}" if other else "missed"
            found.append(Mistake(error, kind, surface, article, _sentence(texts.get(article, ""), surface)))
        wrong = sorted(x for x in p - g if x[1] not in {s for _, s in g})
        found += [Mistake("wrong", k, s, article, _sentence(texts.get(article, ""), s)) for k, s in wrong]
    counts: defaultdict[tuple[str, str], int] = defaultdict(int)
    for m in found:
        counts[m.error, m.type] += 1
    return sorted(found, key=lambda m: (-counts[m.error, m.type], m.error, m.type, m.surface, m.article))


def _sentence(text: str, surface: str) -> str:
    from kg.corpus.sentences import sentences

    at = text.find(surface)
    spans: Iterable[tuple[int, int]] = sentences(text) if at >= 0 else ()
    return next((text[s:e] for s, e in spans if s <= at < e), "")
