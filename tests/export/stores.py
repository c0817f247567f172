"""Small stores with every kind of thing in them, made by the real writer from annotations written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from kg.model import Annotation, Article, Assertion, Attribute, Cluster, Mention
from kg.store.writer import StoreWriter
from kg.vocab.lexicon import Lexicon


class N(NamedTuple):
    """A name as it stands in a text, and what it names; names with one ``key`` are one thing."""

    surface: str
    type: str
    key: str = ""
    official: bool = False


class R(NamedTuple):
    """A relation between the n-th and the m-th name of an article."""

    head: int
    relation: str
    tail: int
    role: str = ""
    modality: str = "stated"
    confidence: float = 0.9
    attribute: tuple[str, str, str, str] | None = None


def annotated(
    article_id: str,
    date: str,
    parts: Sequence[str | N],
    relations: Sequence[R] = (),
    title: str = "标题",
    url: str = "",
) -> tuple[Article, Annotation]:
    """Return an article whose body is the parts one after another, with its annotation."""
    text, spans = title + "\n", []
    ends = [len(text)]
    for part in parts:
        if isinstance(part, N):
            spans.append((len(text), part))
            text += part.surface
        else:
            # Names may hold anything; only the words between them end sentences.
            ends += [len(text) + i + 1 for i, char in enumerate(part) if char == "。"]
            text += part
    sentences = tuple(pairwise(dict.fromkeys([0, *ends, len(text)])))
    clusters: dict[tuple[str, str], list[N]] = {}
    for _, name in spans:
        clusters.setdefault((name.type, name.key or name.surface), []).append(name)
    order = list(clusters)
    mentions = tuple(
        Mention(
            s,
            s + len(n.surface),
            n.surface,
            n.type,
            0.9,
            "test",
            n.official,
            order.index((n.type, n.key or n.surface)),
        )
        for s, n in spans
    )
    found = tuple(
        Cluster(
            kind,
            max((n.surface for n in ns), key=len),
            tuple(dict.fromkeys(n.surface for n in ns)),
            any(n.official for n in ns),
            0.9,
        )
        for (kind, _), ns in clusters.items()
    )
    assertions = tuple(_assertion(r, mentions, text) for r in relations)
    return (
        Article(article_id, title, url, date, "示例·“产业”观察", text),
        Annotation(article_id, found, mentions, assertions, sentences),
    )


def _assertion(r: R, mentions: tuple[Mention, ...], text: str) -> Assertion:
    ends = (mentions[r.head], mentions[r.tail])
    start, end = min(m.start for m in ends), max(m.end for m in ends)
    attributes: tuple[Attribute, ...] = ()
    if r.attribute:
        name, value, unit, words = r.attribute
        at = text.index(words)
        attributes = (Attribute(name, value, unit, at, at + len(words)),)
    return Assertion(r.head, r.relation, r.tail, start, end, r.confidence, r.role, r.modality, attributes)


def write_store(
    path: Path, articles: list[tuple[Article, Annotation]], lexicon: Lexicon | None = None
) -> Path:
    """Write a store with these articles."""
    with StoreWriter(path) as writer:
        writer.add(articles)
        writer.finish(lexicon or Lexicon((), {}), {})
    return path


AWKWARD = (
    "quote \" and ' and \\ backslash",
    "two\nlines\r\nand a tab\t",
    "<script>alert('&amp;')</script>",
    "emoji 🏭 and 𠮷野家",
    "control \x01\x0b\x7f end",
    "]]> -- %41 #{}|^`",
    '=HYPERLINK("x")',
    "..",
    "a/../b",
    "بسم الله",
)


def rich_articles() -> list[tuple[Article, Annotation]]:
    """Return articles with all types and relations, attributes, modalities, awkward names and two dates."""
    a = N("上海示例电气（集团）有限公司", "Company", "A")
    b, c = N("示例电气", "Company", "A"), N("乙科技有限公司", "Company")
    org, district = N("示例研究院", "Organization"), N("示例区", "District")
    park, place = N("示例科学城", "Park"), N("示例市", "Place")
    person, boss = N("张三丰", "Person", official=True), N("李思思", "Person")
    industry, policy, event = N("低空经济", "Industry"), N("示例办法", "Policy"), N("示例大会", "Event")
    one = annotated(
        "2026/01 a",
        "2026-01-29",
        [
            a,
            "与",
            c,
            "签约，",
            b,
            "位于",
            park,
            "，投资3.5亿元。",
            person,
            "任",
            org,
            "院长，出席",
            event,
            "。",
        ]
        + [
            policy,
            "由",
            org,
            "印发，支持",
            industry,
            "。",
            park,
            "位于",
            place,
            "，聚焦",
            industry,
            "。",
            boss,
            "来访。",
        ],
        [
            R(0, "cooperatesWith", 1),
            R(2, "locatedIn", 3),
            R(2, "investsIn", 3, attribute=("amount", "350000000", "CNY", "3.5亿元")),
            R(4, "holdsPosition", 5, role="院长"),
            R(4, "attends", 6),
            R(7, "issuedBy", 8),
            R(7, "targetsIndustry", 9),
            R(10, "locatedIn", 11),
            R(10, "focusesOn", 12),
        ],
        url="https://example.org/news?a=1&b=中文",
    )
    two = annotated(
        "b",
        "2026-03-02",
        [
            b,
            "旗下",
            c,
            "从事",
            industry,
            "，拟投资",
            org,
            "。",
            c,
            "未与",
            org,
            "合作。",
            person,
            "赴",
            district,
        ]
        + [
            "调研。",
            org,
            "主办",
            event,
            "，",
            a,
            "与",
            c,
            "签约，",
            c,
            "位于",
            district,
            "，位于",
            district,
            "。",
        ],
        [
            R(1, "subsidiaryOf", 0),
            R(1, "operatesIn", 2),
            R(1, "investsIn", 3, modality="planned", attribute=("date", "2026-12-31", "", "拟投资")),
            R(4, "cooperatesWith", 5, modality="negated"),
            R(6, "visits", 7),
            R(8, "organizes", 9),
            R(11, "cooperatesWith", 10),
            R(12, "locatedIn", 13),
            R(12, "locatedIn", 13, confidence=0.5),
        ],
    )
    odd = annotated(
        "c",
        "2025-12-31",
        [x for n in AWKWARD for x in (N(n, "Company"), "与")],
        [R(0, "cooperatesWith", 1)],
        title=AWKWARD[4],
    )
    return [one, two, odd]
