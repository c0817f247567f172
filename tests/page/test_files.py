from __future__ import annotations

import csv
import io
import struct
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from tests.page.conftest import HOSTILE, YIDIAN, Open, View

pytestmark = pytest.mark.slow

SVG = "{http://www.w3.org/2000/svg}"


def _save(page: View, kind: str) -> bytes:
    page.page.click("#save > summary")
    with page.page.expect_download() as waiting:
        page.page.click(f"#{kind}")
    assert waiting.value.suggested_filename == f"kg.{kind}"
    return Path(waiting.value.path()).read_bytes()


def test_the_picture_is_saved_as_png(view: Open, story: Path) -> None:
    data = _save(view(story), "png")
    assert data.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", data[16:24])
    assert width > 1000 and height > 600


def test_the_picture_is_saved_as_svg_with_names_and_legend(view: Open, story: Path) -> None:
    page = view(story)
    root = ElementTree.fromstring(_save(page, "svg"))
    texts = {t.text for t in root.iter(f"{SVG}text")}
    assert {"上海仪电（集团）有限公司", "企业"} <= texts
    assert len(list(root.iter(f"{SVG}title"))) == len(page.shown())


def test_the_visible_part_is_saved_as_csv(view: Open, story: Path) -> None:
    page = view(story)
    page.click(YIDIAN)
    page.page.click("[data-do=only]")
    text = _save(page, "csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(page.links())
    located = next(r for r in rows if r["关系"] == "locatedIn")
    assert (located["起点"], located["终点"]) == ("上海仪电（集团）有限公司", "徐汇区")
    assert located["链接"] == "https://example.org/yd"


def test_files_from_hostile_names_are_well_formed(view: Open, hostile: Path) -> None:
    page = view(hostile)
    root = ElementTree.fromstring(_save(page, "svg"))
    titles = {t.text for t in root.iter(f"{SVG}title")}
    assert set(HOSTILE) <= titles
    rows = list(csv.reader(io.StringIO(_save(page, "csv").decode("utf-8-sig"), newline="")))
    assert {len(r) for r in rows} == {16}


def test_a_page_without_entities_works(view: Open, empty: Path) -> None:
    page = view(empty)
    assert page.shown() == set()
    assert page.search("a") == []
    assert _save(page, "png").startswith(b"\x89PNG")
    assert len(_save(page, "csv").splitlines()) == 1
