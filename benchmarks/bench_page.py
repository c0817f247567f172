"""How soon the page stands, and how smoothly it is dragged: ours and pyvis's own, one graph, one browser.

The graphs are made up: companies, people, districts and industries in groups, with typed relations and
co-occurrence. For each size, from navigation (performance.now() in the page):

- page: the first picture, which does not move any more;
- pyvis: ``Network.generate_html`` with its defaults; its picture is shown after 1,000 steps of physics, and
  still moves then (no network either, so its Bootstrap from a CDN is missing, which spares it time).

Run: ``python benchmarks/bench_page.py [--sizes 300 2000] [--patience 60]``
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

from kg.export.page.html import render_page
from kg.export.page.select import Scope, select
from kg.model import Annotation, Article, Assertion, Cluster, Mention
from kg.store.reader import Store
from kg.store.writer import StoreWriter
from kg.vocab.lexicon import Lexicon
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooLong
from pyvis.network import Network

CHARS = "江海云山华星光明新东方远大同天元中安泰和平长宁丰润银河金石玉林松竹兰清晨曦晓阳春秋夏冬"
TYPES = ("Company", "Company", "Company", "Organization", "District", "Person", "Industry", "Policy")
ENDINGS = {
    "Company": "有限公司",
    "Organization": "研究院",
    "District": "区",
    "Industry": "产业",
    "Policy": "办法",
}
RELATIONS = ("cooperatesWith", "locatedIn", "operatesIn", "investsIn", "holdsPosition")


def make_articles(size: int) -> list[tuple[Article, Annotation]]:
    """Return articles that name at least ``size`` entities, in groups of about 25; the same every time."""
    rng = random.Random(size)
    names: list[tuple[str, str]] = []
    while len(names) < size:
        kind = TYPES[len(names) % len(TYPES)]
        name = "".join(rng.sample(CHARS, 4)) + ENDINGS.get(kind, "")
        names.append((name, kind))
    made = []
    for n in range(size):
        group = n // 25
        near = range(group * 25, min(size, group * 25 + 25))
        chosen = [n, *rng.sample(near, min(2, len(near)))]
        if rng.random() < 0.25:
            chosen.append(rng.randrange(size))
        made.append(_article(n, [names[k] for k in dict.fromkeys(chosen)], rng))
    return made


def _article(n: int, things: list[tuple[str, str]], rng: random.Random) -> tuple[Article, Annotation]:
    text, mentions = f"报道{n}\n", []
    start = len(text)
    for name, kind in things:
        mentions.append(Mention(len(text), len(text) + len(name), name, kind, 0.9, "", False, len(mentions)))
        text += name + "与"
    text += "签约。"
    clusters = tuple(Cluster(kind, name, (name,), False, 0.9) for name, kind in things)
    found = tuple(
        Assertion(a, rng.choice(RELATIONS), b, mentions[a].start, mentions[b].end, 0.8)
        for a, b in pairwise(range(len(things)))
        if rng.random() < 0.5
    )
    date = f"202{n % 6}-{n % 12 + 1:02d}-{n % 28 + 1:02d}"
    article = Article(f"a{n}", f"报道{n}", "https://example.org/", date, "示例", text)
    return article, Annotation(article.id, clusters, tuple(mentions), found, ((0, start), (start, len(text))))


def pyvis_page(store: Store, size: int) -> str:
    """Return what pyvis writes for the same entities and links with its defaults."""
    selection = select(store, Scope(limit=size))
    network = Network(directed=True, cdn_resources="in_line", height="800px")
    held = {e.key for e in selection.drawn}
    for entity in selection.drawn:
        network.add_node(entity.key, label=entity.name)
    for link in selection.links:
        if link.drawn and link.head in held and link.tail in held:
            network.add_edge(link.head, link.tail, label=link.relation if link.fact else "")
    html: str = network.generate_html()
    return html


def open_page(browser: Browser, path: Path, ready: str, patience: float) -> tuple[Page, float]:
    """Open a page with the network cut off; return it and when ``ready`` first held, in ms."""
    page = browser.new_page(viewport={"width": 1400, "height": 860})
    page.route("http*://**", lambda route: route.abort())
    page.goto(path.as_uri(), wait_until="commit")
    try:
        handle = page.wait_for_function(ready, timeout=patience * 1000, polling=30)
        return page, float(handle.json_value())
    except TooLong:
        return page, float("inf")


def drag(page: Page) -> tuple[float, float]:
    """Drag the empty ground about for two seconds; return frames a second and the longest gap in ms."""
    page.evaluate(
        "() => { window.ticks = []; const f = t => { ticks.push(t); requestAnimationFrame(f); };"
        " requestAnimationFrame(f); }"
    )
    page.mouse.move(640, 110)
    page.mouse.down()
    for n in range(60):
        page.mouse.move(640 + 3 * n, 110 + 4 * (n % 20))
        page.wait_for_timeout(16)
    page.mouse.up()
    ticks: list[float] = page.evaluate("() => window.ticks")
    gaps = [b - a for a, b in pairwise(ticks)]
    return 1000 / statistics.mean(gaps), max(gaps)


def measure(browser: Browser, size: int, folder: Path, patience: float) -> dict[str, Any]:
    """Return the figures of one size."""
    with StoreWriter(folder / f"{size}.db") as writer:
        writer.add(make_articles(size))
        writer.finish(Lexicon((), {}), {})
    ours, theirs = folder / f"{size}.html", folder / f"{size}-pyvis.html"
    with Store(folder / f"{size}.db") as store:
        ours.write_text(render_page(store, Scope(limit=size)), encoding="utf-8")
        theirs.write_text(pyvis_page(store, size), encoding="utf-8")
    page, ready = open_page(browser, ours, "() => Number(document.documentElement.dataset.drawn)", patience)
    frames, gap = drag(page)
    page.close()
    shown = "() => typeof network === 'object' && network && network.physics.ready && performance.now()"
    page, slow = open_page(browser, theirs, shown, patience)
    page.close()
    return {
        "size": size,
        "bytes": ours.stat().st_size,
        "ready": ready,
        "frames": frames,
        "gap": gap,
        "pyvis": slow,
    }


def main() -> None:
    """Make the graphs, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[300, 2000])
    parser.add_argument("--patience", type=float, default=60, help="seconds after which pyvis is given up")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for size in given.sizes:
            m = measure(browser, size, Path(folder), given.patience)
            late = m["pyvis"] == float("inf")
            slow = given.patience * 1000 if late else m["pyvis"]
            print(
                f"{size:>5} nodes: page {m['ready']:,.0f} ms ({m['bytes'] / 1e6:.1f} MB),"
                f" pyvis {'over ' if late else ''}{slow:,.0f} ms,"
                f" ratio {'over ' if late else ''}{slow / m['ready']:.1f};"
                f" dragging {m['frames']:.0f} frames/s, longest {m['gap']:.0f} ms"
            )
        browser.close()


if __name__ == "__main__":
    main()
