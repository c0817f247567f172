from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.query.resolve import NotFound, resolve
from kg.query.search import Hit, search, search_articles, search_entities
from kg.store.grams import fold_text, text_grams, text_query
from kg.store.reader import Store

YIDIAN = "上海仪电（集团）有限公司"


def first(store: Store, text: str) -> Hit:
    return search_entities(store, text, 20)[0]


@pytest.mark.parametrize(
    ("text", "name", "how"),
    [
        (YIDIAN, YIDIAN, "name"),
        ("上海仪电", YIDIAN, "alias"),
        ("ＯpenAI研究院", "OpenAI研究院", "name"),
        ("仪电", YIDIAN, "part"),
        ("penai", "OpenAI研究院", "part"),
        ("shanghaiyidian", YIDIAN, "pinyin"),
        ("yidian", YIDIAN, "pinyin"),
        ("shyd", YIDIAN, "initials"),
        ("openaiyjy", "OpenAI研究院", "initials"),
        ("pdxq", "浦东新区", "initials"),
        ("华伟", "华为", "sound"),
        ("上海移电", YIDIAN, "slip"),
        ("上海电仪", YIDIAN, "slip"),
        ("浦新东区", "浦东新区", "slip"),
        ("智算城申论坛", "智算申城论坛", "slip"),
        ("智算申程论坛", "智算申城论坛", "slip"),
        ("智算申论坛", "智算申城论坛", "slip"),
        ("shanhaiyidian", YIDIAN, "slip"),
    ],
)
def test_every_way_to_a_name(store: Store, text: str, name: str, how: str) -> None:
    hit = first(store, text)
    assert (hit.name, hit.how) == (name, how)


def test_a_single_character_and_the_last_one(store: Store) -> None:
    assert first(store, "仪").name == YIDIAN
    assert {h.name for h in search_entities(store, "区", 20)} == {"浦东新区"}


def test_the_most_mentioned_come_first_and_the_limit_holds(store: Store) -> None:
    hits = [h.mentions for h in search_entities(store, "上", 20)]
    assert hits == sorted(hits, reverse=True)
    assert len(hits) > 1
    assert len(search_entities(store, "上", 1)) == 1


def test_articles_by_two_characters_latest_first(store: Store) -> None:
    hits = search_articles(store, "仪电", 20)
    assert [h.id for h in hits] == ["a2", "a1"]
    assert all("仪电" in h.matched for h in hits)
    assert [h.id for h in search_articles(store, "仪电 机器人", 20)] == ["a2", "a1"]
    assert search_articles(store, "仪电 火星", 20) == []


@pytest.mark.parametrize(
    "text", ["", " ", "。", '"', "*", "a OR b", "NEAR(", "-", "%", "'", "\0", "😀", "AND"]
)
def test_nothing_breaks_the_question(store: Store, text: str) -> None:
    assert isinstance(search(store, text), list)


@given(st.text(max_size=12))
def test_any_text_may_be_asked_for(small: Path, text: str) -> None:
    with Store(small) as store:
        assert isinstance(search(store, text), list)


@given(st.text(min_size=1, max_size=40), st.data())
def test_every_part_of_a_text_has_its_grams(text: str, data: st.DataObject) -> None:
    folded = fold_text(text)
    start = data.draw(st.integers(0, max(len(folded) - 2, 0)))
    part = folded[start : start + 2]
    grams = set(text_grams(folded))
    for gram in text_query([part]).split(" AND "):
        wanted = gram.strip('"*')
        if wanted and not wanted.isascii():
            assert any(g.startswith(wanted) for g in grams)


def test_a_wrong_name_offers_the_nearest(store: Store) -> None:
    with pytest.raises(NotFound) as caught:
        resolve(store, "上海仪表电子")
    assert "上海仪表电子" in str(caught.value)
    with pytest.raises(NotFound) as caught:
        resolve(store, "华伟")
    assert caught.value.nearest == ["华为"]


@pytest.mark.parametrize("slip", ["swapped", "wrong", "lost", "added"])
def test_names_of_the_sample_are_found_in_spite_of_a_slip(built: Path, slip: str) -> None:
    chance = random.Random(slip)
    with Store(built / "kg.db") as store:
        found = []
        for name, key in store.all_names():
            if not 4 <= len(name) <= 14:
                continue
            at = chance.randrange(1, len(name) - 1)
            other = chance.choice("的是在有国人中大发产业")
            typed = {
                "swapped": name[:at] + name[at + 1] + name[at] + name[at + 2 :],
                "wrong": name[:at] + other + name[at + 1 :],
                "lost": name[:at] + name[at + 1 :],
                "added": name[:at] + other + name[at:],
            }[slip]
            found.append(store.entity(key).id in {hit.id for hit in search_entities(store, typed, 5)})
    assert len(found) > 100
    assert sum(found) >= 0.97 * len(found)
