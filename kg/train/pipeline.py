"""Training everything that is trained, in the order in which it is used."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np

from kg.evaluate import normal
from kg.extract.annotate import BATCH, candidates
from kg.extract.batch import Batch, make_batch
from kg.extract.known import make_labels
from kg.extract.linear import Feature
from kg.extract.linear import write_tables as write_linear
from kg.extract.officials import official_features
from kg.extract.rank import Candidates
from kg.extract.table import write_table
from kg.extract.tagger.features import Ints
from kg.extract.tagger.tag import make_tagger, surname_flags
from kg.extract.tagger.words import lexicon_words
from kg.model import ENTITY_TYPES, Mention
from kg.train.crf import train_crf
from kg.train.data import GoldArticle
from kg.train.linear import fit
from kg.train.relations import train_relations
from kg.train.tables import Rows, fit_shared
from kg.vocab.lexicon import fold
from kg.vocab.matcher import lexicon_matcher

_FINAL, _HELPING = 4, 2
"""Models averaged in the tagger that is kept, and in those that only show the ranker what taggers do."""

RANKER_C = 0.15
"""Inverse strength of the ranker's L2 penalty."""


class Item(NamedTuple):
    """An annotated article and how much it counts: real articles count more than written ones."""

    gold: GoldArticle
    weight: int


def train(items: Sequence[Item], folder: Path, *, folds: int = 4, jobs: int = 2) -> None:
    """Train tagger, ranker and relation finder on the articles, and write the model's files.

    The ranker learns from what taggers make of articles they were not trained on: the articles are
    parted into ``folds`` by a hash of their ids.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as work:
        tasks = [
            ([x for x in items if _fold(x, folds) != n], Path(work) / f"{n}.npz", _HELPING)
            for n in range(folds)
        ]
        tasks.insert(0, (list(items), folder / "tagger.npz", _FINAL))
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            list(pool.map(_train_tagger, tasks))
        parts = []
        for n in range(folds):
            held = [x for x in items if _fold(x, folds) == n and x.gold.relations is not None]
            parts.append(ranker_rows(held, tasks[n + 1][1]))
    rows, kinds = join_rows(parts)
    write_table(folder / "ranker.npz", *fit_shared(rows, kinds, len(ENTITY_TYPES), c=RANKER_C))
    write_linear(folder / "officials.json.gz", train_officials(items))
    write_table(folder / "relations.npz", *train_relations([(x.gold, float(x.weight)) for x in items]))


def _fold(item: Item, folds: int) -> int:
    return int(hashlib.md5(item.gold.article.id.encode(), usedforsecurity=False).hexdigest(), 16) % folds


def _train_tagger(task: tuple[list[Item], Path, int]) -> None:
    items, path, models = task
    lexicon, _ = lexicon_matcher()
    weighted = [(x.gold, float(min(x.weight, 3))) for x in items]
    train_crf(weighted, lexicon_words(lexicon), surname_flags(lexicon), path, models=models)


def ranker_rows(held: Sequence[Item], tagger_path: Path) -> tuple[Rows, Ints]:
    """Return what the ranker sees of articles with the tagger given, and the type of each candidate."""
    lexicon, matcher = lexicon_matcher()
    tagger, labels = make_tagger(lexicon, tagger_path), make_labels(lexicon, matcher)
    parts = []
    for at in range(0, len(held), BATCH):
        chosen = held[at : at + BATCH]
        batch = make_batch([fold(x.gold.article.text) for x in chosen])
        found, _ = candidates(batch, tagger, labels)
        parts.append(_labelled(chosen, found, batch))
    return join_rows(parts)


def _labelled(chosen: Sequence[Item], found: Candidates, batch: Batch) -> tuple[Rows, Ints]:
    groups = found.groups
    right = [
        {(e.type, normal(e.type, s)) for e in x.gold.entities.values() for s in e.surfaces} for x in chosen
    ]
    first = groups.first[:-1]
    labels = []
    columns = (groups.kind, groups.document, groups.places.start[first], groups.places.end[first])
    for kind, document, start, end in zip(*(c.tolist() for c in columns), strict=True):
        offset = batch.starts[document]
        surface = chosen[document].gold.article.text[start - offset : end - offset]
        labels.append((ENTITY_TYPES[kind], normal(ENTITY_TYPES[kind], surface)) in right[document])
    weights = np.array([float(x.weight) for x in chosen])[groups.document]
    return Rows(found.features, np.array(labels, dtype=np.bool_), weights), groups.kind


def join_rows(parts: Sequence[tuple[Rows, Ints]]) -> tuple[Rows, Ints]:
    """Return the examples of several parts, and their types, as one."""
    rows = [r for r, _ in parts]
    return Rows(
        np.concatenate([r.features for r in rows], axis=1),
        np.concatenate([r.labels for r in rows]),
        np.concatenate([r.weights for r in rows]),
    ), np.concatenate([k for _, k in parts])


def train_officials(items: Sequence[Item]) -> dict[str, dict[str, dict[str | int, float]]]:
    """Fit what tells officials from other persons."""
    rows: list[tuple[str, list[Feature]]] = []
    labels: list[bool] = []
    weights: list[float] = []
    for item in items:
        text = item.gold.article.text
        mentions = gold_mentions(item.gold)
        for entity in item.gold.entities.values():
            if entity.type == "Person":
                for surface in entity.surfaces:
                    rows.append(("official", official_features(text, mentions, surface)))
                    labels.append(entity.official)
                    weights.append(float(item.weight))
    return fit(rows, labels, weights, c=0.5)


def gold_mentions(gold: GoldArticle) -> list[Mention]:
    """Return the annotated spans as mentions, clusters numbered in the order of the entities."""
    number = {key: n for n, key in enumerate(gold.entities)}
    return [
        Mention(
            start,
            end,
            gold.article.text[start:end],
            gold.entities[key].type,
            1.0,
            "gold",
            gold.entities[key].official,
            number[key],
        )
        for start, end, key in sorted(gold.spans)
    ]
