"""What is found in an article does not depend on the articles beside it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from kg.corpus.read import read_articles
from kg.model import Article
from kg.relate.annotate import annotate, make_annotator

from tests.conftest import SAMPLE


def differing(path: Path, rounds: int) -> list[str]:
    """Return the ids of articles that are annotated otherwise in some order than alone."""
    annotator, order = make_annotator(), random.Random(3)
    articles = [a for a in read_articles([path]) if isinstance(a, Article)]
    alone = {a.id: next(annotate([a], annotator)) for a in articles}
    found = set()
    for _ in range(rounds):
        order.shuffle(articles)
        together = zip(articles, annotate(articles, annotator), strict=True)
        found |= {a.id for a, annotation in together if annotation != alone[a.id]}
    return sorted(found)


@pytest.mark.slow
def test_the_sample_in_any_order() -> None:
    assert differing(SAMPLE, 5) == []


@pytest.mark.slow
def test_the_corpus_in_any_order(corpus: Path) -> None:
    assert differing(corpus, 3) == []
