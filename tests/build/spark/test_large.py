"""A hundred thousand invented articles, 上海 in two of five: linking and counting as on a cluster.

Annotating, which looks at one article at a time, is replaced by annotations that are ready.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.build.spark.conftest import Cluster
from tests.build.spark.events import tasks

pytestmark = pytest.mark.slow

ARTICLES = 100_000
PARTITIONS = 8
COMPANIES = 20_000


def invent(rows: Iterator[tuple[int]]) -> Iterator[tuple[Any, ...]]:
    """Make an annotated article of each number: two companies, one of which operates in the other's trade."""
    from kg.build.spark.annotate import Annotating, annotated_row
    from kg.model import Annotation, Article, Assertion, Cluster, Mention

    for (n,) in rows:
        company = f"远景{n * 7919 % COMPANIES}电子有限公司"
        names = [(company, "Company"), (f"{n % 400}号机器人", "Industry")]
        if n % 5 < 2:
            names.append(("上海", "Place"))
        text = "题\n" + "与".join(name for name, _ in names) + "。"
        spans = [(text.index(name), name, kind) for name, kind in names]
        annotation = Annotation(
            f"a{n}",
            tuple(Cluster(kind, name, (name,), False, 0.9) for name, kind in names),
            tuple(Mention(s, s + len(w), w, k, 0.9, "test", False, i) for i, (s, w, k) in enumerate(spans)),
            (Assertion(0, "operatesIn", 1, 2, len(text), 0.9),)
            + ((Assertion(0, "locatedIn", 2, 2, len(text), 0.9),) if n % 5 < 2 else ()),
            ((0, 2), (2, len(text))),
        )
        article = Article(f"a{n}", "题", "", f"2026-01-{n % 28 + 1:02}", "上海发布", text)
        yield 0, "invented", 0, n, None, None, *annotated_row(article, annotation, Annotating())


def test_no_step_gathers_the_articles_and_no_task_gets_the_hub(tmp_path: Path, cluster: Cluster) -> None:
    from kg.build.spark.job import write_tables
    from kg.build.spark.link import How
    from kg.build.spark.rows import over_rows
    from kg.build.spark.schema import annotated_schema
    from kg.build.spark.steps import Steps
    from kg.link.curated import NOTHING_CURATED

    session = cluster.session
    settings = {
        # As on a cluster, where no partition is so small that it is joined with others or sent whole.
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.autoBroadcastJoinThreshold": "-1",
        "spark.sql.shuffle.partitions": str(PARTITIONS),
    }
    before = {name: session.conf.get(name) for name in settings}
    earlier = {task.stage for task in tasks(cluster.events)}
    for name, value in settings.items():
        session.conf.set(name, value)
    try:
        numbers = session.range(0, ARTICLES, 1, PARTITIONS).select("id")
        steps = Steps(session, str(tmp_path / "steps"))
        records = steps.keep("annotated", over_rows(numbers, invent, annotated_schema()))
        made = write_tables(records, str(tmp_path), steps, How((), NOTHING_CURATED), {})
    finally:
        for name, value in before.items():
            session.conf.set(name, value)
    check_counts(made.tables)
    found = [task for task in tasks(cluster.events) if task.stage not in earlier]
    assert max(task.rows for task in found) > 1000
    # What comes to the driver, all in all: counts, the words of tasks that they have ended, a few hot keys.
    whole = sum(path.stat().st_size for path in (tmp_path / "tables").rglob("*.parquet"))
    assert sum(task.result for task in found) < whole / 2
    assert max(task.result for task in found) < 100_000
    by_stage = defaultdict(list)
    for task in found:
        by_stage[task.stage].append(task.rows)
    for rows in by_stage.values():
        # 上海 alone would be 40,000 rows of a task where an even share is some tens of thousands at most.
        if sum(rows) >= ARTICLES:
            assert max(rows) < 1.6 * sum(rows) / len(rows)


def check_counts(tables: dict[str, Any]) -> None:
    """Compare with what was invented."""
    shanghai = tables["entities"].where("id = 'place/上海市'").collect()
    assert [(row["articles"], row["mentions"]) for row in shanghai] == [(ARTICLES * 2 // 5,) * 2]
    companies = tables["entities"].where("type = 'Company'")
    assert companies.count() == COMPANIES
    hub = shanghai[0]["key"]
    pairs = tables["cooccurrence"].where(f"a = {hub} OR b = {hub}")
    assert pairs.selectExpr("sum(sentences)").first()[0] == ARTICLES * 2 // 5 * 2
    facts = tables["facts"].selectExpr("sum(assertions)").first()[0]
    assert facts == ARTICLES + ARTICLES * 2 // 5
