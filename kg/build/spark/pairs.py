"""Which entities stand together, counted."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import combinations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from kg.build.spark.rows import Row, Rows, over_rows
from kg.build.spark.schema import table_schema
from kg.build.spark.skew import Hot, hot_keys, join_hot
from kg.build.spark.steps import Steps
from kg.store.pairs import pair_llr, pair_npmi

_PAIR = (
    "a bigint, b bigint, sentences bigint, published string, length bigint, article bigint, sentence bigint"
)


def cooccurrence(linked: DataFrame, steps: Steps) -> tuple[DataFrame, Hot]:
    """Return the table of co-occurrence, and the entities that stand in a large share of all sentences.

    An article gives one row for each of its pairs, and every task sums its own before anything is
    shuffled: of 上海 and 浦东新区 no more rows travel than there are tasks.
    """
    placed = linked.select("key", "published", "clusters", "mentions", "sentences")
    pairs = over_rows(placed, _pairs, _PAIR)
    counted = pairs.groupBy("a", "b").agg(
        F.sum("sentences").alias("sentences"),
        F.count("*").alias("articles"),
        F.min("published").alias("first"),
        F.max("published").alias("last"),
        F.min(F.struct("length", "article", "sentence")).alias("example"),
    )
    counted = steps.keep("counted", counted)
    stands = F.transform(
        F.filter("mentions", lambda m: m["sentence"] >= 0),
        lambda m: F.struct(
            m["sentence"].alias("sentence"),
            F.element_at("clusters", m["cluster"].cast("int") + 1)["entity"].alias("entity"),
        ),
    )
    occurs = linked.select(F.array_distinct(stands).alias("occurs"))
    alone = occurs.select(F.inline("occurs")).groupBy("entity").agg(F.count("*").alias("alone"))
    alone = steps.keep("alone", alone)
    sizes = occurs.select(F.size(F.array_distinct(F.col("occurs")["sentence"])).alias("size"))
    found = sizes.agg(F.sum("size")).first()
    total = int((found[0] if found else 0) or 0)
    hot = hot_keys(alone, ["entity"], "alone", steps)
    ended = join_hot(counted, alone.withColumnRenamed("alone", "alone_a"), hot, ["a"])
    ended = join_hot(ended, alone.withColumnRenamed("alone", "alone_b"), hot, ["b"])
    columns = ("a", "b", "sentences", "articles", "alone_a", "alone_b", "first", "last")
    chosen = ended.select(*columns, "example.article", "example.sentence")
    return over_rows(chosen, partial(_measured, total), table_schema("cooccurrence")), hot


def _pairs(rows: Rows) -> Iterator[Row]:
    for key, published, clusters, mentions, sentences in rows:
        named: dict[int, set[int]] = {}
        for m in mentions:
            if m["sentence"] >= 0:
                named.setdefault(m["sentence"], set()).add(clusters[m["cluster"]]["entity"])
        found: dict[tuple[int, int], list[int]] = {}
        for sentence, entities in named.items():
            for pair in combinations(sorted(entities), 2):
                found.setdefault(pair, []).append(sentence)
        for (a, b), together in found.items():
            lengths = ((sentences[n]["end"] - sentences[n]["start"], n) for n in together)
            length, sentence = min(lengths)
            yield a, b, len(together), published, length, key, sentence


def _measured(total: int, rows: Rows) -> Iterator[Row]:
    for a, b, sentences, articles, alone_a, alone_b, first, last, article, sentence in rows:
        counts = (sentences, alone_a, alone_b, total)
        measures = (pair_npmi(*counts), pair_llr(*counts))
        yield a, b, sentences, articles, first, last, article, sentence, *measures
