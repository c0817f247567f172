"""Narrow screens, the keyboard, dark and light, screen readers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.page.conftest import YIDIAN, Open, View

pytestmark = pytest.mark.slow


def test_a_narrow_screen_shows_picture_panel_and_filters(view: Open, story: Path) -> None:
    page = view(story, width=390, height=780, has_touch=True)
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not page.page.locator("#panel").is_visible()
    page.search("仪电")
    page.page.keyboard.press("Enter")
    assert page.page.locator("#panel h2").is_visible()
    box = page.page.locator("#panel").bounding_box()
    assert box is not None and box["x"] == 0 and box["width"] == 390 and box["y"] > 300
    # What was chosen is not under the panel.
    assert page.spot(YIDIAN)[1] < box["y"]
    page.page.click("#panel .close")
    page.page.click("#filter-button")
    assert page.page.locator("label.check", has_text="企业").is_visible()
    page.page.click("#filters .close")
    assert not page.page.locator("#filters").is_visible()
    for button in page.page.locator("header button:visible").all():
        size = button.bounding_box()
        assert size is not None and size["x"] >= 0 and size["x"] + size["width"] <= 390


def test_a_tall_screen_has_a_tall_picture(view: Open, story: Path) -> None:
    def shape(page: View) -> float:
        spots = [page.spot(e) for e in page.shown()]
        xs, ys = ([spot[n] for spot in spots] for n in (0, 1))
        return (max(ys) - min(ys)) / (max(xs) - min(xs))

    page = view(story, width=390, height=780)
    tall = shape(page)
    page.page.set_viewport_size({"width": 780, "height": 390})
    page.page.wait_for_timeout(200)
    assert tall > 1.3 * shape(page)


def test_the_keyboard_is_enough(view: Open, story: Path) -> None:
    page = view(story)
    press = page.page.keyboard.press
    press("/")
    page.page.keyboard.type("shyd")
    press("Enter")
    assert page.state()["selected"] == YIDIAN
    page.page.focus("#graph")
    press("ArrowRight")
    assert page.state()["selected"] != ""
    for key in ("ArrowLeft", "ArrowUp", "ArrowDown"):
        press(key)
    press("Enter")
    assert page.page.evaluate("document.activeElement.id") == "panel"
    chosen = page.state()["selected"]
    press("o")
    assert page.state()["only"] == [chosen]
    press("o")
    assert page.state()["only"] == []
    press("+")
    assert page.state()["camera"] is not None
    press("0")
    assert page.state()["camera"] is None
    press("?")
    assert page.page.locator("#help").is_visible()
    press("Escape")
    press("Escape")
    assert page.state()["selected"] == ""


def test_dark_and_light(view: Open, story: Path) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    page = view(story, color_scheme="dark")
    dark = page.page.evaluate(ground)
    page.page.click("#theme")
    light = page.page.evaluate(ground)
    assert dark == "rgb(23, 24, 27)" and light == "rgb(252, 251, 248)"
    page.page.click("#theme")
    assert page.page.evaluate(ground) == dark


def test_everything_has_a_name_for_screen_readers(view: Open, story: Path) -> None:
    page = view(story, f"at={YIDIAN}")
    for control in page.page.locator("button, input, [role=application], section#filters, aside").all():
        named = control.evaluate(
            "e => e.getAttribute('aria-label') || e.textContent.trim() || e.closest('label')?.textContent.trim()"
        )
        assert named, control.evaluate("e => e.outerHTML")
    page.click("person/王小明")
    assert "王小明" in str(page.page.locator("#live").text_content())


def test_what_is_printed_has_no_controls(view: Open, story: Path) -> None:
    page = view(story, f"at={YIDIAN}")
    page.page.emulate_media(media="print")
    assert not page.page.locator("#tools").is_visible()
    assert page.page.locator("#panel h2").is_visible()
