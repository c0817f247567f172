"""A whole build beside jieba's tagger on the same text, and beside the plain script of baseline.py, end to end.

The corpus is made from the sample (``KG_BENCH_ARTICLES``: 500). Processor time, one process each, reading models and
dictionaries included. ``kg build`` writes the store and the same views as the script: Turtle and a page.

Run: ``python benchmarks/bench_build.py``
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from corpus import write_corpus

FOLDER = Path(__file__).resolve().parent
TAGGER = """
import json, sys, warnings
warnings.simplefilter("ignore")
import jieba, jieba.posseg
jieba.setLogLevel(60)
jieba.initialize()
for line in open(sys.argv[1], encoding="utf-8"):
    for _ in jieba.posseg.cut(json.loads(line)["text"]):
        pass
"""


def seconds(command: Sequence[str | Path]) -> float:
    """Return the processor time of a command."""
    before = os.times()
    subprocess.run(command, check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    """Make the corpus; run the three; print times and ratios."""
    count = int(os.environ.get("KG_BENCH_ARTICLES", "500"))
    python = sys.executable
    kg = [Path(python).with_name("kg"), "build", "--jobs", "1", "--quiet"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "articles.jsonl"
        write_corpus(source, count)
        print(f"{count:,} articles, {source.stat().st_size / 1e6:.1f} MB; processor time")
        for n in range(2):
            whole = seconds([*kg, "--views", source, "--output", folder / f"views{n}"])
            store = seconds([*kg, "--no-views", source, "--output", folder / f"store{n}"])
        tagger = seconds([python, "-c", TAGGER, source])
        script = seconds([python, FOLDER / "baseline.py", source, folder / "baseline"])
    for what, time in (
        ("kg build", whole),
        ("kg build, store only", store),
        ("jieba.posseg.cut alone", tagger),
        ("the plain script", script),
    ):
        print(f"{what:24} {time:8.1f} s   {count / time:8.1f} articles/s")
    print(f"store only, beside jieba.posseg.cut   {tagger / store:6.1f} times as fast")
    print(f"store and views, beside the script    {script / whole:6.1f} times as fast")


if __name__ == "__main__":
    main()
