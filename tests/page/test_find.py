from __future__ import annotations

from pathlib import Path

import pytest

from tests.page.conftest import YIDIAN, Open

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "typed", ["上海仪电（集团）", "上海仪电", "仪电", "shanghaiyidian", "SHYD", "yidian"]
)
def test_search_finds_by_name_alias_pinyin_and_initials(view: Open, story: Path, typed: str) -> None:
    page = view(story)
    assert page.search(typed)[0] == "上海仪电（集团）有限公司"
    page.page.keyboard.press("Enter")
    assert page.state()["selected"] == YIDIAN
    assert "上海仪电（集团）有限公司" in page.panel()


def test_arrows_choose_among_the_hits_and_nothing_says_so(view: Open, story: Path) -> None:
    page = view(story)
    names = page.search("示例")
    assert len(names) > 2
    page.page.keyboard.press("ArrowDown")
    page.page.keyboard.press("Enter")
    assert names[1] in page.panel()
    assert page.search("没有这个名字") == []
    assert "没有匹配" in page.page.locator("#hits").inner_text()


def test_a_hit_can_be_clicked_and_flies_into_view(view: Open, story: Path) -> None:
    page = view(story)
    page.search("lisisi")
    page.page.click("#hits li")
    assert page.state()["selected"] == "person/李思思"
    x, y = page.spot("person/李思思")
    box = page.page.locator("#graph").bounding_box()
    assert box is not None
    assert abs(x - box["x"] - box["width"] / 2) < 3
    assert abs(y - box["y"] - box["height"] / 2) < 3
