"""SKOS integrity of the vocabularies (SKOS Reference S9, S13, S14, S27; qSKOS: orphans, cycles, missing schemes)."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache

import pytest
from kg.export.records import gbt2260
from kg.resources import vocabulary_files

from tests.ontology.graphs import KG, RDF, SKOS, Index, index, vocabularies

LABELS = ("prefLabel", "altLabel", "hiddenLabel")


@lru_cache(maxsize=1)
def everything() -> Index:
    return vocabularies()


def of_type(found: Index, kind: str) -> dict[str, dict[str, list[object]]]:
    return {i: v for i, v in found.items() if any(t.value == SKOS + kind for t in v[RDF + "type"])}


@pytest.mark.parametrize("path", vocabulary_files(), ids=lambda p: p.stem)
def test_labels(path: object) -> None:
    wrong = []
    for iri, values in index(path).items():  # type: ignore[arg-type]
        texts = {kind: [(o.value, o.language) for o in values[SKOS + kind]] for kind in LABELS}
        languages = Counter(language for _, language in texts["prefLabel"])
        if not languages or max(languages.values()) > 1 or "zh" not in languages or None in languages:
            wrong.append((iri, "one preferred label a language, one of them Chinese", texts["prefLabel"]))
        every = Counter(label for kind in LABELS for label in set(texts[kind]))
        twice = [label for label, n in every.items() if n > 1]
        if twice:
            wrong.append((iri, "kinds of labels are disjoint", twice))
        if any(not value.strip() for kind in LABELS for value, _ in texts[kind]):
            wrong.append((iri, "no label is empty", texts))
    assert not wrong, wrong[:5]


@pytest.mark.parametrize("path", vocabulary_files(), ids=lambda p: p.stem)
def test_schemes(path: object) -> None:
    found = index(path)  # type: ignore[arg-type]
    schemes, concepts = of_type(everything(), "ConceptScheme"), of_type(found, "Concept")
    assert set(found) == set(concepts) | set(of_type(found, "ConceptScheme")), "all is concept or scheme"
    wrong = []
    for iri, values in concepts.items():
        of = {s.value for s in values[SKOS + "inScheme"]}  # type: ignore[attr-defined]
        top = {s.value for s in values[SKOS + "topConceptOf"]}  # type: ignore[attr-defined]
        if len(of) != 1 or not of <= set(schemes) or not top <= of:
            wrong.append((iri, "in one scheme that is described", of, top))
        if bool(top) == bool(values[SKOS + "broader"]):
            wrong.append((iri, "top concept, or has a broader one, not both", top))
    assert not wrong, wrong[:5]


def test_broader_leads_to_concepts_and_never_in_a_circle() -> None:
    concepts = of_type(everything(), "Concept")
    broader = {i: [b.value for b in v[SKOS + "broader"]] for i, v in concepts.items()}  # type: ignore[attr-defined]
    lost = [(i, b) for i, all_ in broader.items() for b in all_ if b not in concepts]
    assert not lost, lost[:5]
    done: set[str] = set()
    for start in broader:
        path: list[str] = []
        stack = [(start, 0)]
        while stack:
            node, child = stack.pop()
            if child == 0:
                assert node not in path, f"circle: {path}"
                if node in done:
                    continue
                path.append(node)
            if child < len(broader[node]):
                stack += [(node, child + 1), (broader[node][child], 0)]
            else:
                done.add(path.pop())


def test_nothing_is_defined_twice() -> None:
    seen: dict[str, str] = {}
    for path in vocabulary_files():
        for iri in index(path):
            assert seen.setdefault(iri, path.name) == path.name


def test_concepts_say_what_they_are() -> None:
    for iri, values in of_type(everything(), "Concept").items():
        kinds = [k for k in ("entityType", "postKind", "labelKind") if values[KG + k]]
        assert len(kinds) == 1, iri
        assert len(values[KG + "entityType"]) <= 1, iri


def test_notations_are_unique_and_are_the_codes_that_exports_write() -> None:
    codes = defaultdict(list)
    for iri, values in of_type(everything(), "Concept").items():
        for notation in values[SKOS + "notation"]:
            codes[values[SKOS + "inScheme"][0].value, notation.value].append(iri)  # type: ignore[attr-defined]
            is_code = notation.value.isdigit() and len(notation.value) == 6  # type: ignore[attr-defined]
            assert gbt2260(iri) == (notation.value if is_code else "")  # type: ignore[attr-defined]
    assert not [c for c in codes.values() if len(c) > 1]
