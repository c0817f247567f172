"""The part of the graph that goes into a picture: its weightiest entities, and the links among some.

An entity's weight is two for each article that states a fact of it, and one for each sentence that it shares with
another entity: its weighted degree. That of the whole graph is kept in the store; where
only some relations or a period are wanted, it is added up from what remains.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from kg.model import CO_OCCURRENCE
from kg.store.costs import SIGNIFICANT
from kg.store.database import Database
from kg.store.records import CoOccurrence, Fact

_FACT = "key, head, relation, tail, assertions, articles, first, last, confidence, modality"
_PAIR = "a, b, sentences, articles, npmi, llr, first, last, article, sentence"
_AMONG = "IN (SELECT value FROM json_each(?))"


class Wanted(NamedTuple):
    """Which links are wanted: of these relations (empty: any), with evidence between these ISO dates."""

    relations: frozenset[str] = frozenset()
    since: str = ""
    until: str = ""

    @property
    def everything(self) -> bool:
        """Tell whether nothing is left out."""
        return not (self.relations or self.since or self.until)


class Ranking(NamedTuple):
    """The weightiest entities with their weights, the weightiest first, and how many there are in all."""

    weights: Mapping[int, float]
    total: int


def weightiest(store: Database, wanted: Wanted, kinds: Sequence[str], limit: int) -> Ranking:
    """Return the entities of these kinds (empty: all) with the greatest weight.

    Of the whole graph entities that nothing is linked with count too, last; of a part only those that are
    linked in it.
    """
    kind, values = _kind(kinds)
    if wanted.everything:
        best = dict(store.pairs(
            f"SELECT e.key, d.weight FROM degrees d JOIN entities e ON e.key = d.entity WHERE {kind}"
            " ORDER BY d.weight DESC, e.id LIMIT ?", (*values, limit),
        ))  # fmt: skip
        (total,) = store.row(f"SELECT count(*) FROM entities e WHERE {kind}", values) or (0,)
        return Ranking(best, total)
    links, terms = _weighed(wanted)
    rows = list(store.rows(
        "SELECT e.key, w.total, count(*) OVER () FROM"
        f" (SELECT entity, sum(weight) AS total FROM ({links}) GROUP BY entity) w"
        f" CROSS JOIN entities e ON e.key = w.entity WHERE {kind} ORDER BY w.total DESC, e.id LIMIT ?",
        (*terms, *values, limit),
    ))  # fmt: skip
    return Ranking({row[0]: row[1] for row in rows}, rows[0][2] if rows else 0)


def weights_of(store: Database, keys: Collection[int], wanted: Wanted) -> dict[int, float]:
    """Return the weights of these entities; those without links are left out."""
    given = json.dumps(sorted(keys))
    if wanted.everything:
        return dict(
            store.pairs(f"SELECT entity, weight FROM degrees WHERE links > 0 AND entity {_AMONG}", (given,))
        )
    links, terms = _weighed(wanted, given)
    sql = f"SELECT entity, sum(weight) FROM ({links}) GROUP BY entity"
    return dict(store.pairs(sql, terms))


def facts_among(store: Database, keys: Collection[int], wanted: Wanted) -> list[Fact]:
    """Return the facts with both ends among these entities, by key."""
    given = json.dumps(sorted(keys))
    condition, values = _condition(wanted, relations=True)
    # The plus keeps SQLite from trying each pair of ends: one pass over the facts of each head.
    sql = f"SELECT {_FACT} FROM facts WHERE head {_AMONG} AND +tail {_AMONG}{condition} ORDER BY key"
    return [Fact(*row) for row in store.rows(sql, (given, given, *values))]


def pairs_among(store: Database, keys: Collection[int], wanted: Wanted) -> list[tuple[int, CoOccurrence]]:
    """Return the significant co-occurrences among these entities as (entity, co-occurrence), sorted."""
    if wanted.relations and CO_OCCURRENCE not in wanted.relations:
        return []
    given = json.dumps(sorted(keys))
    condition, values = _condition(wanted, relations=False)
    sql = f"SELECT {_PAIR} FROM pairs WHERE a {_AMONG} AND +b {_AMONG} AND llr > ?{condition} ORDER BY a, b"
    rows = store.rows(sql, (given, given, SIGNIFICANT, *values))
    return [(row[0], CoOccurrence(*row[1:])) for row in rows]


def _kind(kinds: Sequence[str]) -> tuple[str, tuple[object, ...]]:
    """Return the condition on an entity ``e``; ``Official`` means officials."""
    if not kinds:
        return "1", ()
    official = " OR e.official" if "Official" in kinds else ""
    return f"(e.type IN ({','.join('?' * len(kinds))}){official})", tuple(kinds)


def _condition(wanted: Wanted, *, relations: bool) -> tuple[str, tuple[object, ...]]:
    parts: list[str] = []
    values: list[object] = []
    if relations and wanted.relations:
        parts.append(f"relation IN ({','.join('?' * len(wanted.relations))})")
        values += sorted(wanted.relations)
    if wanted.since:
        parts.append("last >= ?")
        values.append(wanted.since)
    if wanted.until:
        # "2026-01" as an end means all of that month: compared with as many characters as it has.
        parts.append("substr(first, 1, ?) <= ?")
        values += [len(wanted.until), wanted.until]
    return "".join(f" AND {part}" for part in parts), tuple(values)


def _weighed(wanted: Wanted, *given: object) -> tuple[str, tuple[object, ...]]:
    """Return SQL for (entity, weight), a row for each wanted link at each end: all, or those given as JSON."""
    stated, terms = _condition(wanted, relations=True)
    together, dates = _condition(wanted, relations=False)
    parts: list[str] = []
    values: list[object] = []
    for end in ("head", "tail"):
        parts.append(
            f"SELECT {end} AS entity, 2 * articles AS weight FROM facts WHERE {_end(end, given)}{stated}"
        )
        values += [*given, *terms]
    for end in ("a", "b") if not wanted.relations or CO_OCCURRENCE in wanted.relations else ():
        parts.append(f"SELECT {end}, sentences FROM cooccurrence WHERE {_end(end, given)}{together}")
        values += [*given, *dates]
    return " UNION ALL ".join(parts), tuple(values)


def _end(column: str, given: tuple[object, ...]) -> str:
    return f"{column} {_AMONG}" if given else "1"
