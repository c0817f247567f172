"""What is new, gone or better supported between two stores or two days."""

from __future__ import annotations

from pathlib import Path

from kg.query.period import period
from kg.store.compare import Difference, compare_days, compare_stores
from kg.store.reader import Store

__all__ = ["Difference", "diff_days", "diff_stores"]


def diff_stores(new: Store, old: Path, limit: int = 20) -> list[Difference]:
    """Return what differs between an older store and this one, most supported first.

    At most ``limit`` entities and as many facts.
    """
    return list(compare_stores(new, old, limit))


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
    return list(compare_days(store, first, last, limit))
