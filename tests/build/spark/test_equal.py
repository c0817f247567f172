"""Spark on two executors and the local engine make the same of the same articles."""

from __future__ import annotations

import gzip
import os
import signal
import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import orjson
import pytest
from kg.build.keep import Keep
from kg.config import Settings

from tests.build.contents import differences
from tests.build.parquet import TABLES, parquet_rows, store_rows
from tests.build.spark.conftest import MASTER, Cluster
from tests.conftest import SAMPLE, Run

KEPT = Keep(Settings().confidence)

pytestmark = pytest.mark.slow


def lines(folder: Path) -> list[bytes]:
    parts = sorted(folder.glob("*.nq.gz"))
    assert parts
    return sorted(line for part in parts for line in gzip.decompress(part.read_bytes()).splitlines())


def check_equal(kg: Run, spark: Path, local: Path) -> None:
    """Compare tables, row for row, and the quads, with what the local engine has made."""
    for table in TABLES:
        assert parquet_rows(spark / "tables", table) == store_rows(local / "kg.db", table), table
    done = kg("import", spark, "-o", spark / "imported")
    assert done.returncode == 0, done.stderr
    assert differences(local / "kg.db", spark / "imported" / "kg.db") == {}
    quads = local / "graph.nq"
    assert kg("export", "--format", "nquads", "--store", local / "kg.db", "-o", quads).returncode == 0
    assert lines(spark / "nquads") == sorted(quads.read_bytes().splitlines())


def test_the_command_on_spark_gives_the_sample_as_the_local_engine(
    tmp_path: Path, built: Path, kg: Run
) -> None:
    (tmp_path / "spark-defaults.conf").write_text("spark.sql.shuffle.partitions 3\n")
    command = ("build", SAMPLE, "--engine", "spark", "--master", MASTER, "-o", tmp_path / "out")
    done = kg(*command, SPARK_CONF_DIR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "30 articles read" in done.stdout
    check_equal(kg, tmp_path / "out", built)


def test_an_executor_killed_at_work_changes_nothing(
    tmp_path: Path, cluster: Cluster, built: Path, kg: Run
) -> None:
    from kg.build.local import annotated_how
    from kg.build.spark.annotate import Annotating, annotated
    from kg.build.spark.files import Files
    from kg.build.spark.job import write_nquads, write_tables
    from kg.build.spark.link import How
    from kg.build.spark.read import SCHEMA, read
    from kg.build.spark.rows import over_rows
    from kg.build.spark.steps import Steps
    from kg.corpus.clean import DEFAULT_BOILERPLATE
    from kg.link.curated import NOTHING_CURATED

    source = tmp_path / "sample.jsonl"
    source.write_bytes(b"".join(orjson.dumps(r) + b"\n" for r in orjson.loads(SAMPLE.read_bytes())))
    output, wanted = str(tmp_path / "out"), KEPT
    steps = Steps(cluster.session, f"{output}/steps")
    records = read(cluster.session, [str(source)], DEFAULT_BOILERPLATE).repartition(4, "id")
    dying = over_rows(records, partial(die_once, str(tmp_path / "first")), SCHEMA)
    settings = Annotating(wanted=wanted, how=annotated_how(wanted, ()))
    found = steps.keep("annotated", annotated(dying, settings))
    assert (tmp_path / "first").exists()
    # Once more between the jobs, when what the executor had shuffled is gone with it.
    made = write_tables(
        found, output, steps, How((), NOTHING_CURATED), {},
        lambda step: kill_one(cluster, tmp_path / step.replace(" ", "-")) if step == "gathering facts" else None,
    )  # fmt: skip
    assert (tmp_path / "gathering-facts").exists()
    write_nquads(made, f"{output}/nquads", Files(cluster.session, output))
    check_equal(kg, Path(output), built)


def die_once(marker: str, rows: Iterator[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    """Hand on some rows, then kill the executor that this runs on, if it is the first to come here."""
    for n, row in enumerate(rows):
        yield row
        if n == 2:
            try:
                Path(marker).touch(exist_ok=False)
            except FileExistsError:
                continue
            daemon = Path(f"/proc/{os.getppid()}/stat").read_text()
            os.kill(int(daemon.rpartition(")")[2].split()[1]), signal.SIGKILL)


def kill_one(cluster: Cluster, marker: Path) -> None:
    from kg.build.spark.rows import over_rows

    numbers = cluster.session.range(0, 40, 1, 2).select("id")
    assert over_rows(numbers, partial(die_once, str(marker)), "id bigint").count() == 40


def test_the_corpus_on_spark_is_as_on_the_local_engine(
    tmp_path: Path, cluster: Cluster, corpus: Path, kg: Run
) -> None:
    from kg.build.spark.job import build

    local = tmp_path / "local"
    assert kg("build", corpus, "-o", local, "--jobs", "1").returncode == 0
    report = build(cluster.session, [str(corpus)], str(tmp_path / "out"), wanted=KEPT)
    with sqlite3.connect(local / "kg.db") as db:
        assert report.read == db.execute("SELECT count(*) FROM articles").fetchone()[0]
    db.close()
    check_equal(kg, tmp_path / "out", local)
