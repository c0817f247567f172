"""What adding 1 % to a corpus costs beside building all of it: the installed command, one process.

Invented articles (``KG_BENCH_ARTICLES``: 15,000). Processor time of ``kg build --jobs 1``, reading the model included;
of so many articles it writes no kg.ttl and kg.html.

Run: ``python benchmarks/bench_increment.py``
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import orjson
from synthetic import PER_ARTICLE, make_store


def made_up(folder: Path, count: int) -> list[bytes]:
    """Return so many invented articles, one JSON record each."""
    make_store(folder / "made.db", count * PER_ARTICLE, count * 4)
    db = sqlite3.connect(folder / "made.db")
    rows = db.execute("SELECT id, title, published, account, text FROM articles ORDER BY id").fetchall()
    db.close()
    names = ("id", "title", "published", "account", "text")
    return [orjson.dumps(dict(zip(names, row, strict=True))) for row in rows]


def build(articles: list[bytes], folder: Path) -> float:
    """Add articles to the graph in a folder; return the processor time in seconds."""
    source = folder / "articles.jsonl"
    source.write_bytes(b"\n".join(articles))
    program = Path(sys.executable).with_name("kg")
    before = os.times()
    subprocess.run(
        [program, "build", source, "--output", folder / "out", "--jobs", "1", "--quiet"], check=True
    )
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    """Build 100 parts, then add one; print the ratio."""
    count = int(os.environ.get("KG_BENCH_ARTICLES", "15000"))
    more = max(count // 100, 1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        articles = made_up(folder, count + more)
        whole = build(articles[more:], folder)
        added = build(articles[:more], folder)
        size = (folder / "out" / "kg.db").stat().st_size
    print(
        f"building {len(articles) - more:,} articles   {whole:7.1f} s  {size / (len(articles) - more) / 1000:.1f} kB of store an article"
    )
    print(f"adding {more:,} more           {added:7.1f} s  {added / whole:6.1%} of it")


if __name__ == "__main__":
    main()
