"""Assertions gathered into facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pyspark.sql import DataFrame

from kg.build.spark.rows import Row, Rows, over_groups, over_rows
from kg.build.spark.schema import found_columns, table_columns, table_schema
from kg.build.spark.steps import Steps
from kg.link.facts import Support, ends, gather
from kg.link.identity import stable_key

_FACT = ("fact", "one", "relation", "other")
_SUPPORT = ("published", "article_id", "n", "article", "confidence", "modality", "sentence")
_STATED = (
    "article bigint, n bigint, head bigint, relation string, tail bigint, start bigint, `end` bigint,"
    " confidence double, role string, modality string, attributes string, fact bigint,"
    " one bigint, other bigint, published string, article_id string, sentence string"
)


class Facts(NamedTuple):
    """The tables of facts and assertions."""

    facts: DataFrame
    assertions: DataFrame


def facts(linked: DataFrame, steps: Steps) -> Facts:
    """Gather the assertions of all articles into facts; see :func:`kg.link.facts.gather`.

    Parameters
    ----------
    linked
        Articles with text, whose nested clusters have their ``entity``.
    """
    columns = ("key", "id", "published", "text", "clusters", "mentions", "sentences", "assertions")
    stated = steps.keep("stated", over_rows(linked.select(*columns), _stated, _STATED))
    support = stated.where("fact is not null").select(*_FACT, *_SUPPORT)
    schema = f"{table_schema('facts')}, article bigint, n bigint, copy_of bigint"
    gathered = steps.keep("gathered", over_groups(support, _FACT, _SUPPORT[:3], _gather, schema))
    copies = gathered.where("article is not null").select("article", "n", "copy_of")
    return Facts(
        gathered.where("article is null").select(*(c.name for c in table_columns("facts"))),
        stated.join(copies, ["article", "n"], "left").select(*(c.name for c in table_columns("assertions"))),
    )


def _stated(rows: Rows) -> Iterator[Row]:
    names = [column.name for column in found_columns("assertions")]
    for key, article_id, published, text, clusters, mentions, sentences, assertions in rows:
        for a in assertions:
            head, tail = mentions[a["head"]], mentions[a["tail"]]
            relation = a["relation"]
            one, other = ends(
                clusters[head["cluster"]]["entity"], relation, clusters[tail["cluster"]]["entity"]
            )
            span = sentences[head["sentence"]]
            fact = None if one == other else stable_key(f"{one} {relation} {other}")
            yield (
                *(key, *(a[name] for name in names), fact, one, other, published, article_id),
                text[span["start"] : span["end"]],
            )


def _gather(key: Row, rows: Rows) -> Iterator[Row]:
    """Yield a row of each assertion that is a copy, then the row of the fact, told apart by ``article``."""
    support = [Support._make(row[len(_FACT) :]) for row in rows]
    gathered, copies = gather(support)
    nothing = [None] * (len(key) + len(gathered))
    for row, original in zip(support, copies, strict=True):
        if original is not None:
            yield (*nothing, row.article, row.n, original)
    yield (*key, *gathered, None, None, None)
