"""Joins on keys some of which are in a large share of all rows, as 上海 is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from kg.build.spark.steps import Steps

LEAST = 10_000
"""A key in fewer rows is never hot."""

SHARE = 1000
"""A key is hot that is in more than one of so many rows: so there are at most so many hot keys."""


class Hot(NamedTuple):
    """The hot keys, at most :data:`SHARE` rows, and the names of their columns."""

    keys: DataFrame
    columns: tuple[str, ...]


def hot_keys(counts: DataFrame, columns: Sequence[str], rows: str, steps: Steps) -> Hot:
    """Return the keys that are in too many rows for one task.

    Parameters
    ----------
    counts
        One row a key, with in how many rows it is, in the column ``rows``.
    """
    total = counts.agg(F.sum(rows)).first()
    least = max(LEAST, int((total[0] if total else 0) or 0) // SHARE)
    hot = counts.where(F.col(rows) > least).select(*columns)
    return Hot(steps.keep(f"hot-{'-'.join(columns)}", hot), tuple(columns))


def join_hot(frame: DataFrame, table: DataFrame, hot: Hot, on: Sequence[str] | None = None) -> DataFrame:
    """Join a large frame with a table that has one row a key, without gathering the rows of a hot key.

    The few rows of the table that are of hot keys are sent to all tasks; the others are shuffled.

    Parameters
    ----------
    on
        The key's columns in ``frame``, where they are called otherwise than in ``table``; they stay.
    """
    names = list(on or hot.columns)
    renamed = table.withColumnsRenamed(dict(zip(hot.columns, names, strict=True)))
    keys = F.broadcast(hot.keys.toDF(*names))
    here = frame.join(F.broadcast(renamed.join(keys, names)), names)
    elsewhere = frame.join(keys, names, "left_anti").join(renamed, names)
    return here.unionByName(elsewhere)
