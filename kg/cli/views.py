"""The two views that stand beside a store: kg.ttl and kg.html, never older than it."""

from __future__ import annotations

from pathlib import Path

import click

from kg.files import whole_file

SMALL = 2_000
"""Articles up to which the views are written at every change: making them takes seconds. They are written from the
whole graph, so that of a large one they would cost many times what adding some articles does."""

VIEWS = ("kg.ttl", "kg.html")

views_option = click.option(
    "--views/--no-views",
    default=None,
    help=f"Write kg.ttl and kg.html too [default: up to {SMALL:,} articles].",
)


def write_views(output: Path, base_iri: str, wanted: bool | None) -> tuple[Path, ...]:
    """Write the views of OUTPUT/kg.db, or take away what would be out of date; return what stands there now.

    Parameters
    ----------
    wanted
        Whether the user wants them; None leaves it to the size of the graph.
    """
    from kg.export.page.html import render_page
    from kg.export.rdf import write_rdf
    from kg.store.reader import Store

    paths = tuple(output / name for name in VIEWS)
    with Store(output / "kg.db") as store:
        if not (store.counts().get("articles", 0) <= SMALL if wanted is None else wanted):
            for path in paths:
                path.unlink(missing_ok=True)
            return ()
        with whole_file(paths[0]) as stream:
            write_rdf(store, stream, "turtle", base_iri)
        page = render_page(store)
        with whole_file(paths[1]) as stream:
            stream.write(page.encode("utf-8"))
    return paths


def how_to_view(output: Path) -> str:
    """Return a line that says how to get the views that were not written."""
    return f"kg.ttl and kg.html are not written for so large a graph: --views writes them, kg export and kg view make them from {output / 'kg.db'}"
