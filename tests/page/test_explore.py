from __future__ import annotations

from pathlib import Path

import pytest

from tests.page.conftest import YIDIAN, Open

pytestmark = pytest.mark.slow

YI = "company/乙科技有限公司"
INSTITUTE = "organization/示例研究院"


def test_a_click_opens_the_panel_with_facts_sentences_and_sources(view: Open, story: Path) -> None:
    page = view(story)
    page.click(YIDIAN)
    text = page.panel()
    for expected in ("企业", "又称 上海仪电", "2026-02-10", "位于", "徐汇区", "任职者", "王小明", "董事长"):
        assert expected in text
    marks = page.page.locator("#panel section.facts mark").all_inner_texts()
    assert {"上海仪电", "徐汇区", "王小明"} <= set(marks)
    link = page.page.locator("#panel figcaption a").first
    assert link.get_attribute("href") == "https://example.org/yd"
    assert "noopener" in str(link.get_attribute("rel"))
    assert page.page.locator("#panel details", has_text="另有 1 句").count() == 1


def test_planned_and_negated_facts_say_so(view: Open, story: Path) -> None:
    page = view(story)
    page.click(YI)
    assert page.page.locator("#panel .badge.planned").inner_text() == "计划"
    assert page.page.locator("#panel .badge.negated").inner_text() == "否定"


def test_a_click_on_a_line_shows_that_fact(view: Open, story: Path) -> None:
    page = view(story)
    (x1, y1), (x2, y2) = page.spot(YIDIAN), page.spot("district/徐汇区")
    middle = (x1 + x2) / 2, (y1 + y2) / 2
    # The line is slightly curved: somewhere near the middle of its ends.
    for off in range(0, 14, 3):
        for sign in (1, -1):
            page.page.mouse.click(middle[0] + sign * off, middle[1] + sign * off)
            if page.state()["link"]:
                break
        if page.state()["link"]:
            break
    assert page.state()["link"] == f"{YIDIAN}|locatedIn|district/徐汇区"
    assert "徐汇区" in page.panel()


def test_filters_take_out_types_and_relations_and_count(view: Open, story: Path) -> None:
    page = view(story)
    before = page.shown()
    assert any(e.startswith("policy/") for e in before)
    box = page.page.locator("label.check", has_text="政策")
    assert box.locator("output").inner_text() == "1"
    box.locator("input").uncheck()
    assert not any(e.startswith("policy/") for e in page.shown())
    page.page.locator("label.check", has_text="位于").locator("input").uncheck()
    assert not any("|locatedIn|" in key for key in page.links())
    page.page.click("#reset")
    assert page.shown() == before


def test_expand_brings_in_what_is_held_back(view: Open, part: Path) -> None:
    page = view(part)
    assert len(page.shown()) == 4
    assert "最相关的 4 个" in page.page.locator("#shown").inner_text()
    page.click(INSTITUTE)
    page.page.click("[data-do=expand]")
    shown = page.shown()
    assert len(shown) > 4
    assert page.page.locator("[data-do=expand]").is_disabled()
    assert len({page.spot(e) for e in shown}) == len(shown)


def test_a_double_click_expands(view: Open, part: Path) -> None:
    page = view(part)
    page.page.mouse.dblclick(*page.spot(INSTITUTE))
    page.page.wait_for_function("() => kg.shown().length > 4")
    assert page.state()["opened"] == [INSTITUTE]


def test_hide_others_and_show_all(view: Open, story: Path) -> None:
    page = view(story)
    before = page.shown()
    page.click(YIDIAN)
    page.page.click("[data-do=only]")
    assert page.shown() == {YIDIAN, "district/徐汇区", "person/王小明", INSTITUTE}
    page.page.click("[data-do=everything]")
    assert page.shown() == before


def test_a_path_is_found_and_told_with_its_sentences(view: Open, story: Path) -> None:
    page = view(story)
    page.click("person/王小明")
    page.page.click("[data-do=path]")
    assert "王小明" in page.page.locator("#hint").inner_text()
    page.search("示例大会")
    page.page.keyboard.press("Enter")
    assert page.state()["path"] == ["person/王小明", "event/示例大会"]
    steps = page.page.locator("#panel .way li")
    assert steps.count() == 3
    assert "签约" in steps.nth(1).inner_text()
    page.page.keyboard.press("Escape")
    assert page.state()["path"] == []


def test_communities_colour_the_picture_and_have_names(view: Open, story: Path) -> None:
    page = view(story)
    assert page.page.locator(".groups li").count() >= 2
    page.page.click("#colour")
    assert page.state()["colour"] == "group"
    assert page.page.locator("#colour").inner_text() == "按类型着色"


def test_it_can_be_let_move_and_paused(view: Open, story: Path) -> None:
    page = view(story)
    page.page.wait_for_timeout(100)
    still = page.spot(YIDIAN)
    page.page.wait_for_timeout(200)
    assert page.spot(YIDIAN) == still
    page.page.click("#move")
    page.page.wait_for_timeout(500)
    assert page.spot(YIDIAN) != still
    page.page.click("#move")
    paused = page.spot(YIDIAN)
    page.page.wait_for_timeout(200)
    assert page.spot(YIDIAN) == paused


def test_a_node_can_be_dragged(view: Open, story: Path) -> None:
    page = view(story)
    x, y = page.spot(YIDIAN)
    page.page.mouse.move(x, y)
    page.page.mouse.down()
    page.page.mouse.move(x + 60, y + 40, steps=4)
    page.page.mouse.up()
    moved = page.spot(YIDIAN)
    assert (round(moved[0] - x), round(moved[1] - y)) == (60, 40)
