from __future__ import annotations

import pytest
from kg.vocab.abbreviations import short_for


@pytest.mark.parametrize(
    ("kind", "short", "long"),
    [
        ("Company", "上海仪电", "上海仪电（集团）有限公司"),
        ("Company", "均普智能", "宁波均普智能制造股份有限公司"),
        ("Organization", "市经信委", "市经济信息化委员会"),
        ("Organization", "上海交大", "上海交通大学"),
        ("Organization", "工信部", "工业和信息化部"),
        ("District", "浦东", "浦东新区"),
        ("Place", "上海", "上海市"),
        ("Park", "临港", "临港新片区"),
        ("Event", "工博会", "第25届工博会"),
        ("Industry", "人工智能", "人工智能产业"),
        ("Industry", "AI", "人工智能（AI）"),
        ("Policy", "促进人工智能产业发展条例", "上海市促进人工智能产业发展条例"),
    ],
)
def test_short_forms(kind: str, short: str, long: str) -> None:
    assert short_for(kind, short, long)


@pytest.mark.parametrize(
    ("kind", "short", "long"),
    [
        ("Organization", "市经济信息化委", "市经济信息化委人工智能发展处"),
        ("Organization", "市委", "市经济信息化委"),
        ("Organization", "上海交通大学", "上海交通大学航空航天学院"),
        ("Company", "特斯拉", "特斯拉上海超级工厂"),
        ("Industry", "储能", "新型储能"),
        ("District", "浦东", "浦东机场"),
        ("Person", "张三", "张三丰"),
    ],
)
def test_different_things(kind: str, short: str, long: str) -> None:
    assert not short_for(kind, short, long)
