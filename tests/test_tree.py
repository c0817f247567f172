"""Files stay small enough to hold in the head."""

from __future__ import annotations

from tests.conftest import ROOT

MOST = 400


def test_a_long_file_says_why_at_its_top() -> None:
    code = [
        p
        for folder in ("kg", "tests", "benchmarks")
        for end in ("py", "js", "sql")
        for p in (ROOT / folder).rglob(f"*.{end}")
    ]
    assert len(code) > 200
    for path in code:
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= MOST or any("Longer than other files" in line for line in lines[:20]), path
