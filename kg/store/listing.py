"""Lists in the order in which they are given: facts, dated statements, articles, counts, the most linked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from typing import NamedTuple

from kg.store.database import Database
from kg.store.records import MOST_SUPPORTED, SOURCE, Evidence, Fact, columns


class Moment(NamedTuple):
    """A day on which a fact about an entity is stated, how often, and the surest statement of that day."""

    fact: Fact
    times: int
    evidence: Evidence


@dataclass(frozen=True)
class ArticleRow:
    """An article: when and by which account it was published, and how many mentions it has.

    ``mentions`` counts those of the entity asked for, or all.
    """

    date: str
    account: str
    mentions: int
    id: str
    title: str
    url: str


class Degree(NamedTuple):
    """How many entities, facts and significant co-occurrences an entity is linked with.

    Co-occurrences are entities that stand in one sentence with it.
    """

    entity: int
    links: int
    facts: int
    cooccurrences: int


def facts_where(
    store: Database,
    *,
    relation: str = "",
    kinds: Sequence[str] = (),
    since: str = "",
    until: str = "",
    modality: str = "",
    limit: int,
) -> list[Fact]:
    """Return facts, most supported first.

    Parameters
    ----------
    kinds
        Types of which one end must be, ``Official`` standing apart from ``Person``; any where there are none.
    since, until
        ISO dates between which there is evidence.
    """
    marks = ",".join(f":kind{n}" for n in range(len(kinds)))
    values = {f"kind{n}": kind for n, kind in enumerate(kinds)}
    # Without an entity of the type all facts would be looked through in vain.
    if kinds and store.row(f"SELECT 1 FROM degrees WHERE kind IN ({marks}) LIMIT 1", values) is None:
        return []
    texts = {"relation": relation, "since": since, "until": until, "modality": modality}
    tests = {
        "relation": "f.relation = :relation",
        "since": "f.last >= :since",
        "until": "f.first <= :until",
        # What is not merely stated has an index of its own.
        "modality": "f.modality = :modality"
        + ("" if modality == "stated" else " AND f.modality <> 'stated'"),
    }
    parts = ["1", *(tests[name] for name, text in texts.items() if text)]
    if kinds:
        parts.append(
            f"EXISTS (SELECT 1 FROM degrees d WHERE d.entity IN (f.head, f.tail) AND d.kind IN ({marks}))"
        )
    sql = (
        f"SELECT {columns(Fact, 'f')} FROM facts f WHERE {' AND '.join(parts)}"
        f" ORDER BY {MOST_SUPPORTED} LIMIT :limit"
    )
    return [Fact(*row) for row in store.rows(sql, {**texts, **values, "limit": limit})]


def moments_of(store: Database, entity: int, since: int, until: int, limit: int) -> list[Moment]:
    """Return the latest dated statements about an entity, latest first; days are 20260129."""
    sql = (
        f"SELECT m.count, {SOURCE}, x.role, x.confidence, x.modality, x.attributes, '', '', {columns(Fact, 'f')}"
        " FROM moments m CROSS JOIN facts f ON f.key = m.fact CROSS JOIN articles a ON a.key = m.article"
        " CROSS JOIN assertions x ON x.article = m.article AND x.n = m.n"
        " CROSS JOIN mentions h ON h.article = x.article AND h.n = x.head"
        " CROSS JOIN sentences s ON s.article = x.article AND s.n = h.sentence"
        " WHERE m.entity=? AND m.day BETWEEN ? AND ? ORDER BY m.day DESC, m.fact DESC LIMIT ?"
    )
    found = store.rows(sql, (entity, since, until, limit))
    evidence_ends = 1 + len(Evidence._fields)
    return [Moment(Fact(*row[evidence_ends:]), row[0], Evidence(*row[1:evidence_ends])) for row in found]


def articles_of(store: Database, entity: int, since: int, until: int, limit: int) -> list[ArticleRow]:
    """Return the latest articles that name an entity, latest first."""
    sql = (
        "SELECT a.published, a.account, p.mentions, a.id, a.title, a.url"
        " FROM appears p CROSS JOIN articles a ON a.key = p.article"
        " WHERE p.entity=? AND p.day BETWEEN ? AND ? ORDER BY p.day DESC, p.article DESC LIMIT ?"
    )
    return [ArticleRow(*row) for row in store.rows(sql, (entity, since, until, limit))]


def articles_between(store: Database, since: str, until: str, limit: int) -> list[ArticleRow]:
    """Return the latest articles of all, latest first."""
    sql = (
        "SELECT a.published, a.account, (SELECT count(*) FROM mentions m WHERE m.article = a.key),"
        " a.id, a.title, a.url FROM articles a WHERE a.published BETWEEN ? AND ? ORDER BY a.published DESC, a.key DESC LIMIT ?"
    )
    return [ArticleRow(*row) for row in store.rows(sql, (since, until, limit))]


_DEGREE = f"SELECT {', '.join(Degree._fields)} FROM degrees"


def most_linked(store: Database, kinds: Sequence[str], limit: int) -> list[Degree]:
    """Return the entities that are linked with most others.

    Parameters
    ----------
    kinds
        Their types, ``Official`` standing apart from ``Person``.
    """
    sql = f"{_DEGREE} WHERE kind=? AND links > 0 ORDER BY links DESC, facts DESC, entity LIMIT ?"
    streams = [(Degree(*row) for row in store.rows(sql, (kind, limit))) for kind in kinds]
    return list(islice(merge(*streams, key=lambda d: (-d.links, -d.facts, d.entity)), limit))


def degree_of(store: Database, entity: int) -> Degree:
    """Return how an entity is linked; all zero where it is not."""
    row = store.row(f"{_DEGREE} WHERE entity=?", (entity,))
    return Degree(*row) if row else Degree(entity, 0, 0, 0)
