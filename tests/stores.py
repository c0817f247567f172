"""A small store about real names, for questions: two dates, all ways to be linked, aliases, namesakes."""

from __future__ import annotations

from pathlib import Path

from kg.model import Annotation, Article

from tests.export.stores import N, R, annotated, write_store

YIDIAN = N("上海仪电（集团）有限公司", "Company", "Y")
SHORT = N("上海仪电", "Company", "Y")
HUAWEI = N("华为", "Company")
SHANGHAI = N("上海", "Place")
PUDONG = N("浦东新区", "District")
WANG = N("王伟", "Person", official=True)
LI = N("李明", "Person")
ROBOTS = N("机器人", "Industry")
FORUM = N("智算申城论坛", "Event")
OPENAI = N("OpenAI研究院", "Organization")
EVIL = N('=cmd|"x"', "Company")


def articles() -> list[tuple[Article, Annotation]]:
    """Return four articles of 2025 and 2026."""
    one = annotated(
        "a1",
        "2025-11-03",
        [YIDIAN, "位于", PUDONG, "，从事", ROBOTS, "。", SHORT, "与", HUAWEI, "签约。"]
        + [WANG, "任", PUDONG, "区长。"],
        [
            R(0, "locatedIn", 1),
            R(0, "operatesIn", 2),
            R(3, "cooperatesWith", 4),
            R(5, "holdsPosition", 6, role="区长"),
        ],
        title="上海仪电落户浦东",
        url="https://example.org/1",
    )
    two = annotated(
        "a2",
        "2026-01-10",
        [SHORT, "位于", PUDONG, "。", HUAWEI, "拟投资", OPENAI, "。", WANG, "出席", FORUM, "。"],
        [R(0, "locatedIn", 1), R(2, "investsIn", 3, modality="planned"), R(4, "attends", 5)],
        title="机器人产业又有新事",
        url="https://example.org/2",
    )
    three = annotated(
        "a3",
        "2026-01-10",
        [
            HUAWEI,
            "与",
            ROBOTS,
            "、",
            SHANGHAI,
            "与",
            LI,
            "，",
            EVIL,
            "。",
            HUAWEI,
            "从事",
            ROBOTS,
            "。",
            SHANGHAI,
            "与",
            EVIL,
            "。",
        ],
        [R(5, "operatesIn", 6)],
        title="<script>alert(1)</script>",
    )
    return [one, two, three]


def make(path: Path) -> Path:
    """Write the store."""
    return write_store(path, articles())


def make_earlier(path: Path) -> Path:
    """Write the store as it was after the first article."""
    return write_store(path, articles()[:1])
