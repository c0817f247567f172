"""The command that answers over HTTP on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.errors import UserError
from kg.cli.options import base_iri_option, store_option
from kg.store.find import find_store


@click.command(epilog="Example:  kg serve --port 8765")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    help="Where; 0 for any free port.",
)
@click.option(
    "--timeout", type=click.FloatRange(0.1), default=30.0, show_default=True, help="Seconds a query may take."
)
@click.option(
    "--max-rows", type=click.IntRange(1), default=10_000, show_default=True, help="Rows a query may give."
)
@base_iri_option
@store_option
def serve(port: int, timeout: float, max_rows: int, base_iri: str, store_path: Path | None) -> None:
    """Answer over HTTP on this machine, to read only.

    The page is at /, SPARQL at /sparql, JSON at /api/. Only programs and pages of this machine are answered, no other web site. Ctrl-C ends it.
    """
    from kg.export.iri import BadBase, names

    try:
        from kg.serve.limits import Limits
        from kg.serve.run import serve as run
    except ModuleNotFoundError as error:
        raise UserError(f"kg serve needs the package {error.name}: pip install 'kg[serve]'") from error
    try:
        run(find_store(store_path), names(base_iri), port, Limits(timeout, max_rows), _say)
    except BadBase as error:
        raise UserError(str(error)) from error
    except OSError as error:
        raise UserError(f"port {port}: {error.strerror or error}; give another with --port") from error


def _say(url: str) -> None:
    click.echo(f"{url}  (SPARQL at {url}sparql; Ctrl-C ends)")
