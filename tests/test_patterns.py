"""No regular expression of ours takes time that grows faster than the text it reads."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import subprocess
import sys
import time
from collections.abc import Iterator

import kg
import pytest

from tests.conftest import ROOT

SIZES = (2_000, 8_000)
STEEP = 8.0
"""Four times the text may take so many times as long: quadratic growth would be sixteen."""

ENOUGH = 0.05
"""Seconds of processor time below which nothing is told from noise, and nobody would notice."""


def patterns() -> Iterator[tuple[str, re.Pattern[str] | re.Pattern[bytes]]]:
    """Yield every compiled pattern that is an attribute of a module or of a class of kg."""
    for info in pkgutil.walk_packages(kg.__path__, "kg."):
        if info.name == "kg.__main__":
            continue
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                yield f"{info.name}.{name}", value
            elif isinstance(value, type) and value.__module__ == info.name:
                for inner, member in vars(value).items():
                    if isinstance(member, re.Pattern):
                        yield f"{info.name}.{name}.{inner}", member


def pieces(pattern: str) -> list[str]:
    """Return short texts that the pattern may match a part of: its own words, and what often hurts."""
    literal = re.sub(r"\\.|[\[\](){}|?*+^$.]", " ", pattern)
    own = sorted({w for w in literal.split() if len(w) <= 8}, key=len)[-12:]
    common = [
        " ",
        "a",
        "公",
        "公司",
        "1",
        "-",
        "\n",
        '"',
        "'",
        "\\",
        "<",
        "<head",
        "（",
        "关于",
        "来源：",
        "2026-1-1",
        " \n",
        "”",
        "《",
    ]
    return [*own, *common]


def texts(pattern: str, size: int) -> Iterator[str]:
    """Yield adversarial texts: a beginning that fits, a long run, an end that does not."""
    some = pieces(pattern)
    for run in some:
        long = (run * size)[:size]
        for head in ("", *some[:14], "来源：", "关于", "2026-1-1", "年产能"):
            yield head + long + "\x00"


def seconds(pattern: re.Pattern[str] | re.Pattern[bytes], text: str) -> float:
    subject = text.encode() if isinstance(pattern.pattern, bytes) else text
    began = time.process_time()
    for _ in pattern.finditer(subject):  # type: ignore[arg-type]
        pass
    return time.process_time() - began


def steep(pattern: re.Pattern[str] | re.Pattern[bytes]) -> tuple[str, float] | None:
    """Return a text (its beginning) with which time grows too fast, and how long the longer one took."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    for short, long in zip(*(texts(source, size) for size in SIZES), strict=True):
        if (after := seconds(pattern, long)) < ENOUGH:
            continue
        before = min(seconds(pattern, short) for _ in range(3))
        after = min(after, *(seconds(pattern, long) for _ in range(2)))
        if after > ENOUGH and after > STEEP * before:
            return long[:12], after
    return None


def test_no_pattern_takes_time_that_grows_faster_than_the_text() -> None:
    # In a process of its own: one that blows up would never come back.
    command = [sys.executable, "-W", "ignore", "-m", "tests.test_patterns"]
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=600, check=False
        )
    except subprocess.TimeoutExpired as error:
        pytest.fail(f"a pattern does not come to an end: {error.stdout!r}")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["patterns"] > 40
    assert found["steep"] == {}


def test_the_measure_finds_what_blows_up() -> None:
    assert steep(re.compile(r" *x* *\n")) is not None
    assert steep(re.compile(r"(?:公司)+$")) is not None
    assert steep(re.compile(r"\d+年")) is not None
    assert steep(re.compile(r"\d年")) is None


def main() -> None:
    """Look at all patterns; print as JSON how many there are and which are steep."""
    known = dict(patterns())
    found = {name: steep(pattern) for name, pattern in known.items()}
    sys.stdout.write(
        json.dumps({"patterns": len(known), "steep": {n: s for n, s in found.items() if s}}) + "\n"
    )


if __name__ == "__main__":
    main()
