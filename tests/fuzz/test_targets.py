"""Each target of fuzzing for a moment, without a fuzzer: what it begins with, changed here and there."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fuzz.seeds import dictionary, seeds
from tests.fuzz.targets import TARGETS

FOUND = Path(__file__).parent / "found"
"""Inputs that once broke a promise: TARGET-WHATEVER."""

DEEP = (b"\x00" + b"[" * 100_000, b'\x01{"id":' + b"[" * 1000 + b"]" * 1000 + b"}")


def changed(target: str, count: int) -> Iterator[bytes]:
    """Yield inputs made of the seeds: cut, doubled, with words put in and bytes changed."""
    choice = random.Random(target)
    words = [word.encode() for word in dictionary(target)]
    for _ in range(count):
        data = bytearray(choice.choice(seeds(target)))
        for _ in range(choice.randint(1, 6)):
            at = choice.randint(0, len(data))
            what = choice.randrange(4)
            if what == 0:
                data[at:at] = choice.choice(words) * choice.choice((1, 1, 2, 50))
            elif what == 1:
                del data[at : at + choice.randint(1, 40)]
            elif what == 2:
                data[at : at + 1] = bytes([choice.randrange(256)])
            else:
                data[at:at] = data[at : at + choice.randint(1, 200)]
        yield bytes(data[:4096])


@pytest.mark.parametrize("target", list(TARGETS))
def test_a_moment_of_fuzzing(target: str) -> None:
    for data in (*seeds(target), *DEEP, b"", b"\x00", *changed(target, 60)):
        TARGETS[target](data[:120_000] if target == "reader" else data[:4096])


@pytest.mark.parametrize("found", sorted(FOUND.iterdir()), ids=lambda p: p.name)
def test_what_was_found_is_mended(found: Path) -> None:
    TARGETS[found.name.partition("-")[0]](found.read_bytes())
