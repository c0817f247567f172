from __future__ import annotations

from pathlib import Path

import pytest

from tests.page.conftest import YIDIAN, Open

pytestmark = pytest.mark.slow


def test_the_link_restores_the_view(view: Open, story: Path) -> None:
    first = view(story)
    first.page.locator("input[data-value=Industry]").uncheck()
    first.page.locator("#sure").fill("50")
    first.click(YIDIAN)
    first.page.click("#colour")
    hash = first.page.evaluate("location.hash").removeprefix("#")
    second = view(story, hash)
    assert second.shown() == first.shown()
    assert second.links() == first.links()
    assert second.panel() == first.panel()
    assert second.state()["colour"] == "group"


def test_the_view_that_was_moved_is_in_the_link(view: Open, story: Path) -> None:
    first = view(story)
    first.page.click("#zoom-in")
    first.page.click("#zoom-in")
    second = view(story, first.page.evaluate("location.hash").removeprefix("#"))
    assert second.spot(YIDIAN) == pytest.approx(first.spot(YIDIAN), abs=2)


def test_a_hash_typed_by_hand_is_followed_and_nonsense_is_not(view: Open, story: Path) -> None:
    page = view(story, "at=company/none&view=a,b&sure=7&hide=%E0%A4%A&lang=xx&open=__proto__&path=a,b")
    assert YIDIAN in page.shown()
    page.page.evaluate("location.hash = 'lang=en&at=person/' + encodeURIComponent('王小明')")
    page.page.wait_for_function("() => kg.state().lang === 'en'")
    assert "王小明" in page.panel()


def test_the_language_follows_the_browser_and_can_be_switched(view: Open, story: Path) -> None:
    page = view(story, locale="en-GB")
    assert page.page.locator("html").get_attribute("lang") == "en"
    assert "Most connected" in page.panel()
    page.page.click("#language")
    assert page.page.locator("html").get_attribute("lang") == "zh-CN"
    assert "关联最多" in page.panel()
    assert page.page.locator("label.check", has_text="企业").count() == 1
    assert "lang=zh" in page.page.evaluate("location.hash")


def test_the_date_slider_filters_by_when_it_was_stated(view: Open, story: Path) -> None:
    page = view(story)
    assert YIDIAN in page.shown()
    page.page.locator("#since").press("End")
    assert page.state()["since"] == "2026-03-02"
    assert YIDIAN not in page.shown()
    assert "company/乙科技有限公司" in page.shown()
    page.page.locator("#since").press("Home")
    assert page.state()["since"] == ""
    assert YIDIAN in page.shown()


def test_confidence_hides_the_unsure(view: Open, story: Path) -> None:
    page = view(story)
    before = {k for k in page.links() if "coOccursWith" not in k}
    page.page.locator("#sure").fill("95")
    after = {k for k in page.links() if "coOccursWith" not in k}
    assert after < before
