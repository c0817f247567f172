"""Periods of time given as dates or beginnings of dates."""

from __future__ import annotations

import re
from typing import NamedTuple

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


class Period(NamedTuple):
    """From the first to the last day, both included, as texts that compare with ISO dates."""

    since: str
    until: str

    @property
    def first_day(self) -> int:
        """Return the first day as a number, 20260129."""
        return int(self.since.replace("-", ""))

    @property
    def last_day(self) -> int:
        """Return the last day as a number, 20260129."""
        return int(self.until.replace("-", ""))


def is_date(text: str) -> bool:
    """Tell whether a text is an ISO date of the calendar or its beginning: 2026-01-29, 2026-01, 2026."""
    if _DATE.fullmatch(text) is None:
        return False
    year, month, day = (int(part) for part in (text + "-01-01"[: 10 - len(text)]).split("-"))
    return year > 0 and 1 <= month <= 12 and 1 <= day <= _days(year, month)


def _days(year: int, month: int) -> int:
    """Return how many days a month has; the module datetime would have to be loaded for it."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def period(since: str | None = None, until: str | None = None) -> Period:
    """Return the period between two dates; a month or a year is meant whole, None leaves an end open.

    Raises
    ------
    ValueError
        One of them is not a date, or the period would end before it begins.
    """
    for text in (since, until):
        if text and not is_date(text):
            raise ValueError(f"{text!r} is not a date; write 2026-01-29, 2026-01 or 2026")
    first = (since or "0000") + "0000-00-00"[len(since or "0000") :]
    last = (until or "9999") + "9999-99-99"[len(until or "9999") :]
    if last < first:
        raise ValueError(f"the end {until} is before the beginning {since}")
    return Period(first, last)
