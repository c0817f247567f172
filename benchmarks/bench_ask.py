"""How long a question takes, from the shell's prompt to the prompt, beside ``python -c "import click"``.

The store has 1,000,000 mentions of 100,000 entities (``KG_BENCH_MENTIONS`` changes that), one of them named
together with all others. Prints medians and ratios, all measured in turn in one run.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from kg.query.paths import paths
from kg.query.resolve import resolve
from kg.query.top import top
from kg.store.reader import Store
from synthetic import make_store

ROUNDS = 11

QUESTIONS = {
    "kg neighbors, of an ordinary entity": ("neighbors", "上海仪电"),
    "kg neighbors, of the hub": ("neighbors", "上海"),
    "kg neighbors, of the hub, one type": ("neighbors", "上海", "--type", "Event"),
    "kg search, two characters": ("search", "仪电"),
    "kg search, in every name": ("search", "有限公司"),
    "kg search, pinyin": ("search", "yidian"),
    "kg search, a slip": ("search", "上海移电"),
    "kg show, of the hub": ("show", "上海"),
    "kg timeline, of the hub": ("timeline", "上海"),
    "kg articles, of the hub": ("articles", "上海"),
    "kg facts": ("facts",),
    "kg facts, of a relation and type": ("facts", "--relation", "locatedIn", "--type", "Event"),
    "kg facts, of a modality that is not there": ("facts", "--modality", "planned"),
    "kg stats": ("stats",),
    "kg top": ("top",),
    "kg top, of a type": ("top", "--type", "Company"),
    "kg diff, of a week": ("diff", "2025-11-20", "2025-11-27"),
    "kg diff, of four years": ("diff", "2020", "2024"),
    "a name completed in the shell": ("neighbors", "上海仪"),
}


def main() -> None:
    """Make the store, time the questions, print the table."""
    mentions = int(os.environ.get("KG_BENCH_MENTIONS", "1000000"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kg.db"
        began = time.perf_counter()
        make_store(path, mentions, mentions // 10)
        size = path.stat().st_size / 1e6
        print(f"store: {mentions:,} mentions, {mentions // 10:,} entities, {size:.0f} MB", end="")
        print(f", made in {time.perf_counter() - began:.0f} s")
        _time_commands(path)
        _time_paths(path)
        _time_ranks(path)


def _time_commands(path: Path) -> None:
    program = str(Path(sys.executable).with_name("kg"))
    commands = {"python -c 'import click'": [sys.executable, "-c", "import click"]}
    commands |= {name: [program, *ask, "--store", str(path)] for name, ask in QUESTIONS.items()}
    completing = {"_KG_COMPLETE": "bash_complete", "COMP_CWORD": "2", "KG_STORE": str(path)}
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            began = time.perf_counter()
            asked = {"COMP_WORDS": " ".join(command[:3]), **completing} if "completed" in name else {}
            subprocess.run(
                command,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=True,
                env={**os.environ, **asked},
            )
            seconds[name].append(time.perf_counter() - began)
    base = statistics.median(seconds["python -c 'import click'"])
    for name, times in seconds.items():
        median = statistics.median(times)
        print(f"{name:<42} {median * 1000:6.0f} ms  {median / base:5.2f} x")


def _time_paths(path: Path) -> None:
    """Time paths inside one process, between entities drawn evenly from the store."""
    with Store(path) as store:
        drawn = [e for n, e in enumerate(store.entities()) if n % 4999 == 17 and e.mentions > 1]
        ends = [*pairwise(drawn), (resolve(store, "上海仪电"), resolve(store, "上海"))]
        times = []
        for source, target in ends:
            began = time.perf_counter()
            paths(store, source, target, k=3)
            times.append(time.perf_counter() - began)
    median, worst = statistics.median(times), max(times)
    print(
        f"{'kg path --k 3, after start':<42} {median * 1000:6.0f} ms  (slowest of {len(times)}: {worst * 1000:.0f} ms)"
    )


def _time_ranks(path: Path) -> None:
    """Time the two measures that look at the whole graph, once each."""
    with Store(path) as store:
        for measure in ("pagerank", "betweenness"):
            began = time.perf_counter()
            top(store, by=measure)
            print(f"{f'kg top --by {measure}, after start':<42} {time.perf_counter() - began:6.1f} s")


if __name__ == "__main__":
    main()
