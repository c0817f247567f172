"""How much faster than rdflib's serialisers the export writes: both on one graph, in one run, in one process.

The graph is the sample's (or that of ARTICLES), multiplied under different base IRIs. For each syntax prints

- rdflib: ``serialize`` of the graph that it holds in memory;
- kg export: the whole way, from SQLite to bytes;
- how many times as fast that is: against rdflib writing the same syntax, and against rdflib writing Turtle.

Times are those of the processor, the best of three, so that other work on the machine counts less.

Run: ``python benchmarks/bench_rdf.py [--triples 100000] [ARTICLES]``
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, cast

import rdflib
from kg.build.local import build_store
from kg.export.base import Settings, file_writer
from kg.export.iri import DEFAULT_BASE, names
from kg.export.shacl import to_rdflib
from kg.export.terms import PREFIXES
from kg.export.triples import quads
from kg.store.scan import Scan

SAMPLE = Path(__file__).resolve().parent.parent / "data" / "articles.json"
RDFLIB = {
    "turtle": "turtle",
    "ntriples": "nt",
    "nquads": "nquads",
    "trig": "trig",
    "rdfxml": "xml",
    "jsonld": "json-ld",
}


class Nowhere:
    """A stream that forgets what is written to it."""

    def write(self, data: bytes) -> int:
        """Take it."""
        return len(data)

    def flush(self) -> None:
        """Do nothing."""


def best(work: Callable[[], object]) -> float:
    """Return the least processor time of three calls, in seconds."""
    found = []
    for _ in range(3):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def graphs(scan: Scan, bases: list[str]) -> tuple[rdflib.Graph, rdflib.Dataset]:
    """Return the multiplied graph as rdflib has it: at once, and with a named graph an article."""
    whole = to_rdflib(q for base in bases for q in quads(scan, names(base)))
    dataset = rdflib.Dataset()
    for base in bases:
        parts: dict[str, list[object]] = {}
        for quad in quads(scan, names(base), named=True):
            parts.setdefault(getattr(quad.graph_name, "value", ""), []).append(quad)
        for name, part in parts.items():
            target = dataset.graph(rdflib.URIRef(name)) if name else dataset.default_graph
            for triple in to_rdflib(part):  # type: ignore[arg-type]
                target.add(triple)
    for graph in (whole, dataset):
        for prefix, iri in PREFIXES.items():
            graph.bind(prefix, iri)
    return whole, dataset


def export(scan: Scan, name: str, bases: list[str]) -> None:
    """Write the graph under every base."""
    for base in bases:
        file_writer(name)(scan, cast("IO[bytes]", Nowhere()), Settings(names(base)))


def main() -> None:
    """Build the graph, multiply it, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("articles", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--triples", type=int, default=100_000, help="size of the graph, at least")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "kg.db"
        build_store([arguments.articles], store)
        with Scan(store) as scan:
            once = sum(1 for _ in quads(scan, names()))
            bases = [f"{DEFAULT_BASE}{n}/" for n in range(-(-arguments.triples // once))]
            whole, dataset = graphs(scan, bases)
            count = len(whole)
            print(f"{count:,} triples: {once:,}, {len(bases)} times")
            turtle = 0.0
            for name, syntax in RDFLIB.items():
                graph = dataset if name in ("nquads", "trig") else whole
                slow = best(lambda g=graph, s=syntax: g.serialize(format=s, encoding="utf-8"))  # type: ignore[misc]
                turtle = turtle or slow
                fast = best(lambda n=name: export(scan, n, bases))  # type: ignore[misc]
                print(
                    f"{name:9} rdflib {count / slow:>8,.0f}/s   kg export {count / fast:>9,.0f}/s"
                    f"   {slow / fast:>6.1f}x rdflib's {syntax}   {turtle / fast:>5.1f}x rdflib's turtle"
                )


if __name__ == "__main__":
    main()
