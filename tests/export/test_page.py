"""The command that writes the page."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_the_page_is_one_file_without_network(built: Path) -> None:
    page = (built / "kg.html").read_text(encoding="utf-8")
    own = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    own = re.sub(r'<link rel="icon" href="data:[^"]*">', "", own, count=1)
    assert not re.search(r"<(link|img|iframe|base)\b|<script[^>]+src=|@import|url\(", own)
    assert "cdn" not in own.lower()
    assert "default-src &#39;none&#39;" in page


def test_the_page_is_under_two_megabytes_beside_its_data(built: Path) -> None:
    page = (built / "kg.html").read_text(encoding="utf-8")
    data = re.search(r'<script type="application/json" id="data">.*?</script>', page, re.DOTALL)
    assert data
    assert len(page.encode()) - len(data[0].encode()) < 2_000_000


def test_the_same_store_gives_the_same_bytes(kg: Run, built: Path, tmp_path: Path) -> None:
    for seed in ("1", "2"):
        done = kg("view", "--store", built, "-o", tmp_path / f"{seed}.html", PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "1.html").read_bytes() == (tmp_path / "2.html").read_bytes()


def test_a_focus_and_restrictions(kg: Run, rich: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.html"
    options = ["--depth", 2, "--limit", 5, "--type", "Company", "--type", "District"]
    more = ["--relation", "locatedIn", "--since", "2026-03", "--until", "2026-03-31"]
    done = kg("view", "乙科技有限公司", *options, *more, "-o", out, "--store", rich)
    assert done.returncode == 0, done.stderr
    assert str(out) in done.stdout
    page = out.read_text(encoding="utf-8")
    assert "示例区" in page and "低空经济" not in page


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["没有这个"], "no entity is named"),
        (["--since", "2026-02", "--until", "2026-01"], "--until 2026-01 is before --since 2026-02"),
        (["--since", "gestern"], "is not a date"),
        (["--type", "Firm"], "Invalid value"),
    ],
)
def test_errors_are_one_clear_line(
    kg: Run, rich: Path, tmp_path: Path, arguments: list[str], says: str
) -> None:
    done = kg("view", *arguments, "--store", rich, "-o", tmp_path / "a.html")
    assert done.returncode != 0
    assert says in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "a.html").exists()


def test_a_folder_that_cannot_be_written(kg: Run, rich: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = kg("view", "--store", rich, "-o", tmp_path / "file" / "a.html")
    assert done.returncode == 1
    assert "cannot be written" in done.stderr and done.stderr.count("\n") == 1


def test_open_asks_the_browser(kg: Run, rich: Path, tmp_path: Path) -> None:
    program = tmp_path / "browser"
    program.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/asked\n')
    program.chmod(0o755)
    done = kg(
        "view",
        "--open",
        "-o",
        tmp_path / "a.html",
        "--store",
        rich,
        BROWSER=f"{program} %s",
        PATH=os.environ["PATH"],
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "asked").read_text().strip() == (tmp_path / "a.html").as_uri()
