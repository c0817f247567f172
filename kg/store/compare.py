"""What differs between two stores, or between two days of one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kg.store.database import Database


class Change(NamedTuple):
    """An entity or a fact that came, went or has other support.

    ``kind`` is ``entity`` or ``fact``; ``before`` and ``after`` are the numbers of articles, 0 where it is
    not there. An entity stands in ``head`` alone.
    """

    kind: str
    change: str
    head: str
    head_id: str
    relation: str
    tail: str
    tail_id: str
    before: int
    after: int
    first: str
    last: str


_CHANGE = (
    "CASE WHEN o.articles IS NULL THEN 'added' WHEN n.articles IS NULL THEN 'removed' ELSE 'changed' END"
)


def compare_stores(new: Database, old: Path, limit: int) -> Iterator[Change]:
    """Yield what the store has that an older one has not, and the other way about, most supported first.

    Parameters
    ----------
    old
        The older store.
    limit
        At most so many entities, and as many facts.

    Raises
    ------
    kg.store.errors.StoreError
        One of them cannot be read.
    """
    Database(old).close()
    new.attach(old, "old")
    support = "max(coalesce(n.articles, 0), coalesce(o.articles, 0))"
    entities = (
        f"SELECT 'entity', {_CHANGE}, coalesce(n.name, o.name), coalesce(n.id, o.id), '', '', '',"
        " coalesce(o.articles, 0), coalesce(n.articles, 0), coalesce(n.first, o.first), coalesce(n.last, o.last)"
        " FROM (SELECT key FROM main.entities UNION SELECT key FROM old.entities) k"
        " LEFT JOIN main.entities n ON n.key = k.key LEFT JOIN old.entities o ON o.key = k.key"
        f" WHERE o.articles IS NOT n.articles ORDER BY {support} DESC, 4 LIMIT ?"
    )
    facts = (
        f"SELECT 'fact', {_CHANGE}, h.name, h.id, coalesce(n.relation, o.relation), t.name, t.id,"
        " coalesce(o.articles, 0), coalesce(n.articles, 0), coalesce(n.first, o.first), coalesce(n.last, o.last)"
        " FROM (SELECT key FROM main.facts UNION SELECT key FROM old.facts) k"
        " LEFT JOIN main.facts n ON n.key = k.key LEFT JOIN old.facts o ON o.key = k.key"
        " JOIN (SELECT key, id, name FROM main.entities UNION ALL SELECT key, id, name FROM old.entities"
        "   WHERE key NOT IN (SELECT key FROM main.entities)) h ON h.key = coalesce(n.head, o.head)"
        " JOIN (SELECT key, id, name FROM main.entities UNION ALL SELECT key, id, name FROM old.entities"
        "   WHERE key NOT IN (SELECT key FROM main.entities)) t ON t.key = coalesce(n.tail, o.tail)"
        f" WHERE o.articles IS NOT n.articles ORDER BY {support} DESC, 4, 5, 7 LIMIT ?"
    )
    for sql in (entities, facts):
        for row in new.rows(sql, (limit,)):
            yield Change(*row)


def compare_days(store: Database, before: str, after: str, limit: int) -> Iterator[Change]:
    """Yield what came, or was stated again, after one day and up to another, most supported first.

    Parameters
    ----------
    before, after
        ISO dates; articles of the first day count as old, those of the second as new.
    limit
        At most so many entities, and as many facts.
    """
    change = "CASE WHEN x.first > :before THEN 'added' ELSE 'changed' END"
    # Only what is seen after the first day can have changed; the rest is never counted.
    entities = (
        f"SELECT 'entity', {change}, x.name, x.id, '', '', '',"
        " (SELECT count(*) FROM appears p WHERE p.entity = x.key AND p.day <= :before_day) AS b,"
        " (SELECT count(*) FROM appears p WHERE p.entity = x.key AND p.day <= :after_day) AS n, x.first, x.last"
        " FROM entities x WHERE x.last > :before AND x.first <= :after AND b < n ORDER BY n DESC, x.id LIMIT :limit"
    )
    count = (
        "(SELECT count(DISTINCT p.article) FROM support p JOIN articles a ON a.key = p.article"
        " WHERE p.fact = x.key AND a.published <= {})"
    )
    facts = (
        f"SELECT 'fact', {change}, h.name, h.id, x.relation, t.name, t.id,"
        f" {count.format(':before')} AS b, {count.format(':after')} AS n, x.first, x.last"
        " FROM facts x JOIN entities h ON h.key = x.head JOIN entities t ON t.key = x.tail"
        " WHERE x.last > :before AND x.first <= :after AND b < n ORDER BY n DESC, h.id, x.relation, t.id LIMIT :limit"
    )
    days = {"before_day": int(before.replace("-", "")), "after_day": int(after.replace("-", ""))}
    for sql in (entities, facts):
        for row in store.rows(sql, {"before": before, "after": after, "limit": limit, **days}):
            yield Change(*row)
