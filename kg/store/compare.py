"""What differs between two stores, or between two days of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from heapq import heappush, heapreplace
from pathlib import Path
from typing import NamedTuple

from kg.store.database import Database


@dataclass(frozen=True)
class Difference:
    """An entity or a fact that was ``added``, ``removed`` or ``changed`` (in its number of articles).

    ``kind`` is ``entity`` or ``fact``; an entity stands in ``head`` alone. ``before`` and ``after`` are
    numbers of articles, 0 where it is not there.
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


def compare_stores(new: Database, old: Path, limit: int) -> Iterator[Difference]:
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
    either = (
        "(SELECT key, id, name FROM main.entities UNION ALL SELECT key, id, name FROM old.entities"
        " WHERE key NOT IN (SELECT key FROM main.entities))"
    )
    facts = (
        f"SELECT 'fact', {_CHANGE}, h.name, h.id, coalesce(n.relation, o.relation), t.name, t.id,"
        " coalesce(o.articles, 0), coalesce(n.articles, 0), coalesce(n.first, o.first), coalesce(n.last, o.last)"
        " FROM (SELECT key FROM main.facts UNION SELECT key FROM old.facts) k"
        " LEFT JOIN main.facts n ON n.key = k.key LEFT JOIN old.facts o ON o.key = k.key"
        f" JOIN {either} h ON h.key = coalesce(n.head, o.head) JOIN {either} t ON t.key = coalesce(n.tail, o.tail)"
        f" WHERE o.articles IS NOT n.articles ORDER BY {support} DESC, 4, 5, 7 LIMIT ?"
    )
    for sql in (entities, facts):
        for row in new.rows(sql, (limit,)):
            yield Difference(*row)


class _Grown(NamedTuple):
    """What got new support: the articles up to the second day and up to the first, and its key.

    ``place`` makes the order total: of two with as many articles the one that was looked at first is kept.
    """

    after: int
    place: int
    before: int
    key: int


def compare_days(store: Database, before: str, after: str, limit: int) -> Iterator[Difference]:
    """Yield what came, or was stated again, after one day and up to another, most supported first.

    Parameters
    ----------
    before, after
        ISO dates; articles of the first day count as old, those of the second as new.
    limit
        At most so many entities, and as many facts.
    """
    days = {"before": before, "after": after}
    if (
        store.row("SELECT 1 FROM articles WHERE published > :before AND published <= :after LIMIT 1", days)
        is None
    ):
        return
    days_as_numbers = {name: int(day.replace("-", "")) for name, day in days.items()}
    for grown in _most_grown(store, _ENTITIES, days, _counter(store, _APPEARS, days_as_numbers), limit):
        name, id_, first, last = _required(
            store, "SELECT name, id, first, last FROM entities WHERE key=?", grown.key
        )
        change = "added" if first > before else "changed"
        yield Difference("entity", change, name, id_, "", "", "", grown.before, grown.after, first, last)
    for grown in _most_grown(store, _FACTS, days, _counter(store, _SUPPORT, days), limit):
        head, head_id, relation, tail, tail_id, first, last = _required(store, _FACT, grown.key)
        change = "added" if first > before else "changed"
        yield Difference(
            "fact", change, head, head_id, relation, tail, tail_id, grown.before, grown.after, first, last
        )


# Only what is seen after the first day and not first seen after the second can have changed. Walked from the
# most articles on: nothing has more up to a day than in all.
_BETWEEN = "WHERE last > :before AND first <= :after"
_ENTITIES = f"SELECT key, articles FROM entities {_BETWEEN} ORDER BY articles DESC, id"
_FACTS = (
    f"SELECT key, articles FROM facts {_BETWEEN}"
    " ORDER BY articles DESC, assertions DESC, confidence DESC, last DESC, key"
)
_APPEARS = (
    "SELECT coalesce(sum(day <= :before), 0), count(*) FROM appears WHERE entity = :key AND day <= :after"
)
_SUPPORT = (
    "SELECT count(DISTINCT iif(a.published <= :before, p.article, NULL)), count(DISTINCT p.article)"
    " FROM support p CROSS JOIN assertions x ON x.article = p.article AND x.n = p.n"
    " CROSS JOIN articles a ON a.key = p.article"
    " WHERE p.fact = :key AND x.copy_of IS NULL AND a.published <= :after"
)
_FACT = (
    "SELECT h.name, h.id, f.relation, t.name, t.id, f.first, f.last FROM facts f"
    " JOIN entities h ON h.key = f.head JOIN entities t ON t.key = f.tail WHERE f.key=?"
)


def _counter(
    store: Database, sql: str, days: dict[str, str] | dict[str, int]
) -> Callable[[int], tuple[int, int]]:
    """Return what counts the articles of a key up to each of the two days."""

    def count(key: int) -> tuple[int, int]:
        row = store.row(sql, {**days, "key": key})
        return (0, 0) if row is None else (row[0], row[1])

    return count


def _most_grown(
    store: Database, sql: str, days: dict[str, str], count: Callable[[int], tuple[int, int]], limit: int
) -> list[_Grown]:
    """Return what got new articles between the days, that with most articles first."""
    best: list[_Grown] = []
    for place, (key, articles) in enumerate(store.rows(sql, days)):
        if len(best) == limit and articles <= best[0].after:
            break
        before, after = count(key)
        if before < after:
            grown = _Grown(after, -place, before, key)
            if len(best) < limit:
                heappush(best, grown)
            elif grown > best[0]:
                heapreplace(best, grown)
    return sorted(best, reverse=True)


def _required(store: Database, sql: str, key: int) -> tuple[str, ...]:
    row = store.row(sql, (key,))
    if row is None:
        raise KeyError(key)
    return row
