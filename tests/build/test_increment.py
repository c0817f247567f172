"""Many small builds, in any order, give the same store as one build of everything."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kg.build.local import annotate_all
from kg.corpus.read import read_articles
from kg.link.curated import Curated
from kg.link.keys import Key
from kg.model import Annotation, Article
from kg.store.check import check_store
from kg.store.writer import StoreWriter
from kg.vocab.lexicon import load_lexicon
from kg.vocab.names import plain

from tests.build.contents import differences
from tests.conftest import SAMPLE, Run

VERSIONS = 4
"""Of every article: as it is, of another day and account, without its second half, and as a copy of the one before."""


class Step(NamedTuple):
    """One build, of articles (by number and version), or one removal (of articles by number)."""

    build: tuple[tuple[int, int], ...]
    remove: tuple[int, ...]


def versions(article: Article) -> list[Article]:
    return [
        article,
        article._replace(published="2019" + article.published[4:], account="合肥发布"),
        article._replace(text=article.text[: len(article.text) // 2]),
    ]


@lru_cache
def annotated(path: Path) -> Sequence[Sequence[tuple[Article, Annotation]]]:
    """Return every version of every article of a file, annotated once."""
    articles = [a for a in read_articles([path]) if isinstance(a, Article)]
    every = (
        v
        for a, before in zip(articles, [articles[-1], *articles], strict=False)
        for v in (*versions(a), before._replace(id=a.id, published=a.published))
    )
    found = [item for chunk in annotate_all(every) for item in chunk]
    return [found[i : i + VERSIONS] for i in range(0, len(found), VERSIONS)]


@st.composite
def histories(draw: st.DrawFn, count: int) -> list[Step]:
    """Draw builds and removals at the end of which some articles are there, some changed, some not."""
    some = draw(st.lists(st.integers(0, count - 1), unique=True, min_size=3, max_size=count))
    steps: list[Step] = []
    while some:
        size = draw(st.integers(1, max(1, len(some) // 2)))
        batch, some = some[:size], some[size:]
        steps.append(Step(tuple((n, draw(st.integers(0, VERSIONS - 1))) for n in batch), ()))
        there = sorted({n for step in steps for n, _ in step.build})
        if draw(st.booleans()):
            steps.append(Step((), tuple(draw(st.lists(st.sampled_from(there), unique=True, max_size=4)))))
    return steps


def last_versions(steps: Sequence[Step]) -> dict[int, int]:
    there: dict[int, int] = {}
    for step in steps:
        there.update(step.build)
        for n in step.remove:
            there.pop(n, None)
    return there


def write(
    path: Path,
    items: Sequence[tuple[Article, Annotation]],
    remove: Sequence[str] = (),
    curated: Curated | None = None,
) -> None:
    with StoreWriter(path) as writer:
        writer.add(items)
        writer.remove(remove)
        writer.finish(load_lexicon(), {}, curated)


def ids(path: Path) -> set[tuple[object, ...]]:
    with sqlite3.connect(path) as db:
        found = set(db.execute("SELECT id, type, name FROM entities"))
    db.close()
    return found


def check_history(source: Path, steps: Sequence[Step]) -> None:
    items = annotated(source)
    with tempfile.TemporaryDirectory() as folder:
        many, one = Path(folder) / "many.db", Path(folder) / "one.db"
        for step in steps:
            write(many, [items[n][v] for n, v in step.build], [items[n][0][0].id for n in step.remove])
        write(one, [items[n][v] for n, v in sorted(last_versions(steps).items())])
        assert ids(many) == ids(one)
        assert differences(many, one) == {}
        assert check_store(many) == []


SETTINGS = settings(
    max_examples=int(os.environ.get("KG_EXAMPLES", "12")),
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.slow
@SETTINGS
@given(st.data())
def test_many_small_builds_of_the_sample_give_the_store_of_one(data: st.DataObject) -> None:
    check_history(SAMPLE, data.draw(histories(len(annotated(SAMPLE)))))


@pytest.mark.slow
@SETTINGS
@given(st.data())
def test_many_small_builds_of_the_corpus_give_the_store_of_one(corpus: Path, data: st.DataObject) -> None:
    check_history(corpus, data.draw(histories(len(annotated(corpus)))))


def some_links(items: Sequence[Sequence[tuple[Article, Annotation]]]) -> list[tuple[Key, Key]]:
    """Return pairs of names of one type, each from an article and the next."""
    firsts = [(c.type, plain(c.name)) for versions in items for c in versions[0][1].clusters[:6]]
    return [(a, b) for a, b in pairwise(firsts) if a[0] == b[0] and a != b]


@pytest.mark.slow
@SETTINGS
@given(st.data())
def test_users_links_hold_through_many_builds(data: st.DataObject) -> None:
    items = annotated(SAMPLE)
    links = st.lists(st.sampled_from(some_links(items)), unique=True, max_size=6).map(frozenset)
    steps = data.draw(histories(len(items)))
    with tempfile.TemporaryDirectory() as folder:
        many, one = Path(folder) / "many.db", Path(folder) / "one.db"
        curated = Curated(frozenset(), frozenset())
        for step in steps:
            # A removal names no links: those of the last build hold.
            curated = Curated(data.draw(links), data.draw(links)) if step.build else curated
            write(
                many,
                [items[n][v] for n, v in step.build],
                [items[n][0][0].id for n in step.remove],
                curated if step.build else None,
            )
        write(one, [items[n][v] for n, v in sorted(last_versions(steps).items())], (), curated)
        assert differences(many, one) == {}
        assert check_store(many) == []


def test_the_command_builds_removes_and_puts_back(tmp_path: Path, built: Path, kg: Run) -> None:
    records = orjson.loads(SAMPLE.read_bytes())
    output = tmp_path / "out"
    for name, some in (("late", records[20:]), ("early", records[:20]), ("all", records)):
        part = tmp_path / f"{name}.json"
        part.write_bytes(orjson.dumps(some))
        assert kg("build", part, "-o", output, "--jobs", "1").returncode == 0
        if name == "early":
            assert kg("remove", "sample_02", "sample_25", "-o", output).returncode == 0
    assert differences(output / "kg.db", built / "kg.db") == {}
    for name in ("kg.ttl", "kg.html"):
        assert (output / name).read_bytes() == (built / name).read_bytes()
    assert kg("validate", "--store", output / "kg.db").returncode == 0
