"""Every query of docs/sparql.md has an answer in the sample."""

from __future__ import annotations

import pytest
from kg.export.iri import DEFAULT_BASE
from kg.sparql.client import Worker, check
from kg.sparql.messages import Question
from kg.sparql.prefixes import known_prefixes

from tests.sparql.recipes import Recipe, recipes, rows


def test_there_are_twenty() -> None:
    assert [r.number for r in recipes()] == list(range(1, 21))


@pytest.mark.parametrize("recipe", recipes(), ids=lambda r: f"{r.number}")
def test_a_recipe_has_an_answer(recipe: Recipe, sample_worker: Worker) -> None:
    check(recipe.query)
    prefixes = tuple(known_prefixes(DEFAULT_BASE).items())
    assert sample_worker.ask(Question(recipe.query, prefixes=prefixes)).kind == "solutions"
    assert rows(sample_worker.answer.read_bytes()), recipe.title
