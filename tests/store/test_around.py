from __future__ import annotations

from pathlib import Path

from benchmarks.synthetic import make_store
from kg.query.neighbors import kinds_of
from kg.store.around import Filter, pairs_around
from kg.store.reader import Store


def test_the_most_significant_pairs_are_those_that_sorting_all_gives(tmp_path: Path) -> None:
    make_store(tmp_path / "kg.db", mentions=4000, entities=200)
    with Store(tmp_path / "kg.db") as store:
        for entity in store.entities():
            together = [c.llr for c in store.cooccurrence_of(entity.key) if c.llr > 0]
            for limit in (1, 20):
                found = pairs_around(store, entity.key, kinds_of(None), limit, Filter())
                assert [-link.weight for link in found] == together[:limit]
