"""Commands about the trained model: train and evaluate."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import fmean, pstdev
from typing import Any

import click

from kg.cli.errors import UserError
from kg.evaluate import Evaluation, Record, Score

FOLDER = click.Path(path_type=Path)


@click.command(epilog="Example:  kg train data/gold --articles data/articles.json --folds 2 -o my-model")
@click.argument("gold", nargs=-1, required=True, type=FOLDER, metavar="GOLD...")
@click.option("--articles", multiple=True, type=FOLDER, help="Article files that gold records annotate.")
@click.option("-o", "--output", required=True, type=FOLDER, help="Folder for the model.")
@click.option("--folds", type=click.IntRange(2), default=4, show_default=True, help="Parts for the ranker.")
@click.option("--jobs", type=click.IntRange(1), default=2, show_default=True, help="Processes.")
def train(gold: tuple[Path, ...], articles: tuple[Path, ...], output: Path, folds: int, jobs: int) -> None:
    """Train the model on annotated articles.

    GOLD is a folder of gold records (.json, with --articles), of marked text (.txt), or of such
    folders. Needs the extra: pip install 'kg[train]'.
    """
    from kg.train.data import TrainingDataError
    from kg.train.pipeline import train as run
    from kg.train.sources import read_items

    try:
        items = read_items(gold, articles)
    except TrainingDataError as error:
        raise UserError(str(error)) from error
    click.echo(f"training on {len(items)} articles", err=True)
    run(items, output, folds=folds, jobs=jobs)
    click.echo(f"written: {output}")


@click.command(epilog="Example:  kg evaluate data/gold --articles data/articles.json")
@click.argument("gold", type=FOLDER)
@click.argument("predictions", required=False, type=FOLDER)
@click.option("--articles", multiple=True, type=FOLDER, help="Annotate these where no predictions are given.")
@click.option("--errors", is_flag=True, help="List what was missed and what was wrong, by pattern.")
@click.option("--reliability", is_flag=True, help="Tell how much is right by the confidence it was given.")
@click.option(
    "--cross-validate", "folds", type=click.IntRange(2), help="Retrain without each of so many parts."
)
@click.option("--training", multiple=True, type=FOLDER, help="With --cross-validate: further training data.")
@click.option(
    "--format", "fmt", type=click.Choice(["table", "json"]), default="table", help="Form of the answer."
)
def evaluate(
    gold: Path,
    predictions: Path | None,
    articles: tuple[Path, ...],
    errors: bool,
    reliability: bool,
    folds: int | None,
    training: tuple[Path, ...],
    fmt: str,
) -> None:
    """Score annotations against GOLD: precision, recall, F1.

    PREDICTIONS are gold-form records (a folder or JSON Lines, as kg annotate writes); without them the
    --articles are annotated now. With --cross-validate everything that is trained is trained anew.
    """
    from kg.evaluate import RecordError, mistakes, read_records
    from kg.evaluate import evaluate as score

    parts: dict[str, list[float]] = {}
    try:
        wanted = read_records(gold)
        if folds:
            result, given, parts = _cross_validate(wanted, gold, articles, training, folds)
        else:
            given = read_records(predictions) if predictions else _annotated(articles)
            result = score(wanted, given)
    except RecordError as error:
        raise UserError(str(error)) from error
    steps = _reliability(wanted, given) if reliability else []
    if fmt == "json":
        more: dict[str, object] = {"parts": parts} if folds else {}
        more |= {"reliability": steps} if reliability else {}
        click.echo(json.dumps({**_as_json(result), **more}, indent=2))
    else:
        click.echo(_table(result))
        for name, (mean, spread) in parts.items():
            click.echo(f"{name:28} mean F1 {mean:.3f}  spread {spread:.3f}  over {folds} parts")
        for step in steps:
            share = step["right"] / step["given"]
            low = step["from"]
            click.echo(
                f"{step['what']:9} {low:.1f} to {low + 0.1:.1f} {step['given']:6} given, right {share:.2f}"
            )
    if errors:
        for m in mistakes(wanted, given, _texts(articles)):
            click.echo(f"{m.error:22} {m.type:13} {m.surface}\t{m.article}\t{m.sentence[:160]}")


def _reliability(wanted: dict[str, Record], given: dict[str, Record]) -> list[dict[str, Any]]:
    from kg.reliability import reliability

    return [
        {"what": s.what, "from": s.low, "given": s.given, "right": s.right}
        for s in reliability(wanted, given)
    ]


def _texts(paths: tuple[Path, ...]) -> dict[str, str]:
    from kg.corpus.read import read_articles
    from kg.model import Article

    return {a.id: a.text for a in read_articles(paths) if isinstance(a, Article)}


def _annotated(paths: tuple[Path, ...]) -> dict[str, Record]:
    from kg.corpus.read import read_articles
    from kg.model import Article
    from kg.relate.annotate import annotate, make_annotator
    from kg.relate.records import annotation_record

    articles = [a for a in read_articles(paths) if isinstance(a, Article)]
    if not articles:
        raise UserError("give PREDICTIONS, or the --articles to annotate")
    annotations = annotate(articles, make_annotator())
    return {a.id: annotation_record(a, x) for a, x in zip(articles, annotations, strict=True)}


def _cross_validate(
    wanted: dict[str, Record],
    gold: Path,
    articles: tuple[Path, ...],
    training: tuple[Path, ...],
    folds: int,
) -> tuple[Evaluation, dict[str, Record], dict[str, list[float]]]:
    """Return the scores, what was found, and mean and spread of F1 over the parts."""
    from kg.train.crossvalidate import cross_validate
    from kg.train.data import TrainingDataError
    from kg.train.sources import read_items

    def report(part: int, result: Evaluation) -> None:
        click.echo(f"part {part + 1} of {folds}: entities F1 {result.entity_micro.f1:.3f}", err=True)

    try:
        items, always = read_items([gold], articles), read_items(training, articles) if training else []
    except TrainingDataError as error:
        raise UserError(str(error)) from error
    result, parts, given = cross_validate(wanted, items, always, folds, done=report)
    every = {
        "entities": [p.entity_micro.f1 for p in parts],
        "five core types": [p.core_micro.f1 for p in parts],
        "linking": [p.linking.f1 for p in parts],
        "relations": [p.relation_micro.f1 for p in parts],
    }
    return result, given, {name: [fmean(values), pstdev(values)] for name, values in every.items()}


def _rows(result: Evaluation) -> list[tuple[str, str, Score]]:
    return [
        *(("entity", kind, score) for kind, score in result.entities.items()),
        *(("relation", kind, score) for kind, score in result.relations.items()),
        ("all", "entities", result.entity_micro),
        ("all", "five core types", result.core_micro),
        ("all", "linking", result.linking),
        ("all", "relations", result.relation_micro),
    ]


def _table(result: Evaluation) -> str:
    head = f"{'':9} {'':16} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6} {'given':>6}"
    lines = [
        f"{group:9} {kind:16} {s.precision:6.3f} {s.recall:6.3f} {s.f1:6.3f} {s.gold:6} {s.predicted:6}"
        for group, kind, s in _rows(result)
    ]
    return "\n".join([head, *lines])


def _as_json(result: Evaluation) -> dict[str, object]:
    return {
        f"{group}/{kind}": {
            "precision": round(s.precision, 4),
            "recall": round(s.recall, 4),
            "f1": round(s.f1, 4),
            "gold": s.gold,
            "predicted": s.predicted,
        }
        for group, kind, s in _rows(result)
    }
