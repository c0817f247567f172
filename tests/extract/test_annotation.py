"""What holds of the annotation of any text, with the model of the package."""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from kg.corpus.read import read_articles
from kg.model import Annotation, Article
from kg.relate.annotate import annotate, make_annotator

SAMPLE = Path(__file__).parents[2] / "data" / "articles.json"
PIECES = [
    "上海仪电",
    "（集团）有限公司",
    "“",
    "”",
    "《",
    "》",
    "(",
    ")",
    "、",
    "和",
    "的",
    "论坛",
    "行动计划",
    "AI",
    "openai",
    "é",
    "😀",
    "浦东新区",
    "主任",
    "张三",
    "，",
    "。",
    "转载自：",
    "关于",
    "的通知",
    "产业",
    "领域",
    "1月27日",
    "3.5亿元",
    "出席",
    "落户",
]
TEXTS = st.lists(st.sampled_from([*PIECES, "\n", " ", "\u3000", "\x00", "\u2028"]), max_size=60).map("".join)


def annotations(texts: Sequence[str]) -> list[Annotation]:
    articles = [Article(str(n), "", "", "2026-01-01", "", text) for n, text in enumerate(texts)]
    return list(annotate(articles, make_annotator()))


def sample() -> list[Article]:
    return [a for a in read_articles([SAMPLE]) if isinstance(a, Article)]


def test_what_is_found_in_an_article_depends_on_that_article_alone() -> None:
    articles = sample()
    together = list(annotate(articles, make_annotator()))
    assert together == [next(annotate([a], make_annotator())) for a in articles]
    assert together == list(annotate(articles[::-1], make_annotator()))[::-1]


@settings(deadline=None, max_examples=60)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_mentions_are_spans_of_the_text_and_do_not_overlap(texts: list[str]) -> None:
    for text, found in zip(texts, annotations(texts), strict=True):
        for m in found.mentions:
            assert text[m.start : m.end] == m.surface
            assert m.surface in found.clusters[m.cluster].surfaces
        outer = [m for m in found.mentions if m.recogniser != "policy-title"]
        assert all(a.end <= b.start for a, b in itertools.pairwise(outer))
        for a in found.assertions:
            assert 0 <= a.start < a.end <= len(text)
            assert 0 <= a.confidence <= 1


def test_a_text_without_names_has_none() -> None:
    assert annotations(["", "\n\n", "。，、", "今天天气很好，大家都早早地回家了。"]) == [
        Annotation(str(n), (), (), (), sentences)
        for n, sentences in enumerate(((), (), ((0, 1), (1, 3)), ((0, 17),)))
    ]


def test_the_dictionary_is_read_without_importing_jieba() -> None:
    """Its import takes time, and says SyntaxWarnings on Python 3.12 and later."""
    code = "import sys, kg; kg.annotate('上海仪电在浦东新区投产。'); print('jieba' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert (done.stdout, done.stderr) == ("False\n", "")
