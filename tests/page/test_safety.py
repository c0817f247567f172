from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.page.conftest import HOSTILE, Open

pytestmark = pytest.mark.slow


def test_hostile_names_are_text_everywhere(view: Open, hostile: Path) -> None:
    page = view(hostile)
    for name in HOSTILE:
        page.search(name[:12])
        assert page.page.locator("#hits li .name").first.text_content() == name
        page.page.keyboard.press("Enter")
        assert page.page.locator("#panel h2").text_content() == name
        page.page.hover("#panel h2")
    assert page.page.evaluate("window.hacked") is None
    assert page.page.locator("img, [onerror], [onmouseover], a[href^=javascript]").count() == 0
    assert page.page.evaluate("({}).hacked") is None


def test_a_link_that_is_not_of_the_web_is_no_link(view: Open, hostile: Path) -> None:
    page = view(hostile, "at=person/好人")
    assert page.page.locator("#panel figcaption").count() > 0
    assert page.page.locator("#panel figcaption a").count() == 0


def test_the_policy_names_the_scripts_by_their_hashes(view: Open, story: Path) -> None:
    html = story.read_text(encoding="utf-8")
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert found
    policy = found[1].replace("&#39;", "'")
    assert "default-src 'none'" in policy
    scripts = policy.split("script-src ")[1].split(";")[0]
    assert "unsafe" not in scripts and scripts.count("sha256-") == 2
    page = view(story)
    page.page.evaluate("document.body.append(Object.assign(document.createElement('p'), {id: 'mine'}))")
    page.page.evaluate("document.getElementById('mine').setAttribute('onclick', 'window.hacked = 1')")
    page.page.evaluate("document.getElementById('mine').click()")
    assert page.page.evaluate("window.hacked") is None
    # The browser says that it refused: what this test asked for.
    refused = [c for c in page.complaints if "Content Security Policy" in c]
    assert refused
    page.complaints.clear()
