"""Commands that write a graph: one at a time in one folder, and what cannot be written is said in one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.cli.errors import UserError
from kg.locks import Held, only_one


@contextmanager
def alone(output: Path) -> Iterator[None]:
    """Be the only one who writes a graph into the folder, made where it is missing: store and exports belong together.

    Raises
    ------
    UserError
        Another writes there, or something cannot be written.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        with only_one(output / "kg"):
            yield
    except Held as error:
        raise UserError(
            f"{output}: another build is writing there; wait until it has ended, then try again"
        ) from error
    except OSError as error:
        raise UserError(
            f"{error.filename or output}: cannot be written: {error.strerror or error}"
        ) from error
