from __future__ import annotations

from kg.resources import ontology_dir
from kg.vocab.context import context_text, shorten
from kg.vocab.ontology import load_ontology


def test_the_committed_context_is_the_generated_one() -> None:
    """Make it again: see docs/data-model.md."""
    committed = (ontology_dir() / "context.jsonld").read_text(encoding="utf-8")
    assert committed == context_text(load_ontology())


def test_the_longest_prefix_wins() -> None:
    found = load_ontology()
    assert shorten("http://purl.org/dc/terms/title", found) == "dcterms:title"
    assert shorten("urn:x", found) == "urn:x"
