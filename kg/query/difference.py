"""What is new, gone or better supported between two stores or two days."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.query.period import period
from kg.store.compare import Change, compare_days, compare_stores
from kg.store.reader import Store


@dataclass(frozen=True)
class Difference:
    """An entity or a fact that was ``added``, ``removed`` or ``changed`` (in its number of articles).

    ``kind`` is ``entity`` or ``fact``; an entity stands in ``head`` alone. ``before`` and ``after`` are
    numbers of articles.
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


def diff_stores(new: Store, old: Path, limit: int = 20) -> list[Difference]:
    """Return what differs between an older store and this one, most supported first.

    At most ``limit`` entities and as many facts.
    """
    return [_row(change) for change in compare_stores(new, old, limit)]


def diff_days(store: Store, before: str, after: str, limit: int = 20) -> list[Difference]:
    """Return what came, or was stated again, after one date and up to another.

    Parameters
    ----------
    before, after
        ISO dates or their beginnings; a month or a year is meant to its end.

    Raises
    ------
    ValueError
        One of them is not a date, or the first is not before the second.
    """
    first, last = period(until=before).until, period(until=after).until
    if first >= last:
        raise ValueError(f"{before} is not before {after}")
    return [_row(change) for change in compare_days(store, first, last, limit)]


def _row(change: Change) -> Difference:
    return Difference(*change)
