from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path


def test_the_page_is_one_file_without_network(built: Path) -> None:
    page = (built / "kg.html").read_text(encoding="utf-8")
    assert "<link" not in page
    assert "src=" not in page.split("<script", 1)[0]
    assert "cdn" not in page.lower().split("vis-network")[0]


def test_the_page_draws_in_a_browser_cut_off_from_the_network(
    built: Path, tool: Callable[[str], str], tmp_path: Path
) -> None:
    done = subprocess.run(
        [tool("chromium"), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
        + ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
        + ["--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={tmp_path}", "--dump-dom"]
        + ["--virtual-time-budget=4000", (built / "kg.html").as_uri()],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    assert "<canvas" in done.stdout
    assert "entities shown" in done.stdout
