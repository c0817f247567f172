"""The page as a server gives it: neighbours that it does not hold are fetched when a node is expanded."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from kg.export.page.data import payload
from kg.export.page.html import render_page
from kg.export.page.select import Scope, around
from kg.store.reader import Store
from playwright.sync_api import Browser

pytestmark = pytest.mark.slow


@pytest.fixture
def address(story: Path) -> Iterator[str]:
    """A server of the least kind: the page with one entity, and the neighbours of any."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = urlsplit(self.path)
            with Store(story.with_name("kg.db")) as store:
                if url.path == "/":
                    focus = tuple(store.entities_named("示例市"))
                    body = render_page(store, Scope(limit=1, focus=focus), "/near")
                else:
                    entity = store.entities_named(parse_qs(url.query)["id"][0])[0]
                    body = json.dumps(payload(store, around(store, entity, Scope(), 30)))
            self.send_response(200)
            self.send_header("Content-Type", "text/html" if url.path == "/" else "application/json")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_a_graph_is_walked_by_fetching_neighbours(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="en-GB")
    try:
        page.set_default_timeout(5000)
        page.goto(address)
        page.wait_for_function("() => document.documentElement.dataset.drawn")
        assert page.evaluate("kg.shown()") == ["place/示例市"]
        for name in ("place/示例市", "park/示例科学城", "industry/低空经济"):
            before = page.evaluate("kg.shown().length")
            page.evaluate(
                "at => { location.hash = kg.state().opened.length"
                " ? location.hash.replace(/at=[^&]*/, at) : at }",
                f"at={name}",
            )
            page.wait_for_function("id => kg.state().selected === id", arg=name)
            page.click("[data-do=expand]")
            page.wait_for_function("n => kg.shown().length > n", arg=before)
        assert "company/乙科技有限公司" in page.evaluate("kg.shown()")
        page.context.set_offline(True)
        page.click("[data-do=expand]")
        page.wait_for_function(
            "() => document.getElementById('hint').textContent.includes('does not answer')"
        )
    finally:
        page.close()
