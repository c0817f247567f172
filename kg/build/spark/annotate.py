"""The one costly step: articles annotated, each by itself, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import NamedTuple

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from kg.build.keep import EVERYTHING, Keep, keep
from kg.build.spark.forms import here, make_linker, nested_forms
from kg.build.spark.rows import Row, Rows, over_rows
from kg.build.spark.schema import WHERE, annotated_schema, found_columns
from kg.model import Annotation, Article
from kg.relate.annotate import annotate, make_annotator
from kg.store.columns import tables
from kg.store.flat import FOUND, flatten
from kg.store.writer import article_hash

CHUNK = 16
"""Articles annotated together."""


class Annotating(NamedTuple):
    """What annotated articles depend on besides the articles.

    ``lexicons`` are the user's files of names, by the names under which Spark sends them along
    (``SparkContext.addFile``); ``wanted`` is what of the annotations is kept; ``how`` goes into the
    articles' hashes; ``home`` is the region whose 市委 is meant where an account's name does not tell.
    """

    lexicons: tuple[str, ...] = ()
    wanted: Keep = EVERYTHING
    how: str = ""
    home: str = ""


def annotated(records: DataFrame, settings: Annotating) -> DataFrame:
    """Return the records with what is found in them; those that cannot be used stay as they are."""
    return over_rows(records, partial(_annotate, settings), annotated_schema())


def without_repeats(articles: DataFrame, losers: DataFrame) -> DataFrame:
    """Return the articles but those whose id stands again further on in the inputs."""
    return articles.join(losers, list(WHERE), "left_anti")


def repeats(articles: DataFrame) -> DataFrame:
    """Return where articles stand whose id stands again further on. Only ids and places are shuffled."""
    here = F.struct(*WHERE)
    last = articles.groupBy("id").agg(F.max(here).alias("last"), F.count("*").alias("times"))
    several = last.where("times > 1").select("id", "last")
    return articles.select("id", *WHERE).join(several, "id").where(here != F.col("last")).select(*WHERE)


def _annotate(settings: Annotating, rows: Rows) -> Iterator[Row]:
    # One annotator a process: its lexicon, automaton and models are made once from the package there.
    lexicons = here(settings.lexicons)
    annotator = make_annotator(lexicons)
    while chunk := list(islice(rows, CHUNK)):
        articles = [Article(*row[6:]) for row in chunk if row[4] is None]
        found = zip(articles, annotate(articles, annotator), strict=True)
        for row in chunk:
            if row[4] is None:
                article, annotation = next(found)
                yield (*row[:6], *annotated_row(article, keep(annotation, settings.wanted), settings))
            else:
                yield (*row[:6], *[None] * (len(tables()["articles"]) + len(FOUND) + 1))


def annotated_row(article: Article, annotation: Annotation, settings: Annotating) -> Row:
    """Return an annotated article as the columns of :func:`annotated_schema` from ``key`` on."""
    flat = flatten(article, annotation, article_hash(article, settings.how))
    forms = nested_forms(flat, make_linker(here(settings.lexicons)), settings.home)
    return (*flat.article, *(_nested(table, getattr(flat, table)) for table in FOUND), forms)


def _nested(table: str, rows: list[Row]) -> list[dict[str, object]]:
    names = [column.name for column in found_columns(table)]
    return [dict(zip(names, row[1:], strict=True)) for row in rows]
