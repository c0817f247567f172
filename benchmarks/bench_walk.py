"""How soon a page of a large store answers: the first page, a click, an expansion, a search, a path.

Runs the installed ``kg serve`` over a made-up store (``KG_BENCH_ENTITIES``: 1,000,000; four mentions each; one
entity is named together with all others) and drives its page in Chromium. The ratio is to reading every link of
the store once, which is what choosing the first page cost before weights were kept.

Run: ``python benchmarks/bench_walk.py [--store kg.db]``
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from kg.store.reader import Entity, Store
from playwright.sync_api import Page, sync_playwright
from synthetic import make_store

LEAST = "SELECT entity, links FROM degrees ORDER BY weight LIMIT 50"
HUB, ORDINARY = "place/上海", "company/上海仪电"


def read_all(path: Path) -> float:
    """Return how many ms it takes to read every fact and co-occurrence."""
    began = time.perf_counter()
    with Store(path) as store:
        sum(fact.articles for fact in store.facts())
        sum(pair.npmi for _, pair in store.cooccurrences())
    return (time.perf_counter() - began) * 1000


def timed(page: Page, act: str, until: str, argument: str = "") -> float:
    """Do something in the page; return after how many ms a condition holds."""
    began = time.perf_counter()
    page.evaluate(act, argument)
    page.wait_for_function(until, arg=argument, polling=10)
    return (time.perf_counter() - began) * 1000


def walk(page: Page, address: str, far: Entity) -> dict[str, float]:
    """Return the figures of one visit, in ms; ``far`` is an entity that the page does not hold."""
    found: dict[str, float] = {}
    began = time.perf_counter()
    page.goto(address)
    page.wait_for_function("() => document.documentElement.dataset.drawn", polling=10)
    found["first page"] = (time.perf_counter() - began) * 1000
    began = time.perf_counter()
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_function("() => document.documentElement.dataset.drawn", polling=10)
    found["the page again"] = (time.perf_counter() - began) * 1000
    for name, entity in (("an ordinary entity", ORDINARY), ("the hub", HUB)):
        go = "id => { location.hash = 'at=' + encodeURIComponent(id) }"
        facts = "id => kg.state().selected === id && document.querySelector('#panel .facts blockquote')"
        found[f"click on {name}"] = timed(page, go, facts, entity)
        page.evaluate("() => { globalThis.before = kg.shown().length }")
        expand = "() => document.querySelector('[data-do=expand]').click()"
        found[f"expand {name}"] = timed(page, expand, "() => kg.shown().length >= before + 30")
    began = time.perf_counter()
    page.fill("#search", far.name)
    page.wait_for_selector(f'#hits li[data-id="{far.id}"]')
    found["search (with a pause of 150 ms)"] = (time.perf_counter() - began) * 1000
    began = time.perf_counter()
    page.evaluate("hash => { location.hash = hash }", f"path={quote(ORDINARY)},{quote(far.id)}")
    page.wait_for_selector("#panel .way li")
    found["path between two"] = (time.perf_counter() - began) * 1000
    return found


def main() -> None:
    """Make the store where none is given, serve it, walk it, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, help="a store made before")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        path = given.store or Path(folder) / "kg.db"
        if not given.store:
            entities = int(os.environ.get("KG_BENCH_ENTITIES", "1000000"))
            make_store(path, 4 * entities, entities)
        with Store(path) as store:
            counts = store.counts()
            far = min(store.entities_by_key(k for k, _ in store.pairs(LEAST)).values(), key=lambda e: e.id)
        print(
            f"store: {counts['entities']:,} entities, {counts['facts']:,} facts,"
            f" {counts['cooccurrence']:,} co-occurrences"
        )
        whole = read_all(path)
        program = Path(sys.executable).with_name("kg")
        began = time.perf_counter()
        server = subprocess.Popen(
            [program, "serve", "--port", "0", "--store", path],
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        assert server.stdout is not None
        try:
            address = server.stdout.readline().split()[0]
            print(f"{'kg serve answers':<40} {(time.perf_counter() - began) * 1000:7,.0f} ms")
            browser = driver.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            found = walk(browser.new_page(reduced_motion="reduce"), address, far)
            browser.close()
        finally:
            server.send_signal(signal.SIGINT)
            server.wait()
        print(f"{'reading every link once':<40} {whole:7,.0f} ms")
        for name, ms in found.items():
            print(f"{name:<40} {ms:7,.0f} ms  {ms / whole:6.3f} x")


if __name__ == "__main__":
    main()
