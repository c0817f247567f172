"""The whole job: articles in; tables and N-Quads out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pyspark.sql import DataFrame, SparkSession

from kg.build.keep import EVERYTHING, Keep
from kg.build.local import annotated_how
from kg.build.spark.annotate import Annotating, annotated, repeats, without_repeats
from kg.build.spark.errors import SparkError
from kg.build.spark.facts import facts
from kg.build.spark.files import Files
from kg.build.spark.link import How, link
from kg.build.spark.nquads import article_quads, entity_quads, pair_quads, write_parts
from kg.build.spark.pairs import cooccurrence
from kg.build.spark.read import read
from kg.build.spark.schema import WHERE
from kg.build.spark.skew import Hot
from kg.build.spark.steps import Steps
from kg.build.spark.tables import articles_table, entities_table, found_table, names_table, with_entities
from kg.corpus.clean import DEFAULT_BOILERPLATE
from kg.export.iri import DEFAULT_BASE
from kg.link.curated import NOTHING_CURATED, Curated, to_text
from kg.store.writer import SCHEMA_VERSION


class Report(NamedTuple):
    """What a build did: articles read, ids given again further on, records rejected, rows of each table."""

    read: int
    repeated: int
    rejected: int
    rows: dict[str, int]


def build(
    session: SparkSession,
    inputs: Sequence[str],
    output: str,
    *,
    lexicons: tuple[Path, ...] = (),
    boilerplate: tuple[str, ...] = DEFAULT_BOILERPLATE,
    wanted: Keep = EVERYTHING,
    curated: Curated = NOTHING_CURATED,
    settings: Mapping[str, str] | None = None,
    base_iri: str = DEFAULT_BASE,
    progress: Callable[[str], None] = lambda step: None,
) -> Report:
    """Build the graph of all articles in ``output``, a folder or URL that all executors can write to.

    Writes ``tables/NAME/*.parquet``, ``nquads/*.nq.gz`` and, where there are any, ``rejected/*.json``;
    what a build wrote there before is replaced once the new one is whole. Parameters are those of
    :func:`kg.build.local.build_store`.

    Raises
    ------
    SparkError
        An input has no known form, or two files of names are called the same.
    kg.vocab.lexicon.LexiconError
        A file of names cannot be read.
    """
    how = annotated_how(wanted, lexicons)
    sent = _send(session, lexicons)
    settings = settings or {}
    annotating = Annotating(sent, wanted, how, settings.get("home_region", ""))
    files = Files(session, output)
    work = f"{output}/.building"
    files.delete(work)
    steps = Steps(session, f"{work}/steps")
    try:
        progress("annotating")
        records = steps.keep("annotated", annotated(read(session, inputs, boilerplate), annotating))
        made = write_tables(records, work, steps, How(sent, curated), settings, progress)
        if made.report.read:
            progress("writing N-Quads")
            write_nquads(made, f"{work}/nquads", files, base_iri)
            files.delete(steps.folder)
            for name in ("tables", "nquads", "rejected"):
                files.delete(f"{output}/{name}")
                if files.exists(f"{work}/{name}"):
                    files.rename(f"{work}/{name}", f"{output}/{name}")
    finally:
        files.delete(work)
    return made.report


class Made(NamedTuple):
    """The tables as written, linked articles, and the entities that stand in a large share of all sentences."""

    report: Report
    tables: dict[str, DataFrame]
    linked: DataFrame
    hot: Hot


def write_tables(
    records: DataFrame,
    output: str,
    steps: Steps,
    how: How,
    settings: Mapping[str, str],
    progress: Callable[[str], None] = lambda step: None,
) -> Made:
    """Write the tables of annotated records (:func:`kg.build.spark.schema.annotated_schema`)."""
    rejected = records.where("rejected is not null").select(*WHERE, "rejected", "raw")
    bad = rejected.count()
    if bad:
        rejected.write.json(f"{output}/rejected")
    articles = records.where("rejected is null")
    losers = steps.keep("repeats", repeats(articles))
    repeated = losers.count()
    if repeated:
        articles = without_repeats(articles, losers)
    progress("linking")
    known = link(articles, how, steps)
    linked = steps.keep("linked", with_entities(articles, known))
    progress("gathering facts")
    meta = [("schema", SCHEMA_VERSION), ("curated", to_text(how.curated)), *sorted(settings.items())]
    made: dict[str, DataFrame] = {
        "meta": steps.session.createDataFrame(meta, "name string, value string"),
        "articles": articles_table(linked),
        **{name: found_table(linked, name) for name in ("clusters", "mentions", "sentences")},
        "entities": entities_table(linked, known.entities),
        "names": names_table(known.entities),
        **facts(linked, steps)._asdict(),
    }
    progress("counting co-occurrence")
    made["cooccurrence"], hot = cooccurrence(linked, steps)
    tables = Steps(steps.session, f"{output}/tables")
    written = {name: tables.keep(name, frame) for name, frame in made.items()}
    rows = {name: frame.count() for name, frame in written.items() if name != "meta"}
    return Made(Report(rows["articles"] + repeated, repeated, bad, rows), written, linked, hot)


def write_nquads(made: Made, folder: str, files: Files, base_iri: str = DEFAULT_BASE) -> None:
    """Write the graph as N-Quads in parts."""
    entities, names = made.tables["entities"], made.tables["names"]
    blocks = {
        "entities": entity_quads(entities, names, base_iri),
        "articles": article_quads(made.linked, base_iri),
        "pairs": pair_quads(made.tables["cooccurrence"], entities, made.hot, made.linked, base_iri),
    }
    for name, frame in blocks.items():
        write_parts(frame, folder, name, files)


def _send(session: SparkSession, lexicons: tuple[Path, ...]) -> tuple[str, ...]:
    """Send the user's files of names along with the job; return the names by which they are found there."""
    names = tuple(path.name for path in lexicons)
    if len(set(names)) < len(names):
        raise SparkError("two files of names are called the same; rename one")
    for path in lexicons:
        session.sparkContext.addFile(str(path.resolve()))
    return names
