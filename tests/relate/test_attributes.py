from __future__ import annotations

import pytest
from kg.relate.attributes import attributes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("项目总投资3.5亿元", [("amount", "350000000", "CNY")]),
        ("投资约2000万美元", [("amount", "20000000", "USD")]),
        ("建筑面积8540平方米", [("area", "8540", "m2")]),
        ("占地1.2平方公里", [("area", "1.2", "km2")]),
        ("年产能15万辆", [("capacity", "150000", "辆/a")]),
        ("1月27日开工", [("date", "2026-01-27", "")]),
        ("12月20日签约", [("date", "2025-12-20", "")]),
        ("2024年3月5日奠基", [("date", "2024-03-05", "")]),
        ("2月30日", []),
        ("行动方案（2025-2027年）", [("validity", "2025/2027", "")]),
        ("增长5.0%", []),
    ],
)
def test_values_with_units(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = list(attributes(text, 0, len(text), "2026-01-29"))
    assert [(a.name, a.value, a.unit) for a in found] == expected
    assert all(0 <= a.start < a.end <= len(text) for a in found)
