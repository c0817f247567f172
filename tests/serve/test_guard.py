"""Only this machine's own pages and programs are answered."""

from __future__ import annotations

import socket

import httpx
import pytest


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "evil.example:{port}"},
        {"host": "127.0.0.1"},
        {"host": "127.0.0.1:1"},
        {"host": "localhost.evil.example:{port}"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
        {"origin": "https://127.0.0.1:{port}"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"},
        {"sec-fetch-site": "same-site", "sec-fetch-mode": "cors"},
    ],
)
@pytest.mark.parametrize("path", ["/", "/sparql?query=ASK%7B%7D", "/api/search?q=x", "/nothing"])
def test_others_are_refused(path: str, headers: dict[str, str], served: httpx.Client) -> None:
    filled = {k: v.replace("{port}", str(served.base_url.port)) for k, v in headers.items()}
    answer = served.get(path, headers=filled)
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"host": "localhost:{port}"},
        {"host": "LOCALHOST:{port}"},
        {"origin": "http://127.0.0.1:{port}"},
        {"sec-fetch-site": "none", "sec-fetch-mode": "navigate"},
        {"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"},
    ],
)
def test_our_own_are_answered_without_cors(headers: dict[str, str], served: httpx.Client) -> None:
    filled = {k: v.replace("{port}", str(served.base_url.port)) for k, v in headers.items()}
    answer = served.get("/sparql?query=ASK%7B%7D", headers=filled)
    assert (answer.status_code, answer.json()["boolean"]) == (200, True)
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"


def test_two_hosts_or_none_are_refused(served: httpx.Client) -> None:
    port = served.base_url.port
    assert port
    for lines in (f"Host: 127.0.0.1:{port}\r\nHost: evil.example\r\n", "Host:\r\n"):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            connection.sendall(f"GET / HTTP/1.1\r\n{lines}Connection: close\r\n\r\n".encode())
            assert connection.recv(100).split()[1] in (b"400", b"403")


def test_it_listens_on_loopback_alone(served: httpx.Client) -> None:
    port = served.base_url.port
    assert port
    others = {
        info[4][0]
        for info in socket.getaddrinfo(socket.gethostname(), port, socket.AF_INET, socket.SOCK_STREAM)
    }
    for address in others - {"127.0.0.1"}:
        if not str(address).startswith("127."):
            with pytest.raises(OSError), socket.create_connection((str(address), port), timeout=2):
                pass
