"""A corpus as large as wanted, made from the sample: its sentences recombined, its entities renamed.

An article takes sentences from eight of the sample's articles, about 2,000 characters in all. Each entity named in it is
the sample's own or one of its variants, drawn once an article by a power law (as Zipf's: a few are named everywhere,
most hardly ever), so that new names keep coming as articles do. What comes first does not depend on how much follows.

Run: ``python benchmarks/corpus.py 100000 articles.jsonl``
"""

from __future__ import annotations

import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import orjson
from kg.corpus.sentences import sentences
from kg.vocab.lexicon import load_lexicon

DATA = Path(__file__).resolve().parent.parent / "data"
LENGTH, SOURCES = 2000, 8
EXPONENT = 0.6
"""A variant's number is above n with probability n to the power of minus this; so the names met grow with articles."""
CHARACTERS = "华科中信海创新联合众达远景智云天宇腾飞安泰恒瑞金盛东方宏图鼎立博雅明德启辰星河"
SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗"
KNOWN = ("Place", "District", "Industry")
"""Entities of these types are renamed to others of the lexicon; others to invented ones."""
ACCOUNTS = (
    "示例·产业观察",
    "示例·上海经济",
    "示例·园区新闻",
    "示例·苏州发布",
    "示例·浙江经信",
    "示例·投资促进",
)


class Piece(NamedTuple):
    """A part of a sentence; ``type`` is that of the entity it names, or empty."""

    text: str
    type: str


class Source(NamedTuple):
    """One article of the sample in pieces."""

    title: list[Piece]
    sentences: list[list[Piece]]


def articles(count: int, seed: int = 7) -> Iterator[dict[str, str]]:
    """Yield so many articles."""
    chance = random.Random(seed)
    sources = _sources()
    for n in range(count):
        chosen = chance.sample(sources, SOURCES)
        pieces = [sentence for source in chosen for sentence in source.sentences]
        chance.shuffle(pieces)
        variants: dict[tuple[str, str], int] = {}
        title = _written(chosen[0].title, variants, chance)
        body: list[str] = []
        size = 0
        for sentence in pieces:
            body.append(_written(sentence, variants, chance))
            size += len(body[-1])
            if size >= LENGTH:
                break
        day = f"{chance.randrange(2018, 2026)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        yield {
            "id": f"made_{n:07}",
            "title": title,
            "published": day,
            "account": chance.choice(ACCOUNTS),
            "text": "\n".join("".join(body[i : i + 5]) for i in range(0, len(body), 5)),
        }


def write_corpus(path: Path, count: int, seed: int = 7) -> None:
    """Write so many articles to a JSON Lines file."""
    with path.open("wb") as stream:
        stream.writelines(orjson.dumps(a, option=orjson.OPT_APPEND_NEWLINE) for a in articles(count, seed))


def _written(pieces: list[Piece], variants: dict[tuple[str, str], int], chance: random.Random) -> str:
    out = []
    for text, kind in pieces:
        if not kind:
            out.append(text)
            continue
        # Names that begin alike (特斯拉, 特斯拉上海超级工厂) are renamed alike.
        entity = kind, text[:2]
        if entity not in variants:
            variants[entity] = int(chance.paretovariate(EXPONENT)) - 1
        out.append(_renamed(kind, text, variants[entity]))
    return "".join(out)


@lru_cache(maxsize=1 << 16)
def _renamed(kind: str, name: str, variant: int) -> str:
    """Return the name of a variant of the entity; number 0 is the entity itself."""
    if not variant:
        return name
    order = random.Random(f"{kind} {name[:2]}")
    if kind in KNOWN:
        known = _known()[kind]
        return known[(order.randrange(len(known)) + variant) % len(known)]
    letters = order.sample(CHARACTERS, len(CHARACTERS))
    if kind == "Person":
        variant, surname = divmod(variant, len(SURNAMES))
        return SURNAMES[surname] + _spelled(variant, letters)
    opening = "《" if name.startswith("《") else ""
    rest = name.removeprefix("《")
    return opening + _spelled(variant, letters) + (rest[2:] if len(rest) > 3 else rest[-1:])


def _spelled(number: int, letters: list[str]) -> str:
    """Return a number in two or more letters."""
    out = ""
    while number or len(out) < 2:
        number, letter = divmod(number, len(letters))
        out += letters[letter]
    return out


@lru_cache(maxsize=1)
def _known() -> dict[str, list[str]]:
    found = defaultdict(list)
    for concept in load_lexicon().concepts:
        found[concept.type].append(concept.name)
    return {kind: sorted(found[kind]) for kind in KNOWN}


def _sources() -> list[Source]:
    records = orjson.loads((DATA / "articles.json").read_bytes())
    gold = {
        g["aid"]: g
        for g in map(orjson.loads, (p.read_bytes() for p in sorted((DATA / "gold").glob("*.json"))))
    }
    found = []
    for record in records:
        entities = gold[record["文章标识符aid"]]["entities"]
        types = {surface: e["type"] for e in entities for surface in e["surfaces"]}
        text = record["finalContent"]
        found.append(
            Source(
                _pieces(record["标题title"], types),
                [_pieces(text[start:end], types) for start, end in sentences(text)],
            )
        )
    return found


def _pieces(text: str, types: dict[str, str]) -> list[Piece]:
    longest_first = sorted(types, key=lambda surface: (-len(surface), surface))
    parts = re.split(f"({'|'.join(map(re.escape, longest_first))})", text)
    return [Piece(part, types[part] if n % 2 else "") for n, part in enumerate(parts) if part]


if __name__ == "__main__":
    write_corpus(Path(sys.argv[2]), int(sys.argv[1]))
