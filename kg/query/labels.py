"""The words of the ontology and of table headings in Chinese and English.

``labels.json`` holds them, so that an answer need not read RDF; a test compares it with the ontology.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

LANGUAGES = ("zh", "en")

WORDS = frozenset({"relation", "type", "head_type", "tail_type"})
"""Columns whose values are words of the ontology."""


@lru_cache(maxsize=1)
def _labels() -> Mapping[str, Any]:
    labels: Mapping[str, Any] = json.loads(
        Path(__file__).with_name("labels.json").read_text(encoding="utf-8")
    )
    return labels


def term(name: str, lang: str | None) -> str:
    """Return the label of a class or relation; its own name where there is none or no language is asked for."""
    return _in(_labels()["terms"], name, lang)


def named(label: str) -> str | None:
    """Return the class or relation that has this name, in any case, or this label; None where none has."""
    wanted = label.casefold()
    for name, labels in _labels()["terms"].items():
        if wanted in (name.casefold(), *(text.casefold() for text in labels.values())):
            return str(name)
    return None


def heading(column: str, lang: str | None) -> str:
    """Return the heading of a column; its own name where no language is asked for."""
    return _in(_labels()["headings"], column, lang)


def value(column: str, word: str, lang: str | None) -> str:
    """Return what a word means that stands in a column; itself where it is not one of ours."""
    return _in(_labels()["values"].get(column, {}), word, lang)


def phrase(name: str, lang: str | None, **numbers: float) -> str:
    """Return a phrase with numbers in it, in English where no language is asked for."""
    text: str = _labels()["phrases"][name][lang or "en"]
    return text.format(**numbers)


def translated(record: Mapping[str, object], lang: str | None) -> dict[str, object]:
    """Return a record with our words in it translated; its keys stay, and so do names and sentences."""
    if not lang:
        return dict(record)
    return {k: _word(record, k, lang) for k in record}


def _word(record: Mapping[str, object], column: str, lang: str) -> object:
    text = record[column]
    if not isinstance(text, str):
        return text
    if column in WORDS:
        return term(text, lang)
    if column == "name" and record.get("what") in ("entities", "facts"):
        return term(text, lang)
    return value("total" if column == "name" and record.get("what") == "total" else column, text, lang)


def _in(labels: Mapping[str, Mapping[str, str]], name: str, lang: str | None) -> str:
    return labels.get(name, {}).get(lang, name) if lang else name
