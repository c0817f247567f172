"""Options that several commands share, and what they open."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kg.cli.main import UserError
from kg.query.resolve import Ambiguous, NotFound, resolve
from kg.store.errors import StoreError
from kg.store.reader import Entity, Store

F = TypeVar("F", bound=Callable[..., Any])


def store_option(command: F) -> F:
    """Add ``--store`` (default: $KG_STORE, else output/kg.db)."""
    return click.option(
        "--store",
        "store_path",
        type=click.Path(path_type=Path),
        help="The store to ask [default: $KG_STORE, else output/kg.db].",
    )(command)


def limit_option(default: int) -> Callable[[F], F]:
    """Add ``--limit`` with a default."""
    return click.option(
        "--limit", type=click.IntRange(1), default=default, show_default=True, help="At most so many rows."
    )


def open_store(path: Path | None) -> Store:
    """Open the store named by option, environment or default; a clear line where there is none."""
    chosen = path or Path(os.environ.get("KG_STORE") or "output/kg.db")
    if chosen.is_dir():
        chosen = chosen / "kg.db"
    try:
        return Store(chosen)
    except StoreError as error:
        raise UserError(str(error)) from error


def find_entity(store: Store, name: str) -> Entity:
    """Resolve a name, or end with the nearest names or the candidates."""
    try:
        return resolve(store, name)
    except NotFound as error:
        hint = f"; nearest names: {'、'.join(error.nearest)}" if error.nearest else ""
        raise UserError(f"no entity is named {name!r}{hint}") from error
    except Ambiguous as error:
        rows = "".join(f"\n  {e.id}  ({e.type}, {e.mentions} mentions)" for e in error.candidates)
        raise UserError(f"{name!r} names several entities; give one of these ids instead:{rows}") from error


class DateType(click.ParamType[str]):
    """An ISO date, or its beginning: 2026, 2026-01, 2026-01-29."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Check the form."""
        if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", str(value)):
            self.fail(f"{value!r} is not a date; write 2026-01-29, 2026-01 or 2026", param, ctx)
        return str(value)
