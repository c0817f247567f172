from __future__ import annotations

import pytest
from kg.serve.negotiate import GRAPHS, RESULTS, chosen, media_type


@pytest.mark.parametrize(
    ("accept", "result", "graph"),
    [
        ("", "json", "turtle"),
        ("*/*", "json", "turtle"),
        ("text/*", "csv", "turtle"),
        ("application/json", "json", ""),
        ("text/csv;q=0, */*", "json", "turtle"),
        ("application/sparql-results+json;q=0, application/*;q=0.1", "json", "ntriples"),
        ("text/csv;q=0.2, text/tab-separated-values;q=0.3", "tsv", ""),
        ("application/sparql-results+xml;q=wrong", "", ""),
        ("image/png", "", ""),
        (";;,,", "", ""),
    ],
)
def test_what_is_liked_best(accept: str, result: str, graph: str) -> None:
    assert (chosen(accept, RESULTS), chosen(accept, GRAPHS)) == (result, graph)


def test_every_format_has_a_media_type() -> None:
    for fmt in (*RESULTS.values(), *GRAPHS.values()):
        assert media_type(fmt) in {**RESULTS, **GRAPHS}
