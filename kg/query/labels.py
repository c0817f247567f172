"""The words of the ontology and of table headings in Chinese and English.

``labels.json`` holds them, so that an answer need not read RDF; a test compares it with the ontology.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("zh", "en")

WORDS = frozenset({"relation", "type", "head_type", "tail_type"})
"""Columns whose values are words of the ontology."""


@lru_cache(maxsize=1)
def _labels() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    labels: Mapping[str, Mapping[str, Mapping[str, str]]] = json.loads(
        Path(__file__).with_name("labels.json").read_text(encoding="utf-8")
    )
    return labels


def term(name: str, lang: str | None) -> str:
    """Return the label of a class or relation; its own name where there is none or no language is asked for."""
    return _labels()["terms"].get(name, {}).get(lang, name) if lang else name


def heading(column: str, lang: str | None) -> str:
    """Return the heading of a column; its own name where no language is asked for."""
    return _labels()["headings"].get(column, {}).get(lang, column) if lang else column


def translated(record: Mapping[str, object], lang: str | None) -> dict[str, object]:
    """Return a record with the words of the ontology in it translated; its keys stay."""
    if not lang:
        return dict(record)
    return {k: term(str(v), lang) if k in WORDS else v for k, v in record.items()}
