"""How much memory an export takes as the graph grows: the largest resident size of ``kg export``.

Two stores of invented articles are made, the second ten times the first, and exported by the installed
command. Prints triples, seconds of processor and MiB for each.

Run: ``python benchmarks/bench_export_memory.py [--mentions 20000] [--format turtle]``
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from kg.export.iri import names
from kg.export.triples import quads
from kg.store.scan import Scan
from synthetic import make_store

KG = Path(sys.executable).parent / "kg"


# A process of its own, and a small one: Linux counts what the parent holds at the fork as well.
MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024))
"""


def export(store: Path, fmt: str, output: Path) -> tuple[float, float]:
    """Export a store; return the seconds of processor and the MiB that it took."""
    command = [str(KG), "export", "--store", str(store), "--format", fmt, "-o", str(output)]
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *command], check=True, capture_output=True, text=True
    )
    seconds, mib = map(float, done.stdout.split())
    return seconds, mib


def main() -> None:
    """Make the stores, export them, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--mentions", type=int, default=20_000, help="of the smaller store")
    parser.add_argument("--format", default="turtle")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for mentions in (arguments.mentions, 10 * arguments.mentions):
            store, output = Path(folder) / f"{mentions}.db", Path(folder) / "graph"
            make_store(store, mentions, mentions // 10)
            with Scan(store) as scan:
                triples = sum(1 for _ in quads(scan, names()))
            seconds, mib = export(store, arguments.format, output)
            print(f"{arguments.format}: {triples:>10,} triples   {seconds:6.1f} s   {mib:5.0f} MiB")


if __name__ == "__main__":
    main()
