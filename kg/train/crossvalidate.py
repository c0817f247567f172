"""How well the whole does on articles it was not trained on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.evaluate import Evaluation, Record, evaluate
from kg.relate.annotate import annotate, make_annotator
from kg.relate.records import annotation_record
from kg.train.pipeline import Item, train


def cross_validate(
    gold: Mapping[str, Record],
    items: Sequence[Item],
    always: Sequence[Item],
    folds: int,
    *,
    jobs: int = 2,
    done: Callable[[int, Evaluation], None] = lambda part, result: None,
) -> tuple[Evaluation, list[Evaluation], dict[str, Record]]:
    """Retrain everything on all parts but one and score that one, for each part.

    Parameters
    ----------
    gold
        Records by article id; the articles of ``items`` are scored against them.
    always
        Further training data, in every part.
    done
        Told each part's number and scores as they come.

    Returns
    -------
    tuple
        The scores over all articles, those of each part, and what was found in each article.
    """
    predicted: dict[str, Record] = {}
    parts = []
    for part in range(folds):
        held = items[part::folds]
        rest = [x for n, x in enumerate(items) if n % folds != part]
        with TemporaryDirectory() as folder:
            train([*rest, *always], Path(folder), folds=3, jobs=jobs)
            annotator = make_annotator((), Path(folder))
            articles = [x.gold.article for x in held]
            mine = {
                a.id: annotation_record(a, x)
                for a, x in zip(articles, annotate(articles, annotator), strict=True)
            }
        predicted |= mine
        result = evaluate({a: gold[a] for a in mine}, mine)
        parts.append(result)
        done(part, result)
    return evaluate({a: gold[a] for a in predicted}, predicted), parts, predicted
