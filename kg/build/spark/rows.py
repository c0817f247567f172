"""Python functions over the rows of a DataFrame, as batches of Arrow: all that crosses from JVM to Python."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, cast

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import to_arrow_schema
from pyspark.sql.types import StructType

Row = tuple[Any, ...]
Rows = Iterator[Row]

BATCH = 256
"""Rows handed back at a time: one may be a whole annotated article."""


def over_rows(frame: DataFrame, function: Callable[[Rows], Iterable[Row]], schema: str) -> DataFrame:
    """Return what a function makes of the rows of each partition, read and made as a stream.

    Parameters
    ----------
    function
        Takes rows as tuples, gives rows as tuples; structs inside them are dictionaries. It is pickled:
        a function of a module, or a :func:`functools.partial` of one.
    schema
        The columns of the result, in Spark's DDL.
    """
    types = cast("StructType", StructType.fromDDL(schema))  # typed as any DataType; of columns it is a struct
    return frame.mapInArrow(partial(_apply, function, to_arrow_schema(types)), types)


def over_groups(
    frame: DataFrame,
    keys: Sequence[str],
    order: Sequence[str],
    function: Callable[[Row, Rows], Iterable[Row]],
    schema: str,
) -> DataFrame:
    """Return what a function makes of the rows of each key, sorted, the rows of a key read as a stream.

    The rows of a key are never gathered: a key with many of them takes long, not much memory.

    Parameters
    ----------
    keys
        Columns that make the key; moved to the front of each row.
    order
        Columns by which the rows of a key are sorted.
    function
        Takes a key and its rows, whole.
    """
    rest = [name for name in frame.columns if name not in keys]
    together = (
        frame.select(*keys, *rest)
        .repartition(*(F.col(name) for name in keys))
        .sortWithinPartitions(*keys, *order)
    )
    return over_rows(together, partial(_each_group, function, len(keys)), schema)


def _apply(
    function: Callable[[Rows], Iterable[Row]], schema: pa.Schema, batches: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    made = iter(function(_rows(batches)))
    while chunk := list(islice(made, BATCH)):
        columns = zip(*chunk, strict=True)
        arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def _rows(batches: Iterable[pa.RecordBatch]) -> Rows:
    for batch in batches:
        if batch.num_rows:
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _each_group(function: Callable[[Row, Rows], Iterable[Row]], width: int, rows: Rows) -> Iterator[Row]:
    for key, group in groupby(rows, key=itemgetter(*range(width)) if width > 1 else lambda row: row[:1]):
        yield from function(key, group)
