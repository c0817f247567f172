"""The tables of the store, made from linked articles."""

from __future__ import annotations

from collections.abc import Iterator

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from kg.build.spark.link import SENSE, Linked
from kg.build.spark.rows import Row, Rows, over_rows
from kg.build.spark.schema import table_columns, table_schema
from kg.build.spark.skew import join_hot
from kg.vocab.names import plain


def with_entities(articles: DataFrame, linked: Linked) -> DataFrame:
    """Return the articles whose nested clusters have the key (``entity``) and ``id`` of their entity."""
    clusters = articles.select("key", F.inline("forms")).where("opens = 1").select("key", "n", *SENSE)
    known = join_hot(clusters, linked.senses, linked.hot)
    entries = F.collect_list(F.struct("n", F.struct("entity", "entity_id")))
    entity_of = known.groupBy("key").agg(F.map_from_entries(entries).alias("entity_of"))

    def named(cluster: Column) -> Column:
        entity = F.try_element_at("entity_of", cluster["n"])
        return cluster.withField("entity", entity["entity"]).withField("id", entity["entity_id"])

    joined = articles.join(entity_of, "key", "left")
    return joined.withColumn("clusters", F.transform("clusters", named)).drop("entity_of", "forms")


def found_table(linked: DataFrame, table: str) -> DataFrame:
    """Return clusters, mentions or sentences as a table."""
    flat = linked.select(F.col("key").alias("article"), F.inline(table))
    return flat.select(*(column.name for column in table_columns(table)))


def articles_table(linked: DataFrame) -> DataFrame:
    """Return the articles without what was found in them."""
    return linked.select(*(column.name for column in table_columns("articles")))


def entities_table(linked: DataFrame, entities: DataFrame) -> DataFrame:
    """Return the entities with what is counted of them."""
    clusters = linked.select("published", F.inline("clusters")).where("entity is not null")
    told = clusters.groupBy("entity").agg(
        F.max("official").alias("official"),
        F.min("published").alias("first"),
        F.max("published").alias("last"),
        F.max("confidence").alias("confidence"),
    )
    naming = linked.select(F.explode(F.array_distinct(F.col("clusters")["entity"])).alias("entity"))
    articles = naming.where("entity is not null").groupBy("entity").agg(F.count("*").alias("articles"))
    joined = entities.withColumnRenamed("key", "entity").join(told, "entity").join(articles, "entity")
    return joined.withColumnRenamed("entity", "key").select(*(c.name for c in table_columns("entities")))


def names_table(entities: DataFrame) -> DataFrame:
    """Return the names of all entities."""
    nested = entities.select(F.col("key").alias("entity"), F.inline("names"))
    return over_rows(nested.select("entity", "name", "mentions", "why"), _names, table_schema("names"))


def _names(rows: Rows) -> Iterator[Row]:
    for entity, name, mentions, why in rows:
        yield plain(name), entity, name, mentions, why
