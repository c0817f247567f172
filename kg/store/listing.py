"""Lists in the order in which they are given: facts, dated statements, articles, counts, the most linked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg.store.database import Database
from kg.store.records import Evidence, Fact


class Moment(NamedTuple):
    """A day on which a fact about an entity is stated, how often, and the surest statement of that day."""

    fact: Fact
    times: int
    evidence: Evidence


class Listed(NamedTuple):
    """An article in a list; ``mentions`` of the entity asked for, or of all."""

    id: str
    title: str
    published: str
    account: str
    url: str
    mentions: int


class Degree(NamedTuple):
    """How many entities, facts and significant co-occurrences an entity is linked with."""

    entity: int
    links: int
    facts: int
    cooccurrences: int


_TYPE = "(SELECT 1 FROM entities e WHERE e.key IN (f.head, f.tail) AND {})"


def facts_where(
    store: Database,
    *,
    relation: str = "",
    kind: str = "",
    since: str = "",
    until: str = "",
    modality: str = "",
    limit: int,
) -> list[Fact]:
    """Return facts, most supported first.

    Parameters
    ----------
    kind
        A type that one end must have; ``Official`` for officials.
    since, until
        ISO dates between which there is evidence.
    """
    parts, values = ["1"], {"limit": limit}
    texts = {"relation": relation, "since": since, "until": until, "modality": modality, "kind": kind}
    tests = {
        "relation": "f.relation = :relation",
        "since": "f.last >= :since",
        "until": "f.first <= :until",
        "modality": "f.modality = :modality",
        "kind": "EXISTS " + _TYPE.format("e.official" if kind == "Official" else "e.type = :kind"),
    }
    parts += [tests[name] for name, text in texts.items() if text]
    sql = (
        "SELECT f.key, f.head, f.relation, f.tail, f.assertions, f.articles, f.first, f.last, f.confidence, f.modality"
        f" FROM facts f WHERE {' AND '.join(parts)}"
        " ORDER BY f.articles DESC, f.assertions DESC, f.confidence DESC, f.last DESC, f.key LIMIT :limit"
    )
    return [Fact(*row) for row in store.rows(sql, {**texts, **values})]


def moments_of(store: Database, entity: int, since: int, until: int, limit: int) -> list[Moment]:
    """Return the latest dated statements about an entity, latest first; days are 20260129."""
    sql = (
        "SELECT f.key, f.head, f.relation, f.tail, f.assertions, f.articles, f.first, f.last, f.confidence, f.modality,"
        ' m.count, substr(a.text, s.start + 1, s."end" - s.start), a.id, a.title, a.url, a.account, a.published,'
        " x.role, x.confidence, x.modality, x.attributes"
        " FROM moments m CROSS JOIN facts f ON f.key = m.fact CROSS JOIN articles a ON a.key = m.article"
        " CROSS JOIN assertions x ON x.article = m.article AND x.n = m.n"
        " CROSS JOIN mentions h ON h.article = x.article AND h.n = x.head"
        " CROSS JOIN sentences s ON s.article = x.article AND s.n = h.sentence"
        " WHERE m.entity=? AND m.day BETWEEN ? AND ? ORDER BY m.day DESC, m.fact DESC LIMIT ?"
    )
    found = store.rows(sql, (entity, since, until, limit))
    return [Moment(Fact(*row[:10]), row[10], Evidence(*row[11:])) for row in found]


def articles_of(store: Database, entity: int, since: int, until: int, limit: int) -> list[Listed]:
    """Return the latest articles that name an entity, latest first."""
    sql = (
        "SELECT a.id, a.title, a.published, a.account, a.url, p.mentions"
        " FROM appears p CROSS JOIN articles a ON a.key = p.article"
        " WHERE p.entity=? AND p.day BETWEEN ? AND ? ORDER BY p.day DESC, p.article DESC LIMIT ?"
    )
    return [Listed(*row) for row in store.rows(sql, (entity, since, until, limit))]


def articles_between(store: Database, since: str, until: str, limit: int) -> list[Listed]:
    """Return the latest articles of all, latest first."""
    sql = (
        "SELECT a.id, a.title, a.published, a.account, a.url,"
        " (SELECT count(*) FROM mentions m WHERE m.article = a.key)"
        " FROM articles a WHERE a.published BETWEEN ? AND ? ORDER BY a.published DESC, a.key DESC LIMIT ?"
    )
    return [Listed(*row) for row in store.rows(sql, (since, until, limit))]


def count_articles(store: Database, by: str) -> Iterator[tuple[str, int]]:
    """Yield (month or account, number of articles): months in order, accounts by number.

    Parameters
    ----------
    by
        ``month`` or ``account``.
    """
    if by == "month":
        sql = "SELECT substr(published, 1, 7), count(*) FROM articles GROUP BY 1 ORDER BY 1"
    else:
        sql = "SELECT account, count(*) FROM articles GROUP BY 1 ORDER BY 2 DESC, 1"
    yield from store.pairs(sql)


def most_linked(store: Database, kind: str, limit: int) -> list[Degree]:
    """Return the entities (of a type, where one is given) that are linked with most others."""
    test = {"": "", "Official": " AND e.official"}.get(kind, " AND e.type = :kind")
    sql = (
        "SELECT d.entity, d.links, d.facts, d.cooccurrences"
        f" FROM degrees d JOIN entities e ON e.key = d.entity{test}"
        " ORDER BY d.links DESC, d.facts DESC, e.id LIMIT :limit"
    )
    return [Degree(*row) for row in store.rows(sql, {"kind": kind, "limit": limit})]


def degree_of(store: Database, entity: int) -> Degree:
    """Return how an entity is linked; all zero where it is not."""
    row = store.row("SELECT entity, links, facts, cooccurrences FROM degrees WHERE entity=?", (entity,))
    return Degree(*row) if row else Degree(entity, 0, 0, 0)
