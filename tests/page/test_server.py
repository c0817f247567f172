"""The page from the installed ``kg serve``: what it does not hold is fetched from the store as it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from tests.export.stores import N, R, annotated, write_store
from tests.page.conftest import View
from tests.serve.conftest import running

pytestmark = pytest.mark.slow

CITY = "place/示例市"
CHARS = "江海云山华星光明新东方远大同天元中安泰和平长宁丰润银河金石"
COMPANIES = len(CHARS) ** 2


def _name(n: int) -> str:
    return f"{CHARS[n // len(CHARS)]}{CHARS[n % len(CHARS)]}科技有限公司"


def _id(n: int) -> str:
    return f"company/{_name(n)}"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of companies, each in one city, each cooperating with the next: more than a page holds."""
    articles = [
        annotated(
            f"a{n}",
            "2026-01-01",
            [
                N(_name(n), "Company"),
                "位于",
                N("示例市", "Place"),
                "，与",
                N(_name(n + 1), "Company"),
                "合作。",
            ],
            [R(0, "locatedIn", 1), R(0, "cooperatesWith", 2)],
        )
        for n in range(COMPANIES - 1)
    ]
    return write_store(tmp_path_factory.mktemp("large") / "kg.db", articles)


@pytest.fixture(scope="module")
def address(large: Path) -> Iterator[str]:
    """A server of the large store."""
    with running(large) as client:
        yield str(client.base_url)


Visit = Callable[..., View]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Open a page of a server; requests to others and complaints fail the test."""
    opened: list[View] = []

    def open_page(address: str, hash: str = "") -> View:
        page = browser.new_page(
            locale="zh-CN", reduced_motion="reduce", viewport={"width": 1280, "height": 800}
        )
        page.set_default_timeout(30_000)  # the server makes the page first
        view = View(page, [], [])
        page.on("request", lambda r: view.requests.append(r.url))
        page.on("console", lambda m: view.complaints.append(m.text))
        page.on("pageerror", lambda e: view.complaints.append(str(e)))
        page.goto(f"{address}#{hash}")
        page.wait_for_function("() => document.documentElement.dataset.drawn", polling=20)
        opened.append(view)
        return view

    yield open_page
    for view in opened:
        own = view.page.evaluate("location.origin")
        assert [u for u in view.requests if not u.startswith((f"{own}/", "data:"))] == []
        assert view.complaints == []
        view.page.close()


@pytest.fixture
def absent(visit: Visit, address: str) -> list[int]:
    """The numbers of the companies that the page neither draws nor holds in reserve."""
    text = "document.getElementById('data').textContent"
    nodes = visit(address).page.evaluate(f"JSON.parse({text}).nodes")
    held = {node["id"] for node in nodes}
    return [n for n in range(COMPANIES) if _id(n) not in held]


def _chosen(view: View, entity: str) -> None:
    view.page.wait_for_function("id => kg.state().selected === id", arg=entity)


def test_what_the_page_lacks_is_found_shown_and_walked(visit: Visit, address: str, absent: list[int]) -> None:
    view = visit(address)
    n = next(n for n in absent if n + 1 in absent and n + 2 in absent)
    assert f"共 {COMPANIES + 1} 个实体" in view.page.locator("#shown").inner_text()
    view.page.fill("#search", _name(n))
    view.page.wait_for_selector(f'#hits li[data-id="{_id(n)}"]')
    view.page.keyboard.press("Enter")
    _chosen(view, _id(n))
    # Who and what it is, its facts with their sentences: all of it came from the store.
    view.page.wait_for_selector("#panel .facts blockquote")
    panel = view.panel()
    assert "示例市" in panel and _name(n + 1) in panel
    assert {"示例市", _name(n)} <= set(view.page.locator("#panel .facts mark").all_inner_texts())
    assert _id(n + 1) not in view.shown()
    view.page.click("[data-do=expand]")
    view.page.wait_for_function("id => kg.shown().includes(id)", arg=_id(n + 1))
    # On from there: one step farther with each click.
    view.page.click(f'#panel .facts [data-id="{_id(n + 1)}"]')
    _chosen(view, _id(n + 1))
    view.page.wait_for_selector(f'#panel .facts [data-id="{_id(n + 2)}"]')
    view.page.click("[data-do=expand]")
    view.page.wait_for_function("id => kg.shown().includes(id)", arg=_id(n + 2))
    assert view.state()["opened"] == [_id(n), _id(n + 1)]


def test_pinyin_finds_what_the_page_lacks(visit: Visit, address: str, absent: list[int]) -> None:
    view = visit(address)
    n = next(n for n in absent if CHARS[n // len(CHARS)] == "石")
    view.page.fill("#search", "shi")
    view.page.type("#search", {"江": "jiang", "海": "hai"}.get(CHARS[n % len(CHARS)], "jiang"))
    view.page.wait_for_function("() => document.querySelectorAll('#hits li[data-id]').length > 0")
    assert view.page.locator("#hits li .name").first.inner_text().startswith("石")


def test_a_hub_is_expanded_a_handful_at_a_time(visit: Visit, address: str) -> None:
    view = visit(address, f"at={quote(CITY)}")
    _chosen(view, CITY)
    before = len(view.shown())
    for times in (1, 2, 3):
        view.page.click("[data-do=expand]")
        view.page.wait_for_function("n => kg.shown().length >= n", arg=before + 30 * times)
        assert len(view.shown()) == before + 30 * times
    assert "还有" in view.page.locator("[data-do=expand]").inner_text()


def test_a_link_to_what_the_page_lacks_is_restored(visit: Visit, address: str, absent: list[int]) -> None:
    n = next(n for n in absent if n + 1 in absent)
    first = visit(address, f"at={quote(_id(n))}&open={quote(_id(n))}")
    first.page.wait_for_function("id => kg.shown().includes(id)", arg=_id(n + 1))
    second = visit(address, first.page.evaluate("location.hash").removeprefix("#"))
    second.page.wait_for_function("id => kg.shown().includes(id)", arg=_id(n + 1))
    assert second.shown() == first.shown()
    assert _name(n) in second.panel()


def test_a_path_leads_through_the_store(visit: Visit, address: str, absent: list[int]) -> None:
    one, other = absent[0], absent[-1]
    view = visit(address, f"path={quote(_id(one))},{quote(_id(other))}")
    view.page.wait_for_selector("#panel .way li")
    assert [_name(one), "示例市"] == view.page.locator("#panel .way li").first.locator(
        ".entity"
    ).all_inner_texts()
    assert {_id(one), CITY, _id(other)} <= view.shown()


def test_nonsense_in_the_link_leaves_the_page_as_it_is(visit: Visit, address: str) -> None:
    view = visit(address, "at=company/none")
    view.page.wait_for_timeout(300)
    assert len(view.shown()) == 300
    assert "关联最多" in view.panel()
    # A browser says of every address that is not there that it is not.
    assert all("404" in text for text in view.complaints)
    view.complaints.clear()


def test_a_server_that_has_ended_is_reported(visit: Visit, large: Path) -> None:
    with running(large) as client:
        view = visit(str(client.base_url))
    before = view.shown()
    view.click(CITY)
    view.page.wait_for_function(
        "() => document.getElementById('hint').textContent.includes('服务器没有回答')"
    )
    assert "示例市" in view.panel()
    assert view.shown() == before
    assert all("ERR_CONNECTION_REFUSED" in text for text in view.complaints)
    view.complaints.clear()
