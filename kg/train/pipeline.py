"""Training everything that is trained, in the order in which it is used."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from kg.evaluate import normal
from kg.extract.base import make_document
from kg.extract.evidence import group_features
from kg.extract.linear import Feature, write_tables
from kg.extract.officials import official_features
from kg.extract.rank import document_groups
from kg.extract.tagger.tag import make_tagger, surname_flags
from kg.extract.tagger.words import lexicon_words
from kg.model import Mention
from kg.train.crf import train_crf
from kg.train.data import GoldArticle
from kg.train.linear import fit
from kg.train.relations import train_relations
from kg.vocab.lexicon import fold
from kg.vocab.matcher import lexicon_matcher


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
        tasks = [([x for x in items if _fold(x, folds) != n], Path(work) / f"{n}.npz") for n in range(folds)]
        tasks.append((list(items), folder / "tagger.npz"))
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            list(pool.map(_train_tagger, tasks))
        rows: list[tuple[str, list[Feature]]] = []
        labels: list[bool] = []
        weights: list[float] = []
        for n in range(folds):
            held = [x for x in items if _fold(x, folds) == n and x.gold.relations is not None]
            for item, (name, features, label) in _ranker_rows(held, tasks[n][1]):
                rows.append((name, features))
                labels.append(label)
                weights.append(float(item.weight))
    models = fit(rows, labels, weights, c=0.15)
    models |= _train_officials(items)
    write_tables(folder / "ranker.json.gz", models)
    write_tables(folder / "relations.json.gz", train_relations([(x.gold, x.weight) for x in items]))


def _fold(item: Item, folds: int) -> int:
    return int(hashlib.md5(item.gold.article.id.encode(), usedforsecurity=False).hexdigest(), 16) % folds


def _train_tagger(task: tuple[list[Item], Path]) -> None:
    items, path = task
    lexicon, _ = lexicon_matcher()
    repeated = [x.gold for x in items for _ in range(min(x.weight, 3))]
    train_crf(repeated, lexicon_words(lexicon), surname_flags(lexicon), path)


def _ranker_rows(
    held: Sequence[Item], tagger_path: Path
) -> list[tuple[Item, tuple[str, list[Feature], bool]]]:
    lexicon, matcher = lexicon_matcher()
    tagger = make_tagger(lexicon, tagger_path)
    out = []
    for item in held:
        document = make_document(item.gold.article, lexicon, matcher)
        (marginal,) = tagger.tag([fold(document.text)])
        found, decoded = document_groups(document, marginal, lexicon)
        right = {(e.type, normal(e.type, s)) for e in item.gold.entities.values() for s in e.surfaces}
        for group in found:
            rivals = [g for g in found if g.surface == group.surface and g.type != group.type]
            features = group_features(group, rivals, document.text, lexicon, decoded)
            label = (group.type, normal(group.type, group.surface)) in right
            out.append((item, (group.type, features, label)))
    return out


def _train_officials(items: Sequence[Item]) -> dict[str, dict[str, dict[str | int, float]]]:
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
