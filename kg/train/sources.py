"""Finding training data in files and folders."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.corpus.read import read_articles
from kg.model import Article
from kg.train.data import TrainingDataError, read_marked, read_records
from kg.train.pipeline import Item

REAL_WEIGHT = 10
"""How much an annotated real article counts beside one that was written for training."""


def read_items(gold: Iterable[Path], articles: Iterable[Path]) -> list[Item]:
    """Read marked text (.txt) and gold records (.json) from folders and the folders in them.

    Records annotate real articles, which are looked up by id in ``articles``; they count
    :data:`REAL_WEIGHT` times.

    Raises
    ------
    TrainingDataError
        A folder is missing or holds nothing to train on.
    """
    known = {a.id: a for a in read_articles(articles) if isinstance(a, Article)}
    items: list[Item] = []
    for folder in gold:
        if not folder.is_dir():
            raise TrainingDataError(f"{folder}: no such folder of training data")
        before = len(items)
        for path in sorted(folder.rglob("*.txt")):
            items.append(Item(read_marked(path), 1))
        for sub in sorted({p.parent for p in folder.rglob("*.json")}):
            items += [Item(g, REAL_WEIGHT) for g in read_records(sub, known)]
        if len(items) == before:
            raise TrainingDataError(f"{folder}: no marked text, and no record of an article in --articles")
    return items
