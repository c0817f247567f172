"""The command that builds: articles in, store and standard exports out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import orjson

from kg.cli.alone import alone
from kg.cli.errors import UserError, tell_rejected
from kg.cli.options import lexicon_option, project_settings, quiet_option
from kg.cli.views import how_to_view, views_option, write_views
from kg.files import whole_file
from kg.model import Rejected

SHOWN = 20
"""So many rejected records are told on standard error, the others counted; the file has all."""


@click.command(epilog="Example:  kg build data/articles.json --output output")
@click.argument("inputs", nargs=-1, required=True, type=click.Path(), metavar="INPUT...")
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(),
    default="output",
    show_default=True,
    help="Folder for store and exports.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    show_default=True,
    help="This machine, or Spark; then INPUT and OUTPUT may be URLs.",
)
@click.option("--master", help="With --engine spark: where it runs (local[4], spark://HOST:7077, yarn).")
@click.option("--jobs", type=click.IntRange(1), default=None, help="Processes [default: one a core].")
@lexicon_option("Your own names: a SKOS .ttl or a .csv (name,type,aliases). May be given again.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    help="Keep names and facts at least so sure [default: 0.7].",
)
@click.option(
    "--same-as", type=click.Path(path_type=Path), help="Names that are one thing: a .csv (type,name,other)."
)
@click.option(
    "--different-from", type=click.Path(path_type=Path), help="Names that are not one thing: a .csv."
)
@views_option
@quiet_option
def build(
    inputs: tuple[str, ...],
    target: str,
    engine: str,
    master: str | None,
    jobs: int | None,
    lexicons: tuple[Path, ...],
    min_confidence: float | None,
    same_as: Path | None,
    different_from: Path | None,
    views: bool | None,
    quiet: bool,
) -> None:
    """Make or extend a graph from articles (JSON, JSON Lines).

    Finds names and facts, writes OUTPUT/kg.db, and of graphs that are not large kg.ttl and kg.html.
    Articles already in the store are kept; changed ones are replaced. Records that cannot be used go to
    OUTPUT/rejected.jsonl with the reason. Settings come from the nearest kg.toml. A build that was stopped
    (Ctrl-C) goes on where it was when the same command is given again. Exit code 1 where nothing could be
    used.

    With --engine spark: all articles anew, as Parquet tables and N-Quads for bulk loading; kg import makes
    a store of the tables.
    """
    if master and engine != "spark":
        raise click.UsageError("--master goes with --engine spark")
    if jobs and engine == "spark":
        raise click.UsageError("--jobs goes with --engine local; how many run at once is Spark's to say")
    from concurrent.futures.process import BrokenProcessPool

    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from kg.build.keep import Keep
    from kg.build.kept import kept_articles, kept_file
    from kg.build.local import build_store
    from kg.cli.cluster import build_on_spark
    from kg.corpus.clean import DEFAULT_BOILERPLATE
    from kg.link.curated import CuratedError, read_curated
    from kg.store.errors import StoreError
    from kg.vocab.lexicon import LexiconError

    settings = project_settings()
    console = Console(stderr=True)
    hidden = quiet or not sys.stderr.isatty()
    output = Path(target)
    store_path = output / "kg.db"
    boilerplate = DEFAULT_BOILERPLATE if settings.boilerplate is None else settings.boilerplate
    wanted = Keep(settings.confidence if min_confidence is None else min_confidence, settings.recognisers)
    told = {"home_region": settings.home_region} if settings.home_region else {}
    written: tuple[Path, ...] = ()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    try:
        curated = read_curated(same_as, different_from)
        if engine == "spark":
            build_on_spark(
                inputs,
                target.rstrip("/"),
                master,
                lexicons=lexicons or settings.lexicon_files,
                boilerplate=boilerplate,
                wanted=wanted,
                curated=curated,
                settings=told,
                base_iri=settings.base_iri,
                quiet=quiet,
            )
            return
        with (
            alone(output),
            _rejecting(output) as refuse,
            Progress(*columns, console=console, transient=True, disable=hidden) as progress,
        ):
            task = progress.add_task("reading")
            report = build_store(
                map(Path, inputs),
                store_path,
                jobs=jobs or os.cpu_count() or 1,
                lexicons=lexicons or settings.lexicon_files,
                boilerplate=boilerplate,
                wanted=wanted,
                curated=curated,
                settings=told,
                progress=lambda done: progress.update(task, description=f"{done:,} articles annotated"),
                refuse=refuse,
            )
            if report.read:
                progress.update(task, description="writing kg.ttl and kg.html")
                written = write_views(output, settings.base_iri, views)
    except (StoreError, LexiconError, CuratedError) as error:
        raise UserError(str(error)) from error
    except KeyboardInterrupt:
        if kept := kept_articles(store_path):
            click.echo(
                f"kg: stopped; {kept:,} annotated articles are kept in {kept_file(store_path)};"
                " the same command goes on from there",
                err=True,
            )
        raise
    except BrokenProcessPool as error:
        raise UserError(
            "a process was ended from outside (out of memory?). The same command goes on from there; try fewer"
            " processes: --jobs 1"
        ) from error
    for article_id in report.replaced[:SHOWN]:
        click.echo(
            f"kg: article {article_id}: given twice with different text; the later one is kept", err=True
        )
    if (more := len(report.replaced) - SHOWN) > 0:
        click.echo(f"kg: {more:,} more articles were given twice with different text", err=True)
    if not report.read:
        raise UserError("no usable article in the input; nothing was built")
    if not quiet:
        if report.resumed:
            click.echo(f"{report.resumed:,} of the articles had been annotated by a build that was stopped")
        _summary(output, written, report.read, report.unchanged, report.rejected)


@contextmanager
def _rejecting(output: Path) -> Iterator[Callable[[Rejected], None]]:
    """Give what tells a rejected record and writes it to rejected.jsonl, none of which is held in memory."""
    target, count = output / "rejected.jsonl", 0
    with whole_file(target) as stream:

        def refuse(r: Rejected) -> None:
            nonlocal count
            count += 1
            if count <= SHOWN:
                tell_rejected(r)
            stream.write(orjson.dumps(r._asdict()) + b"\n")

        yield refuse
    if count > SHOWN:
        click.echo(f"kg: {count - SHOWN:,} more records were rejected; {target} has them all", err=True)
    if not count:
        target.unlink(missing_ok=True)


def _summary(output: Path, views: tuple[Path, ...], read: int, unchanged: int, rejected: int) -> None:
    from kg.store.reader import Store

    with Store(output / "kg.db") as store:
        counts = store.counts()
        kinds = "  ".join(f"{kind} {n}" for kind, n in store.count_by_type().items())
        example = store.most_mentioned("Company")
    already = f" ({unchanged} already there)" if unchanged else ""
    bad = f", {rejected} rejected (see {output / 'rejected.jsonl'})" if rejected else ""
    click.echo(f"{read} articles read{already}{bad}")
    click.echo(f"{counts['entities']} entities: {kinds}")
    click.echo(f"{counts['facts']} facts, {counts['cooccurrence']} co-occurrences, each with its sentence")
    click.echo("written: " + "  ".join(str(path) for path in (output / "kg.db", *views)))
    if not views:
        click.echo(how_to_view(output))
    option = "" if output == Path("output") else f" --store {output / 'kg.db'}"
    if example:
        click.echo(f"next:    kg neighbors {example.name}{option}")
    click.echo(f"         kg view{option}")
