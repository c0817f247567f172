"""Every way of damaging a store is found by its check."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from kg.store.check import check_store
from kg.store.errors import StoreError

from tests.export.stores import N, R, annotated, rich_articles, write_store


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_store(tmp_path_factory.mktemp("sound") / "kg.db", rich_articles())


def test_a_sound_store_breaks_nothing(sound: Path, built: Path) -> None:
    assert check_store(sound) == []
    assert check_store(built / "kg.db") == []


def test_assertions_whose_ends_are_one_thing_state_no_fact(tmp_path: Path) -> None:
    one = N("示例公司", "Company", "A"), N("示例有限公司", "Company", "A")
    article = annotated("a", "2026-01-29", [one[0], "即", one[1], "。"], [R(0, "cooperatesWith", 1)])
    assert check_store(write_store(tmp_path / "kg.db", [article])) == []


DAMAGE = {
    "UPDATE mentions SET surface = surface || 'x' WHERE n = 0": "surfaces are what stands at their spans",
    'UPDATE mentions SET "end" = 100000 WHERE n = 0': "spans of mentions lie inside the text",
    "UPDATE sentences SET start = -1 WHERE n = 0": "spans of sentences lie inside the text",
    "DELETE FROM sentences WHERE n = 1": "mentions.sentence points into sentences",
    "UPDATE assertions SET fact = 5 WHERE n = 0": "assertions.fact points into facts",
    "UPDATE assertions SET tail = 99 WHERE n = 0": "assertions.tail points into mentions",
    "UPDATE facts SET head = 1": "facts.head points into entities",
    "UPDATE facts SET relation = 'likes'": "facts have a relation of the ontology",
    "UPDATE facts SET assertions = assertions + 1": "assertions, articles and dates of a fact are right",
    "UPDATE entities SET mentions = 0": "mentions of an entity are counted right",
    "UPDATE entities SET articles = 99": "articles and dates of an entity are right",
    "UPDATE entities SET type = 'Thing'": "entities have a type of the ontology",
    "UPDATE clusters SET type = 'Place' WHERE type = 'Company'": "clusters have their entity's type",
    "UPDATE entities SET confidence = 2": "confidence of entities is from 0 to 1",
    "UPDATE cooccurrence SET sentences = 50": "sentences of a co-occurrence are counted right",
    "UPDATE cooccurrence SET sentence = 999": "cooccurrence.sentence points into sentences",
    "UPDATE articles SET published = 'soon' WHERE id = 'b'": "articles have an ISO date",
    "UPDATE assertions SET modality = 'maybe'": "modality is stated, planned or negated",
    'UPDATE assertions SET attributes = \'[{"name": "colour"}]\'': "attributes are properties of the ontology",
}


@pytest.mark.parametrize("sql", list(DAMAGE))
def test_damage_is_found(sound: Path, tmp_path: Path, sql: str) -> None:
    path = Path(shutil.copy(sound, tmp_path / "kg.db"))
    db = sqlite3.connect(path)
    assert db.execute(sql).rowcount > 0
    db.commit()
    db.close()
    found = {b.invariant: b for b in check_store(path)}
    assert DAMAGE[sql] in found
    assert found[DAMAGE[sql]].rows > 0
    assert found[DAMAGE[sql]].examples


def test_a_torn_file_is_found(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "kg.db"
    data = bytearray(sound.read_bytes())
    data[-9000:-100] = b"\xff" * 8900
    path.write_bytes(data)
    try:
        (broken,) = check_store(path)
    except StoreError as error:
        assert "is not a kg store" in str(error)
    else:
        assert broken.invariant == "the file is whole"


def test_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store there"):
        check_store(tmp_path / "kg.db")
    (tmp_path / "kg.db").write_text("nonsense" * 1000, encoding="utf-8")
    with pytest.raises(StoreError, match="is not a kg store"):
        check_store(tmp_path / "kg.db")
