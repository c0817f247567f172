"""Commands that write a graph: one at a time in one folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.cli.errors import UserError
from kg.locks import Held, only_one


@contextmanager
def alone(output: Path) -> Iterator[None]:
    """Be the only one who writes a graph into the folder, which exists: store and exports belong together."""
    try:
        with only_one(output / "kg"):
            yield
    except Held as error:
        raise UserError(
            f"{output}: another build is writing there; wait until it has ended, then try again"
        ) from error
