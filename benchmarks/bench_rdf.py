"""How much faster than rdflib's serialiser the export writes: both on one graph, in one run, in one process.

The graph is the sample's, multiplied under different base IRIs. Prints triples a second for

- rdflib: ``Graph.serialize`` of the graph in its memory;
- pyoxigraph: ``serialize`` of the same triples in memory (what the export calls);
- kg export: the whole way, from SQLite to bytes;
- the whole way with rdflib: the same triples from SQLite into a graph, then ``Graph.serialize``.

Run: ``python benchmarks/bench_rdf.py [--triples 100000]``
"""

from __future__ import annotations

import argparse
import io
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pyoxigraph as ox
from kg.build.local import build_store
from kg.export.base import Settings, file_writer
from kg.export.iri import DEFAULT_BASE, names
from kg.export.shacl import to_rdflib
from kg.export.terms import PREFIXES
from kg.export.triples import quads
from kg.store.scan import Scan

SAMPLE = Path(__file__).resolve().parent.parent / "data" / "articles.json"
SYNTAXES = (("turtle", ox.RdfFormat.TURTLE, "turtle"), ("ntriples", ox.RdfFormat.N_TRIPLES, "nt"))


def seconds(work: Callable[[], object]) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def best_of(times: int, work: Callable[[], object]) -> float:
    """Return the shortest of several runs."""
    return min(seconds(work) for _ in range(times))


def _export(scan: Scan, name: str, bases: list[str]) -> None:
    for base in bases:
        file_writer(name)(scan, io.BytesIO(), Settings(names(base)))


def main() -> None:
    """Build the sample, multiply it, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=100_000, help="size of the graph, at least")
    wanted = parser.parse_args().triples
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "kg.db"
        build_store([SAMPLE], store)
        with Scan(store) as scan:
            once = sum(1 for _ in quads(scan, names()))
            bases = [f"{DEFAULT_BASE}{n}/" for n in range(-(-wanted // once))]
            triples = [q.triple for base in bases for q in quads(scan, names(base))]
            start = time.perf_counter()
            graph = to_rdflib(q for base in bases for q in quads(scan, names(base)))
            filling = time.perf_counter() - start
            print(f"{len(graph):,} triples: the sample's {once:,}, {len(bases)} times")
            for name, syntax, rdflib_name in SYNTAXES:
                prefixes = PREFIXES if name == "turtle" else None
                slow = seconds(lambda n=rdflib_name: graph.serialize(format=n, encoding="utf-8"))
                fast = best_of(
                    3, lambda s=syntax, p=prefixes: ox.serialize(triples, io.BytesIO(), s, prefixes=p)
                )
                whole = best_of(3, partial(_export, scan, name, bases))
                print(
                    f"{name:9} rdflib {len(graph) / slow:>10,.0f}/s   "
                    f"pyoxigraph {len(graph) / fast:>10,.0f}/s = {slow / fast:>6.1f}x   "
                    f"kg export {len(graph) / whole:>9,.0f}/s = {slow / whole:>5.1f}x rdflib's serialiser alone, "
                    f"{(filling + slow) / whole:>5.1f}x the whole way with rdflib"
                )


if __name__ == "__main__":
    main()
