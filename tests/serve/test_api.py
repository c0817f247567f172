"""The JSON for the explorer, and the page."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from kg.query.neighbors import neighbors
from kg.query.resolve import resolve
from kg.query.rows import record
from kg.store.reader import Store

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_an_entity(served: httpx.Client) -> None:
    found = served.get("/api/entity", params={"id": "上海仪电"}).json()
    assert found["name"] == "上海仪电（集团）有限公司"
    assert {f["relation"] for f in found["facts"]} >= {"locatedIn", "operatesIn"}
    assert served.get("/api/entity", params={"id": found["id"]}).json() == found


def test_neighbours_are_those_of_the_command(served: httpx.Client, small: Path) -> None:
    with Store(small) as store:
        expected = [record(n) for n in neighbors(store, resolve(store, "华为"), limit=3)]
    assert served.get("/api/neighbors", params={"id": "华为", "limit": "3"}).json() == expected
    only = served.get("/api/neighbors", params={"id": "华为", "type": "Industry"}).json()
    assert {n["type"] for n in only} == {"Industry"}


def test_search(served: httpx.Client) -> None:
    found = served.get("/api/search", params={"q": "仪电"}).json()
    assert found[0]["name"] == "上海仪电（集团）有限公司"
    assert served.get("/api/search", params={"q": "没有这样的词语"}).json() == []


@pytest.mark.parametrize(
    ("path", "status", "message"),
    [
        ("/api/entity", 400, "id: is missing"),
        ("/api/entity?id=没有", 404, "no entity is named"),
        ("/api/neighbors?id=华为&limit=0", 400, "limit: a number"),
        ("/api/neighbors?id=华为&limit=1e9", 400, "limit: a number"),
        ("/api/neighbors?id=华为&limit=99999999999999999999", 400, "limit: a number"),
        ("/api/neighbors?id=华为&limit=0000000001999", 400, "limit: a number"),
        ("/api/search?q=" + "a" * 50_000, 400, "q: at most 300 characters"),
        ("/api/page/path?from=华为&to=" + "9" * 5_000, 400, "to: at most 300 characters"),
        ("/api/neighbors?id=华为&type=Thing", 400, "type: one of"),
        ("/api/neighbors?id=华为&relation=knows", 400, "relation: one of"),
        ("/api/search?q=%20", 400, "q: is missing"),
        ("/api/search?q='%20OR%201=1--", 200, ""),
        ("/api/nothing", 404, ""),
        ("/../kg.db", 404, ""),
    ],
)
def test_what_is_wrong(path: str, status: int, message: str, served: httpx.Client) -> None:
    answer = served.get(path)
    assert answer.status_code == status
    if message:
        assert message in answer.json()["error"]
    assert "Traceback" not in answer.text


def test_the_page(served: httpx.Client) -> None:
    answer = served.get("/")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "上海仪电" in answer.text


def test_a_port_that_is_taken_and_a_store_that_is_not_there(
    served: httpx.Client, small: Path, tmp_path: Path, kg: Run
) -> None:
    taken = kg("serve", "--port", served.base_url.port, "--store", small)
    assert (taken.returncode, taken.stderr.count("\n")) == (1, 1)
    assert "give another with --port" in taken.stderr
    missing = kg("serve", "--port", "0", "--store", tmp_path / "kg.db")
    assert (missing.returncode, missing.stderr.count("\n")) == (1, 1)
