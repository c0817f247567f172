"""The queries of docs/sparql.md, and answers in a form that can be compared."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

import pyoxigraph as ox

from tests.conftest import ROOT


class Recipe(NamedTuple):
    """One question of the page with its query."""

    number: int
    title: str
    query: str


def recipes() -> list[Recipe]:
    """Return all recipes of the page."""
    text = (ROOT / "docs" / "sparql.md").read_text(encoding="utf-8")
    found = re.findall(r"^### (\d+)\. ([^\n]+)\n\n```sparql\n(.+?)```", text, re.MULTILINE | re.DOTALL)
    return [Recipe(int(n), title, query) for n, title, query in found]


def rows(answer: bytes) -> Counter[tuple[str, ...]]:
    """Return the rows of an answer in the W3C JSON format, whatever their order."""
    solutions = ox.parse_query_results(answer, format=ox.QueryResultsFormat.JSON)
    assert isinstance(solutions, ox.QuerySolutions)
    return Counter(tuple(str(term) for term in row) for row in solutions)
