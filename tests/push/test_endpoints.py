from __future__ import annotations

import pytest
from kg.push.endpoints import BadUrl, Endpoints, endpoints, same_server


@pytest.mark.parametrize(
    ("url", "query", "update"),
    [
        ("http://h:8890/sparql-graph-crud-auth", "http://h:8890/sparql", "http://h:8890/sparql-auth"),
        ("http://h/sparql-graph-crud", "http://h/sparql", "http://h/sparql"),
        ("https://h/repositories/r/rdf-graphs/service", "https://h/repositories/r", "https://h/repositories/r/statements"),
        ("http://h:3030/ds/data", "http://h:3030/ds/sparql", "http://h:3030/ds/update"),
        ("http://[::1]:7878/store", "http://[::1]:7878/query", "http://[::1]:7878/update"),
        ("http://h/elsewhere", "", ""),
    ],
)  # fmt: skip
def test_what_stands_beside_a_known_path(url: str, query: str, update: str) -> None:
    assert endpoints(url) == Endpoints(url, query, update)
    assert endpoints(url, "http://q/", "http://u/") == Endpoints(url, "http://q/", "http://u/")


@pytest.mark.parametrize(
    "url", ["ftp://h/", "h:8890", "", "http://", "http://h:port/", "http://u:secret@h/", "file:///etc/passwd"]
)
def test_bad_urls(url: str) -> None:
    with pytest.raises(BadUrl) as caught:
        endpoints(url)
    assert "secret" not in str(caught.value)


def test_a_password_goes_to_its_own_server_alone() -> None:
    assert same_server("http://h:1/a", "http://h:1/b")
    assert not same_server("http://h:1/a", "http://h:2/a")
    assert not same_server("http://h/a", "https://h/a")
    assert not same_server("http://h/a", "http://other/a")
