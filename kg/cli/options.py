"""Options that several commands share, and what they open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from kg.cli.errors import UserError
from kg.cli.generic import ChoiceOfText, TextType
from kg.cli.output import FORMATS, Style, print_rows, wants_color
from kg.model import CO_OCCURRENCE, ENTITY_TYPES, RELATIONS
from kg.query.labels import LANGUAGES, named
from kg.query.period import is_date, period
from kg.query.resolve import Ambiguous, NotFound, resolve
from kg.query.rows import field_names, record
from kg.store.errors import StoreError
from kg.store.find import find_store
from kg.store.reader import Entity, Store

if TYPE_CHECKING:
    from kg.config import Settings

F = TypeVar("F", bound=Callable[..., Any])


class Word(ChoiceOfText):
    """A word of the ontology, in any case, or its label in Chinese or English."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word itself."""
        return super().convert(value if value in self.choices else named(str(value)) or value, param, ctx)


TYPE = Word([*ENTITY_TYPES, "Official"])
RELATION = Word(RELATIONS)
ANY_RELATION = Word([*RELATIONS, CO_OCCURRENCE])


class Ask(NamedTuple):
    """What every question shares: the store, how many rows, how they are printed, how much is said."""

    store_path: Path | None
    limit: int
    style: Style
    quiet: bool
    verbose: bool

    def answer(
        self, rows: Sequence[object], kind: type[object], columns: Sequence[str], spare: Sequence[str] = ()
    ) -> None:
        """Print records of one kind; tell on standard error where the limit may have cut them short.

        Parameters
        ----------
        columns, spare
            As for :func:`kg.cli.output.print_rows`.
        """
        print_rows([record(row) for row in rows], self.style, columns, field_names(kind), spare)
        kinds = [getattr(row, "kind", "") for row in rows]
        if any(kinds.count(name) >= self.limit for name in set(kinds)):
            self.note(f"stopped at --limit {self.limit}")

    def note(self, text: str) -> None:
        """Say something on standard error, unless asked to be quiet."""
        if not self.quiet:
            click.echo(text, err=True)


def store_option(command: F) -> F:
    """Add ``--store`` (default: $KG_STORE, else the nearest output/kg.db)."""
    return click.option(
        "--store",
        "store_path",
        type=click.Path(path_type=Path),
        help="The store to ask [default: $KG_STORE, else output/kg.db here or in the nearest folder above].",
    )(command)


def base_iri_option(command: F) -> F:
    """Add ``--base-iri`` (default: that of the nearest kg.toml, else the built-in one)."""

    def chosen(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
        return "" if ctx.resilient_parsing else value or project_settings().base_iri

    return click.option(
        "--base-iri",
        callback=chosen,
        help="What the IRIs begin with [default: base_iri of kg.toml, else https://example.org/kg/].",
    )(command)


def project_settings() -> Settings:
    """Return the settings that hold in this folder; a clear line where they are wrong."""
    from kg.config import ConfigError, load_settings

    try:
        return load_settings(Path.cwd())
    except ConfigError as error:
        raise UserError(str(error)) from error


def quiet_option(command: F) -> F:
    """Add ``-q``."""
    return click.option("-q", "--quiet", is_flag=True, help="Say nothing where all goes well.")(command)


def output_option(help_text: str) -> Callable[[F], F]:
    """Add ``--output``, the folder of a graph, with what it is to the command."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        default=Path("output"),
        show_default=True,
        help=help_text,
    )


def lexicon_option(help_text: str) -> Callable[[F], F]:
    """Add ``--lexicon``, files of names, with what they are to the command; it gets them as ``lexicons``."""
    return click.option(
        "--lexicon", "lexicons", multiple=True, type=click.Path(path_type=Path), help=help_text
    )


def limit_option(default: int) -> Callable[[F], F]:
    """Add ``--limit`` with a default."""
    return click.option(
        "--limit", type=click.IntRange(1), default=default, show_default=True, help="At most so many rows."
    )


def asking(limit: int = 20) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Add the options of every question; the command gets them as one :class:`Ask`, its first argument."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def run(
            *,
            store_path: Path | None,
            limit: int,
            fmt: str,
            lang: str | None,
            no_color: bool,
            quiet: bool,
            verbose: bool,
            **arguments: Any,
        ) -> None:
            began = perf_counter()
            style = Style(fmt, lang, wants_color(no_color))
            check_period(arguments.get("since"), arguments.get("until"))
            command(Ask(store_path, limit, style, quiet, verbose), **arguments)
            if verbose:
                where = find_store(store_path)
                click.echo(f"kg: {where}: answered in {(perf_counter() - began) * 1000:.0f} ms", err=True)

        decorated: Callable[..., None] = run
        for option in (
            click.option(
                "-v", "--verbose", is_flag=True, help="Say which store was asked, and how long it took."
            ),
            click.option("-q", "--quiet", is_flag=True, help="Say nothing but the answer."),
            click.option("--no-color", is_flag=True, help="No colour; $NO_COLOR does the same."),
            click.option(
                "--lang",
                type=click.Choice(LANGUAGES),
                help="Headings, types and relations in Chinese or English.",
            ),
            click.option(
                "--format",
                "fmt",
                type=click.Choice(FORMATS),
                default="table",
                show_default=True,
                help="Form of the answer.",
            ),
            limit_option(limit),
            store_option,
        ):
            decorated = option(decorated)
        return decorated

    return decorate


def since_until(command: F) -> F:
    """Add ``--since`` and ``--until``."""
    for name, word in (("--until", "before"), ("--since", "after")):
        help_text = f"Only what is said on or {word} this date (2026-01-29, 2026-01 or 2026)."
        command = click.option(name, type=DateType(), help=help_text)(command)
    return command


def check_period(since: str | None, until: str | None) -> None:
    """End with a clear line where a period would end before it begins."""
    try:
        period(since, until)
    except ValueError as error:
        raise UserError(f"--until {until} is before --since {since}") from error


def open_store(path: Path | None) -> Store:
    """Open the store named by option, environment or default; a clear line where there is none."""
    try:
        return Store(find_store(path))
    except StoreError as error:
        raise UserError(str(error)) from error


def find_entity(store: Store, name: str) -> Entity:
    """Resolve a name, or end with the nearest names or the candidates."""
    try:
        return resolve(store, name)
    except (NotFound, Ambiguous) as error:
        raise UserError(str(error)) from error


class DateType(TextType):
    """An ISO date, or its beginning: 2026, 2026-01, 2026-01-29."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Check the form."""
        if not is_date(str(value)):
            self.fail(f"{value!r} is not a date; write 2026-01-29, 2026-01 or 2026", param, ctx)
        return str(value)
