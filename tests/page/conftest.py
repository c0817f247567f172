"""The real page in a real browser with no network, over stores that the real writer made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from kg.export.page.html import render_page
from kg.export.page.select import Scope
from kg.store.reader import Store
from playwright.sync_api import Browser, Page, sync_playwright

from tests.export.stores import N, R, annotated, rich_articles, write_store

YIDIAN = "company/上海仪电(集团)有限公司"


class View:
    """One open page: what was asked of the network and said on the console stands beside it."""

    def __init__(self, page: Page, requests: list[str], complaints: list[str]) -> None:
        self.page = page
        self.requests = requests
        self.complaints = complaints

    def shown(self) -> set[str]:
        """Return the ids of the entities in the picture."""
        return set(self.page.evaluate("kg.shown()"))

    def links(self) -> set[str]:
        """Return the keys of the links in the picture."""
        return set(self.page.evaluate("kg.links()"))

    def state(self) -> dict[str, Any]:
        """Return what the reader has chosen."""
        state: dict[str, Any] = self.page.evaluate("kg.state()")
        return state

    def spot(self, entity: str) -> tuple[float, float]:
        """Return where an entity is drawn."""
        at = self.page.evaluate("id => kg.where(id)", entity)
        box = self.page.locator("#graph").bounding_box()
        assert box is not None
        return box["x"] + at["x"], box["y"] + at["y"]

    def click(self, entity: str) -> None:
        """Click an entity in the picture, as a reader would."""
        self.page.mouse.click(*self.spot(entity))
        self.page.wait_for_function("id => kg.state().selected === id", arg=entity)

    def search(self, text: str) -> list[str]:
        """Type into the search field; return the names offered."""
        self.page.fill("#search", text)
        return self.page.locator("#hits li .name").all_inner_texts()

    def panel(self) -> str:
        """Return the text of the panel."""
        return self.page.locator("#panel").inner_text()


Open = Callable[..., View]


@pytest.fixture(scope="session")
def browser(tool: Callable[[str], str]) -> Iterator[Browser]:
    """One browser for all tests."""
    program = tool("chromium")
    with sync_playwright() as driver:
        running = driver.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield running
        running.close()


@pytest.fixture
def view(browser: Browser) -> Iterator[Open]:
    """Open a page cut off from the network; whatever it asks for or complains of fails the test."""
    opened: list[View] = []

    def open_page(file: Path, hash: str = "", width: int = 1280, height: int = 800, **context: Any) -> View:
        settings = {"locale": "zh-CN", "reduced_motion": "reduce", "accept_downloads": True} | context
        where = browser.new_context(viewport={"width": width, "height": height}, **settings)
        requests: list[str] = []
        complaints: list[str] = []
        where.route("**/*", lambda route: (requests.append(route.request.url), route.continue_()))
        where.set_offline(True)
        where.set_default_timeout(5000)
        page = where.new_page()
        page.on("console", lambda m: complaints.append(f"{m.type}: {m.text}"))
        page.on("pageerror", lambda e: complaints.append(str(e)))
        page.goto(f"{file.as_uri()}{'#' + hash if hash else ''}")
        page.wait_for_function("() => document.documentElement.dataset.drawn", polling=20)
        opened.append(View(page, requests, complaints))
        return opened[-1]

    yield open_page
    for one in opened:
        assert one.complaints == []
        assert [u for u in one.requests if not u.startswith(("file:", "blob:"))] == []
        assert len([u for u in one.requests if u.startswith("file:")]) == 1
        one.page.context.close()


def _file(folder: Path, articles: list[Any], scope: Scope | None = None) -> Path:
    write_store(folder / "kg.db", articles)
    with Store(folder / "kg.db") as store:
        (folder / "kg.html").write_text(render_page(store, scope), encoding="utf-8")
    return folder / "kg.html"


def _story() -> list[Any]:
    """Return the rich store's first two articles and one on 上海仪电, with an alias and two sentences."""
    full, short = N("上海仪电（集团）有限公司", "Company", "Y"), N("上海仪电", "Company", "Y")
    chief, district = N("王小明", "Person"), N("徐汇区", "District")
    more = annotated(
        "yd",
        "2026-02-10",
        [full, "位于", district, "。", chief, "任", short, "董事长。", short, "总部位于", district, "。"],
        [R(0, "locatedIn", 1), R(2, "holdsPosition", 3, role="董事长"), R(4, "locatedIn", 5, confidence=0.4)],
        title="上海仪电的一天",
        url="https://example.org/yd",
    )
    bridge = annotated(
        "bridge",
        "2026-02-20",
        [full, "与", N("示例研究院", "Organization"), "签约。"],
        [R(0, "cooperatesWith", 1)],
    )
    return [*rich_articles()[:2], more, bridge]


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with every type and relation, planned and negated facts, an alias, and a bridge."""
    return _file(tmp_path_factory.mktemp("story"), _story())


@pytest.fixture(scope="session")
def part(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same store with only four entities drawn: the others are held back."""
    return _file(tmp_path_factory.mktemp("part"), _story(), Scope(limit=4))


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a store in which no article names anything."""
    return _file(tmp_path_factory.mktemp("empty"), [annotated("e", "2026-01-01", ["无名。"])])


HOSTILE = (
    "<img src=x onerror=window.hacked=1>",
    "</script><script>window.hacked=1</script>",
    '"onmouseover="window.hacked=1"',
    "line\u2028separator\u2029<!--",
    "__proto__",
    "&lt;b&gt;{{7*7}}${7*7}",
)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page whose names, titles, roles and links are all attacks."""
    articles = [
        annotated(
            f"x{n}",
            "2026-01-01",
            [N(name, "Company"), "与", N("好人", "Person"), "同", N(HOSTILE[n - 1], "Company"), "。"],
            [R(1, "holdsPosition", 0, role=name)],
            title=name,
            url="javascript:window.hacked=1",
        )
        for n, name in enumerate(HOSTILE)
    ]
    return _file(tmp_path_factory.mktemp("hostile"), articles)
