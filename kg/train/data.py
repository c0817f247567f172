"""Annotated articles as training data.

Three forms are read: marked text (``⟦Company#1|surface⟧`` … ``---`` … relations; entities only when
nothing follows the line), gold records (JSON, with the articles they annotate beside them), and the
folder forms of both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from kg.model import Article

_MARK = re.compile(r"⟦(\w+?)(!?)#(\d+)\|([^⟦⟧|]+)⟧")


class GoldEntity(NamedTuple):
    """An entity as annotated: type, all surfaces, whether it is an official."""

    type: str
    surfaces: tuple[str, ...]
    official: bool


class GoldRelation(NamedTuple):
    """A relation as annotated, between entity ids."""

    head: str
    type: str
    tail: str
    role: str


class GoldArticle(NamedTuple):
    """An annotated article: spans are (start, end, entity id); relations None where not annotated."""

    article: Article
    entities: Mapping[str, GoldEntity]
    spans: tuple[tuple[int, int, str], ...]
    relations: tuple[GoldRelation, ...] | None


class TrainingDataError(Exception):
    """Training data that cannot be read; the message names the file."""


def read_marked(path: Path) -> GoldArticle:
    """Read one marked text file.

    Raises
    ------
    TrainingDataError
        A mark is malformed or a relation names an entity that is not marked.
    """
    body, _, tail = path.read_text(encoding="utf-8").partition("\n---")
    entities: dict[str, GoldEntity] = {}
    spans = []
    text, position = "", 0
    for match in _MARK.finditer(body):
        kind, official, number, surface = match.groups()
        text += body[position : match.start()]
        position = match.end()
        key = "E" + number
        known = entities.get(key, GoldEntity(kind, (), False))
        entities[key] = GoldEntity(
            known.type, tuple(dict.fromkeys([*known.surfaces, surface])), known.official or bool(official)
        )
        spans.append((len(text), len(text) + len(surface), key))
        text += surface
    text += body[position:]
    if "⟦" in text or "⟧" in text:
        raise TrainingDataError(f"{path}: a mark that cannot be read")
    relations = []
    for line in tail.strip().splitlines():
        parts = line.split(None, 3)
        if not parts:
            continue
        if len(parts) < 3:
            raise TrainingDataError(f"{path}: a relation line needs head, relation and tail: {line}")
        head, kind, to, *role = parts
        if "E" + head not in entities or "E" + to not in entities:
            raise TrainingDataError(f"{path}: relation of an entity that is not marked: {line}")
        relations.append(GoldRelation("E" + head, kind, "E" + to, role[0] if role else ""))
    article = Article(path.stem, text.split("\n", 1)[0], "", "2025-01-01", "", text)
    return GoldArticle(article, entities, tuple(spans), tuple(relations) if tail.strip() else None)


def from_record(record: Mapping[str, object], article: Article) -> GoldArticle:
    """Turn a gold record and its article into spans: every place where a surface stands, longest first."""
    entities = {
        str(e["id"]): GoldEntity(
            str(e["type"]), tuple(map(_plain_spaces, e["surfaces"])), bool(e.get("official"))
        )
        for e in record["entities"]  # type: ignore[attr-defined]
    }
    relations = tuple(
        GoldRelation(r["head"], r["type"], r["tail"], r.get("role", ""))
        for r in record["relations"]  # type: ignore[attr-defined]
    )
    taken = [False] * len(article.text)
    spans = []
    surfaces = sorted(
        ((s, key) for key, e in entities.items() for s in e.surfaces), key=lambda x: (-len(x[0]), x)
    )
    for surface, key in surfaces:
        for match in re.finditer(re.escape(surface), article.text):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = [True] * (end - start)
                spans.append((start, end, key))
    return GoldArticle(article, entities, tuple(sorted(spans)), relations)


def _plain_spaces(surface: str) -> str:
    return surface.replace("\xa0", " ")


def read_records(folder: Path, articles: Mapping[str, Article]) -> Iterator[GoldArticle]:
    """Read a folder of gold records; those whose article is not given are left out."""
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        if record["aid"] in articles:
            yield from_record(record, articles[record["aid"]])
