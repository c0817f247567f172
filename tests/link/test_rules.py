from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from kg.link.keys import Key
from kg.link.rules import STRONG_RULES, FullerNames
from kg.model import ENTITY_TYPES
from kg.vocab.abbreviations import short_for
from kg.vocab.names import core, plain

PIECES = (
    "上海", "上海市", "浦东", "万象", "智造", "(集团)", "(上海)", "(", ")", "有限公司", "集团", "股份", "产业", "区", "新区",
    "市", "关于", "2025年", "低空经济", "若干措施", "行动方案", "办法", "(试行)", "技术", "abc",
)  # fmt: skip
NAMES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join).map(plain).filter(bool)


def compared_with_all(short: Key, keys: list[Key]) -> list[tuple[Key, str]]:
    found = []
    for kind, name in sorted(keys):
        if kind == short[0] and len(name) > len(short[1]) and short[1][:2] in (name[:2], core(name)[:2]):
            rule = short_for(kind, short[1], name)
            if rule in STRONG_RULES:
                found.append(((kind, name), rule))
    return found


@given(st.sampled_from(ENTITY_TYPES), st.lists(NAMES, unique=True, min_size=2, max_size=30))
def test_the_index_finds_what_comparing_all_names_finds(kind: str, names: list[str]) -> None:
    keys = sorted((kind, name) for name in names)
    index = FullerNames(keys)
    for key in keys:
        assert list(index.of(key)) == compared_with_all(key, keys)


def test_each_strong_rule_is_found() -> None:
    pairs = {
        "without legal form": ("Company", "上海万象", "上海万象有限公司"),
        "without suffix": ("District", "浦东", "浦东新区"),
        "with the other in brackets": ("Event", "智算论坛", "智算论坛(第二场)"),
        "without issuer or year": ("Policy", "关于低空经济若干措施", "关于2025年上海市低空经济若干措施"),
    }
    for rule, (kind, short, full) in pairs.items():
        assert list(FullerNames([(kind, full)]).of((kind, short))) == [((kind, full), rule)]
