"""The application: its addresses, and what is said where the store fails."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Lock

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from kg.export.iri import Names
from kg.export.page.html import render_page
from kg.export.page.select import Scope
from kg.serve.api import around, entity, find, json_endpoint, page_around, page_path
from kg.serve.guard import Guard
from kg.serve.limits import Limits
from kg.serve.pool import Pool
from kg.serve.protocol import sparql_endpoint
from kg.sparql.cache import state
from kg.store.errors import StoreError
from kg.store.reader import Store


class Page:
    """The page of a store, rendered again when the store has changed."""

    def __init__(self, store: Path, names: Names) -> None:
        self._store = store
        self._names = names
        self._lock = Lock()
        self._made = ("", "")

    def html(self) -> str:
        """Return the page."""
        with self._lock, Store(self._store) as store:
            now = state(self._store, self._names)
            if self._made[0] != now:
                self._made = (now, render_page(store, Scope(reserve=False), "/api/page"))
            return self._made[1]


def make_app(store: Path, names: Names, port: int, limits: Limits) -> Starlette:
    """Return the application; it answers requests for loopback at this port."""
    pool = Pool(store, names, limits.at_once, limits.patience)
    page = Page(store, names)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        pool.close()

    def root(request: Request) -> Response:
        return HTMLResponse(page.html())

    return Starlette(
        routes=[
            Route("/", root),
            Route("/sparql", sparql_endpoint(pool, names, limits), methods=["GET", "POST"]),
            Route("/api/entity", json_endpoint(store, entity)),
            Route("/api/neighbors", json_endpoint(store, around)),
            Route("/api/search", json_endpoint(store, find)),
            Route("/api/page/around", json_endpoint(store, page_around)),
            Route("/api/page/path", json_endpoint(store, page_path)),
        ],
        middleware=[Middleware(Guard, port=port)],
        exception_handlers={StoreError: _gone, OSError: _gone},
        lifespan=lifespan,
    )


def _gone(request: Request, error: Exception) -> Response:
    # Its message may name folders of this machine; they are the user's own.
    return PlainTextResponse(f"the store cannot be read: {error}\n", 503)
