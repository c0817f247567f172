from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kg.link.curated import CuratedError, read_curated
from kg.link.identity import LinkedEntity, link
from kg.link.keys import NameUse, region_of
from kg.vocab.lexicon import load_lexicon

LEXICON = load_lexicon()


def use(article: str, cluster: int, kind: str, surface: str, **more: object) -> NameUse:
    base = NameUse(article, f"2026-01-{int(article[1:]):02d}", cluster, kind, surface, 1, cluster)
    return base._replace(**more)  # type: ignore[arg-type]


def names(entities: list[LinkedEntity]) -> set[frozenset[str]]:
    return {frozenset(n.name for n in e.names) for e in entities}


def test_an_article_explains_a_short_name_for_all_others() -> None:
    uses = [
        use("a1", 0, "Company", "上海万象智造科技有限公司"),
        use("a1", 0, "Company", "万象智造"),
        use("a2", 0, "Company", "万象智造"),
    ]
    entities, entity_of = link(uses, LEXICON)
    assert names(entities) == {frozenset({"上海万象智造科技有限公司", "万象智造"})}
    assert entity_of["a1", 0] == entity_of["a2", 0]
    assert any("the same thing in" in n.why for n in entities[0].names)


def test_a_short_name_of_two_companies_joins_neither_to_the_other() -> None:
    uses = [
        use("a1", 0, "Company", "上海万象智造科技有限公司"),
        use("a1", 0, "Company", "万象"),
        use("a2", 0, "Company", "北京万象食品有限公司"),
        use("a2", 0, "Company", "万象"),
    ]
    _, entity_of = link(uses, LEXICON)
    assert entity_of["a1", 0] != entity_of["a2", 0]


def test_the_city_is_that_of_the_account() -> None:
    uses = [
        use("a1", 0, "Organization", "市委", region="上海"),
        use("a2", 0, "Organization", "市委", region="合肥"),
        use("a3", 0, "Organization", "上海市委"),
    ]
    _, entity_of = link(uses, LEXICON)
    assert entity_of["a1", 0] == entity_of["a3", 0] != entity_of["a2", 0]


def test_the_district_is_the_one_the_article_names() -> None:
    uses = [
        use("a1", 0, "Organization", "区委", districts=("青浦区",)),
        use("a2", 0, "Organization", "青浦区委"),
        use("a3", 0, "Organization", "区委"),
    ]
    _, entity_of = link(uses, LEXICON)
    assert entity_of["a1", 0] == entity_of["a2", 0] != entity_of["a3", 0]


def test_namesakes_with_posts_of_two_people_are_split() -> None:
    uses = [
        use("a1", 0, "Person", "张伟", official=True, posted=True),
        use("a2", 0, "Person", "张伟", posted=True),
        use("a3", 0, "Person", "张伟", official=True, posted=True),
    ]
    entities, entity_of = link(uses, LEXICON)
    assert entity_of["a1", 0] == entity_of["a3", 0] == "person/张伟"
    assert entity_of["a2", 0] == "person/张伟~2"
    assert len(entities) == 2


def test_types_never_mix() -> None:
    entities, _ = link([use("a1", 0, "Company", "浦江"), use("a1", 1, "Park", "浦江")], LEXICON)
    assert {e.type for e in entities} == {"Company", "Park"}


def test_full_width_and_half_width_are_one() -> None:
    uses = [use("a1", 0, "Company", "ＡＢＣ（集团）有限公司"), use("a2", 0, "Company", "ABC(集团)有限公司")]
    assert len(link(uses, LEXICON)[0]) == 1


def test_users_know_better(tmp_path: Path) -> None:
    same, different = tmp_path / "same.csv", tmp_path / "different.csv"
    same.write_text("type,name,other\nCompany,甲乙科技,丙丁智造\n", encoding="utf-8")
    different.write_text("type,name,other\nCompany,万象智造,上海万象智造科技有限公司\n", encoding="utf-8")
    uses = [
        use("a1", 0, "Company", "甲乙科技"),
        use("a2", 0, "Company", "丙丁智造"),
        use("a3", 0, "Company", "万象智造"),
        use("a4", 0, "Company", "上海万象智造科技有限公司"),
    ]
    _, entity_of = link(uses, LEXICON, read_curated(same, different))
    assert entity_of["a1", 0] == entity_of["a2", 0]
    assert entity_of["a3", 0] != entity_of["a4", 0]


def test_a_bad_row_of_a_users_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "same.csv"
    path.write_text("type,name,other\nFirm,a,b\n", encoding="utf-8")
    with pytest.raises(CuratedError, match=r"same\.csv:2"):
        read_curated(path, None)


@pytest.mark.parametrize(
    ("account", "region"), [("上海经信委", "上海"), ("苏州发布", "苏州"), ("示例·产业观察", "")]
)
def test_an_account_tells_its_region(account: str, region: str) -> None:
    assert region_of(account, LEXICON).name == region


SURFACES = ("万象智造", "上海万象智造科技有限公司", "万象", "华电", "华电集团", "北京万象食品有限公司")


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 9), st.integers(0, 2), st.sampled_from(SURFACES)), unique=True, max_size=14
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_articles_changes_nothing(rows: list[tuple[int, int, str]], random: object) -> None:
    uses = [use(f"a{a}", c, "Company", s) for a, c, s in rows]
    shuffled = list(uses)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert link(uses, LEXICON) == link(shuffled, LEXICON)
    entities, entity_of = link(uses, LEXICON)
    assert {e.id for e in entities} == set(entity_of.values())
    assert sum(n.mentions for e in entities for n in e.names) == len(uses)


def test_a_policy_called_by_its_kind_alone_is_its_articles_own() -> None:
    uses = [
        use("a1", 0, "Policy", "万象管理办法"),
        use("a1", 0, "Policy", "办法"),
        use("a2", 0, "Policy", "办法"),
    ]
    _, entity_of = link(uses, LEXICON)
    assert entity_of["a1", 0] != entity_of["a2", 0]


def test_a_known_thing_is_found_by_its_preferred_name_too() -> None:
    entities, _ = link([use("a1", 0, "Place", "沪")], LEXICON)
    assert [(n.name, n.mentions) for n in entities[0].names] == [("上海市", 0), ("沪", 1)]
