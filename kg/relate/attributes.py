"""Amounts, areas, capacities, dates and validity periods in the words of a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from kg.model import Attribute

_SCALES = {"": 1, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
_CURRENCIES = {
    "美元": "USD",
    "欧元": "EUR",
    "港元": "HKD",
    "日元": "JPY",
    "英镑": "GBP",
    "元人民币": "CNY",
    "人民币": "CNY",
    "元": "CNY",
}
_NUMBER = r"(?<![\d.])(\d{1,9}(?:\.\d{1,6})?)"
_AMOUNT = re.compile(_NUMBER + "余?(万亿|千万|百万|亿|万|千)?(美元|欧元|港元|日元|英镑|元人民币|元)")
_AREA = re.compile(_NUMBER + "余?(万|亿)?(平方米|平方公里|公顷|亩)")
_AREAS = {
    "平方米": ("m2", Decimal(1)),
    "平方公里": ("km2", Decimal(1)),
    "公顷": ("har", Decimal(1)),
    "亩": ("m2", Decimal(2000) / 3),
}
_CAPACITY = re.compile(
    "(?:年产能|产能|年产量|年产)(?:可?达到?|为|由|约|提升至|提高到)?"
    + _NUMBER
    + "余?(万|亿)?(台|套|辆|吨|片|件|艘|架|千瓦时|吉瓦时|立方米)"
)
_DATE = re.compile(r"(?<!\d)(?:((?:19|20)\d\d)年)?(\d{1,2})月(\d{1,2})日")
_PERIOD = re.compile(r"((?:20)\d\d)\s?(?:年)?[-—－至~]{1,2}\s?((?:20)\d\d)\s?年")


def attributes(text: str, start: int, end: int, published: str) -> Iterator[Attribute]:
    """Yield the typed values stated in a span of text, in order of kind.

    Amounts are in units of the currency (``350000000`` ``CNY`` for 3.5亿元), areas in UCUM units,
    capacities in the counted thing a year, dates in ISO form with the article's year where none is
    given, validity as ``2025/2027`` (ISO 8601 interval of years).

    Parameters
    ----------
    published
        The article's ISO date. A day later in the year than it belongs to the year before.
    """
    window = text[start:end]
    for m in _AMOUNT.finditer(window):
        value = Decimal(m[1]) * _SCALES[m[2] or ""]
        yield Attribute("amount", _plain(value), _CURRENCIES[m[3]], start + m.start(), start + m.end())
    for m in _AREA.finditer(window):
        unit, factor = _AREAS[m[3]]
        value = (Decimal(m[1]) * _SCALES[m[2] or ""] * factor).quantize(Decimal("0.01"))
        yield Attribute("area", _plain(value), unit, start + m.start(), start + m.end())
    for m in _CAPACITY.finditer(window):
        value = Decimal(m[1]) * _SCALES[m[2] or ""]
        yield Attribute("capacity", _plain(value), f"{m[3]}/a", start + m.start(), start + m.end())
    for m in _DATE.finditer(window):
        day = _day(m[1], int(m[2]), int(m[3]), published)
        if day:
            yield Attribute("date", day, "", start + m.start(), start + m.end())
    for m in _PERIOD.finditer(window):
        if m[1] < m[2]:
            yield Attribute("validity", f"{m[1]}/{m[2]}", "", start + m.start(), start + m.end())


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _day(year: str | None, month: int, day: int, published: str) -> str:
    """Return the ISO date, or an empty string where there is no such day."""
    try:
        if year:
            return date(int(year), month, day).isoformat()
        given = date.fromisoformat(published)
        found = date(given.year, month, day)
        # A day some weeks ahead may be announced; one that lies further off was last year's.
        return (found if (found - given).days <= 60 else date(given.year - 1, month, day)).isoformat()
    except ValueError:
        return ""
