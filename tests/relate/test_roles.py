from __future__ import annotations

import pytest
from kg.model import Mention
from kg.relate.roles import modality_of, role_of


def mention(text: str, surface: str, kind: str) -> Mention:
    start = text.index(surface)
    return Mention(start, start + len(surface), surface, kind, 1.0, "test", False, 0)


@pytest.mark.parametrize(
    ("text", "person", "body", "role"),
    [
        ("甲市经信委副主任张三出席", "张三", "甲市经信委", "副主任"),
        ("青浦区委副书记、区长李四到场", "李四", "青浦区委", "副书记、区长"),
        ("王五，乙科技公司总裁", "王五", "乙科技公司", "总裁"),
        ("甲市经信委副主任张三、李四出席", "李四", "甲市经信委", "副主任"),
        ("上海交通大学航空航天学院的王景表示", "王景", "上海交通大学", ""),
    ],
)
def test_the_post_is_taken_as_written(text: str, person: str, body: str, role: str) -> None:
    who, where = mention(text, person, "Person"), mention(text, body, "Organization")
    others = [mention(text, s, "Person") for s in ("张三", "李四") if s in text and s != person]
    mentions = sorted([who, where, *others])
    found = role_of(text, mentions, mentions.index(who), mentions.index(where), (0, len(text)))
    assert found == role


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("甲公司在临港投产", "stated"),
        ("甲公司将在临港投产", "planned"),
        ("甲公司拟投资乙公司", "planned"),
        ("甲公司终止与乙公司合作", "negated"),
        ("甲公司没有进入机器人领域", "negated"),
        ("甲公司没有放弃机器人的研发", "stated"),
        ("甲市将集成电路、智能终端列为重点方向", "stated"),
        ("甲公司将把总部迁至临港", "planned"),
    ],
)
def test_plans_and_denials_are_told_from_deeds(text: str, modality: str) -> None:
    assert modality_of(text, 0, len(text), (0, len(text))) == modality


def test_what_is_said_behind_the_ends_tells_whether_jiang_is_ba() -> None:
    text = "甲市将智能终端、高端制造等列为重点方向"
    assert modality_of(text, 0, text.index("、"), (0, len(text))) == "stated"
