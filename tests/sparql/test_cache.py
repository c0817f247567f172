"""The copy of the graph beside the store."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox
import pytest
from kg.export.iri import names
from kg.export.triples import quads
from kg.sparql.cache import ABANDONED, cache_folder, graph_database
from kg.store.errors import StoreError
from kg.store.scan import Scan

from tests.export.stores import rich_articles, write_store
from tests.values import by_value


@pytest.fixture
def store(rich: Path, tmp_path: Path) -> Path:
    """A copy of the rich store in a folder of its own."""
    return Path(shutil.copy2(rich, tmp_path / "kg.db"))


def kept(store: Path) -> list[str]:
    return sorted(p.name for p in cache_folder(store).iterdir())


def test_it_holds_every_triple_once(store: Path) -> None:
    with Scan(store) as scan:
        made = list(quads(scan, names()))
    assert len(made) == len(set(made))
    with graph_database(store, names()) as folder:
        found = list(ox.Store.read_only(str(folder)))
    assert len(found) == len(made)
    assert by_value(found) == by_value(made)


def test_it_is_kept_until_the_store_changes(store: Path) -> None:
    with graph_database(store, names()) as first:
        made = first.stat().st_mtime_ns
    with graph_database(store, names()) as again:
        assert (again, again.stat().st_mtime_ns) == (first, made)
    write_store(store, rich_articles()[:1])
    with graph_database(store, names()) as third:
        with Scan(store) as scan:
            assert len(ox.Store.read_only(str(third))) == sum(1 for _ in quads(scan, names()))
        assert third != first
    assert kept(store) == [third.name]
    with graph_database(store, names("urn:kg:")) as other:
        assert other != third


def test_several_may_build_it_at_once(store: Path) -> None:
    def count(_: int) -> int:
        with graph_database(store, names()) as folder:
            return len(ox.Store.read_only(str(folder)))

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(count, range(4)))) == 1
    assert len(kept(store)) == 1


def test_what_an_ended_process_left_is_removed_in_time(store: Path) -> None:
    with graph_database(store, names()):
        pass
    young, old = cache_folder(store) / ".part-young", cache_folder(store) / ".part-old"
    young.mkdir()
    old.mkdir()
    os.utime(old, (0, old.stat().st_mtime - 2 * ABANDONED))
    os.utime(store)
    with graph_database(store, names()) as folder:
        assert kept(store) == sorted([".part-young", folder.name])


def test_where_nothing_can_be_kept_it_is_temporary(store: Path) -> None:
    cache_folder(store).touch()
    with graph_database(store, names()) as folder:
        assert len(ox.Store.read_only(str(folder))) > 100
        assert folder.parent.parent != store.parent
    assert not folder.exists()


def test_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store there"), graph_database(tmp_path / "kg.db", names()):
        pass
    assert list(tmp_path.iterdir()) == []
