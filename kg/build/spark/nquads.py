"""The graph as N-Quads in parts, for bulk loading: the lines of ``kg export --format nquads``, in any order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from kg.build.spark.files import Files
from kg.build.spark.rows import Row, Rows, over_rows
from kg.build.spark.skew import Hot, join_hot
from kg.export.blocks import article_writer, entity_writer, pair_writer
from kg.export.iri import Names
from kg.export.syntax import Lines
from kg.link.facts import ends
from kg.store.reader import Entity
from kg.store.rows import ArticleRow, AssertionRow, EntityName, PairRow

_TEXT = "value string"


def entity_quads(entities: DataFrame, names: DataFrame, base: str) -> DataFrame:
    """Return the blocks of all entities.

    A name leads to an entity where no other of its type has it, as a name or in its id.
    """
    typed = names.join(entities.select(F.col("key").alias("entity"), "type"), "entity")
    several = typed.groupBy("type", "plain").agg((F.count_distinct("entity") == 1).alias("alone"))
    taken = entities.select(F.col("id").alias("taken"))
    leads = (
        several.withColumn("taken", F.concat_ws("/", F.lower("type"), "plain"))
        .join(taken.withColumn("is_id", F.lit(True)), "taken", "left")
        .select("type", "plain", (F.col("alone") & F.col("is_id").isNull()).alias("leads"))
    )
    grouped = (
        typed.join(leads, ["type", "plain"])
        .groupBy("entity")
        .agg(F.sort_array(F.collect_list(F.struct("name", "plain", "leads"))).alias("names"))
    )
    described = entities.join(grouped, F.col("key") == F.col("entity"), "left").select(
        *Entity._fields, "names"
    )
    return over_rows(described, partial(_write_entities, base), _TEXT)


def article_quads(linked: DataFrame, base: str) -> DataFrame:
    """Return the blocks of all articles, from articles whose clusters have the ids of their entities."""
    columns = ("key", "id", "title", "url", "published", "account", "text")
    chosen = linked.select(*columns, "clusters", "mentions", "sentences", "assertions")
    return over_rows(chosen, partial(_write_articles, base), _TEXT)


def pair_quads(pairs: DataFrame, entities: DataFrame, hot: Hot, articles: DataFrame, base: str) -> DataFrame:
    """Return the blocks of all co-occurrences.

    Parameters
    ----------
    hot
        Keys of entities that are in many pairs.
    articles
        With text and nested sentences.
    """
    ids = entities.select(F.col("key").alias("entity"), "id")
    ended = join_hot(pairs, ids.withColumnRenamed("id", "a_id"), hot, ["a"])
    ended = join_hot(ended, ids.withColumnRenamed("id", "b_id"), hot, ["b"])
    span = F.element_at("ranges", F.col("sentence").cast("int") + 1)
    texts = articles.select(
        F.col("key").alias("article"),
        F.col("id").alias("article_id"),
        "text",
        F.col("sentences").alias("ranges"),
    )
    chosen = ended.join(texts, "article").select(
        *("a_id", "b_id", "sentences", "articles", "npmi", "llr", "first", "last", "article_id"),
        F.substring("text", span["start"].cast("int") + 1, (span["end"] - span["start"]).cast("int")).alias(
            "evidence"
        ),
    )
    return over_rows(chosen, partial(_write_pairs, base), _TEXT)


def write_parts(blocks: DataFrame, folder: str, name: str, files: Files) -> None:
    """Write blocks as ``NAME-00000.nq.gz`` and so on into a folder that may hold others."""
    part = f"{folder}/{name}"
    blocks.write.option("compression", "gzip").text(part)
    for number, found in enumerate(n for n in files.names(part) if n.startswith("part-")):
        files.rename(f"{part}/{found}", f"{folder}/{name}-{number:05}.nq.gz")
    files.delete(part)


class _Source:
    """The article that is written now, with what was found in it: a :class:`kg.export.blocks.Source`."""

    def __init__(self) -> None:
        self.text = ""
        self.found: list[list[dict[str, Any]]] = [[], [], [], []]

    def named_in(self, article: ArticleRow, /) -> list[str]:
        clusters, *_ = self.found
        return sorted({c["id"] for c in clusters if c["id"] is not None})

    def assertions_in(self, article: ArticleRow, /) -> list[AssertionRow]:
        clusters, mentions, sentences, assertions = self.found
        rows = []
        for a in assertions:
            head, tail = (clusters[mentions[a[end]]["cluster"]] for end in ("head", "tail"))
            if head["entity"] == tail["entity"]:
                continue
            h, t = ends(head["entity"], a["relation"], tail["entity"])
            ids = {head["entity"]: head["id"], tail["entity"]: tail["id"]}
            span = sentences[mentions[a["head"]]["sentence"]]
            rows.append(
                AssertionRow(
                    *(a["n"], ids[h], a["relation"], ids[t], a["start"], a["end"], a["confidence"]),
                    *(a["role"], a["modality"], a["attributes"], self.text[span["start"] : span["end"]]),
                )
            )
        return rows

    def words(self, article: ArticleRow, start: int, end: int, /) -> str:
        return self.text[start:end]


def _write_entities(base: str, rows: Rows) -> Iterator[Row]:
    write = entity_writer(Lines(Names(base)))
    for *fields, names in rows:
        entity = Entity._make(fields)
        known = [EntityName(n["name"], n["plain"], n["leads"]) for n in names or ()]
        yield from _lines(write(entity._replace(official=bool(entity.official)), known, ()))


def _write_articles(base: str, rows: Rows) -> Iterator[Row]:
    source = _Source()
    write = article_writer(source, Lines(Names(base)), named=True)
    for *fields, text, clusters, mentions, sentences, assertions in rows:
        source.text, source.found = text, [clusters, mentions, sentences, assertions]
        yield from _lines("".join(write(ArticleRow._make(fields))))


def _write_pairs(base: str, rows: Rows) -> Iterator[Row]:
    write = pair_writer(Lines(Names(base)))
    for row in rows:
        yield from _lines(write(PairRow._make(row)))


def _lines(block: str) -> Iterator[Row]:
    """Yield a block without its last newline, which Spark adds again."""
    if block:
        yield (block.removesuffix("\n"),)
