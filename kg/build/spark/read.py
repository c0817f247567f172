"""Article files as a DataFrame: every record with where it stands, whatever its form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial, reduce
from io import BufferedReader, BytesIO, RawIOBase
from itertools import groupby
from typing import Any, cast

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from kg.build.spark.errors import SparkError
from kg.build.spark.rows import Row, Rows, over_rows
from kg.build.spark.schema import POSITION
from kg.corpus.read import FIELDS, read_record, read_stream, to_article
from kg.corpus.split import lines
from kg.corpus.unpack import InputError, unpacked
from kg.model import Article, Rejected

_ARTICLE = "id string, title string, url string, published string, account string, text string"
SCHEMA = f"{POSITION}, rejected string, raw string, {_ARTICLE}"
"""One row a record: where it stands, then why it cannot be used and how it begins, or the article."""

LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.bz2", ".jsonl.zst")
WHOLE = (".json", ".json.gz")
PARQUET = (".parquet",)


def read(session: SparkSession, inputs: Sequence[str], boilerplate: tuple[str, ...]) -> DataFrame:
    """Return the records of all inputs.

    Parameters
    ----------
    inputs
        Paths or URLs that Spark can read; with wildcards where wanted. JSON Lines and Parquet are read
        in splits; a ``.json`` file is read whole, by one task, since nothing tells where in an array to cut.
    boilerplate
        Regular expressions: lines that match one are dropped.

    Raises
    ------
    SparkError
        The ending of an input tells no form.
    """
    frames = [_read_one(session, number, path, boilerplate) for number, path in enumerate(inputs)]
    return reduce(DataFrame.unionByName, frames)


def _read_one(session: SparkSession, number: int, path: str, boilerplate: tuple[str, ...]) -> DataFrame:
    bare = path.rstrip("/")
    if bare.endswith(PARQUET):
        frame = session.read.parquet(path)
        known = [name for names in FIELDS.values() for name in names if name in frame.columns]
        values = F.struct(*(F.col(f"`{name}`").cast("string").alias(name) for name in known))
        return over_rows(_placed(frame, number, values), partial(_parse_records, boilerplate), SCHEMA)
    if bare.endswith(LINES):
        # Cast to bytes, what is no UTF-8 arrives as it is and can be explained.
        frame = session.read.option("lineSep", "\n").text(path)
        values = F.col("value").cast("binary")
        return over_rows(_placed(frame, number, values), partial(_parse_lines, boilerplate), SCHEMA)
    if bare.endswith(WHOLE):
        frame = session.read.format("binaryFile").load(path)
        return over_rows(_placed(frame, number, F.col("content")), partial(_parse_files, boilerplate), SCHEMA)
    raise SparkError(
        f"{path}: a name must tell the form: .jsonl, .json or .parquet; of a folder name its files: {bare}/*.jsonl"
    )


def _placed(frame: DataFrame, number: int, values: Any) -> DataFrame:
    source = F.col("_metadata.file_path"), F.col("_metadata.file_block_start")
    return frame.select(F.lit(number).cast("bigint"), *source, values)


def _parse_lines(boilerplate: tuple[str, ...], rows: Rows) -> Iterator[Row]:
    for where, found in groupby(rows, key=lambda row: row[:3]):
        pieces = (piece for row in found for piece in lines(BytesIO(row[3])))
        yield from _located(where, (read_record(piece, where[1], 0, boilerplate) for piece in pieces))


def _parse_records(boilerplate: tuple[str, ...], rows: Rows) -> Iterator[Row]:
    for where, found in groupby(rows, key=lambda row: row[:3]):
        yield from _located(where, (to_article(row[3], boilerplate=boilerplate) for row in found))


def _parse_files(boilerplate: tuple[str, ...], rows: Rows) -> Iterator[Row]:
    for number, path, _, content in rows:
        where = (number, path, 0)
        try:
            with unpacked(_buffered(content), len(content)) as stream:
                yield from _located(where, read_stream(stream, path, boilerplate))
        except InputError as error:
            yield from _located(where, [Rejected(path, 0, str(error), "")])


def _buffered(content: bytes) -> BufferedReader:
    # All that a buffered reader asks of what it reads is readinto(), which BytesIO has too.
    return BufferedReader(cast("RawIOBase", BytesIO(content)))


def _located(where: Row, items: Iterable[Article | Rejected]) -> Iterator[Row]:
    for n, item in enumerate(items):
        if isinstance(item, Rejected):
            yield (*where, n, item.reason, item.raw, *[None] * len(FIELDS))
        else:
            yield (*where, n, None, None, *item)
