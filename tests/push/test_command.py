"""`kg push` as installed."""

from __future__ import annotations

import base64
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.push.server import NEVER, Fault, TripleStore

Run = Callable[..., subprocess.CompletedProcess[str]]
KG = Path(sys.executable).with_name("kg")


def test_a_push_that_broke_off_goes_on(server: TripleStore, store: Path, kg: Run) -> None:
    arguments = (f"{server.url}/store", "--chunk", 100, "--tries", 1, "--store", store)
    server.faults = [Fault("POST", 2, "500", NEVER)]
    broken = kg("push", *arguments)
    assert (broken.returncode, broken.stdout) == (1, "")
    assert "is as it was; 200 triples wait in" in broken.stderr
    assert broken.stderr.count("\n") == 1
    server.faults = []
    done = kg("push", *arguments)
    assert done.returncode == 0
    assert "(200 of them had been sent before)" in done.stdout
    assert kg("push", *arguments, "-q").stdout == ""


def test_ctrl_c_says_what_is_there(server: TripleStore, store: Path) -> None:
    server.faults = [Fault("POST", 1, "delay")]
    server.delay = 30
    process = subprocess.Popen(
        [KG, "push", f"{server.url}/store", "--chunk", "100", "--add", "--store", store],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    end = time.monotonic() + 30
    while server.asked.count("POST") < 2 and time.monotonic() < end:
        time.sleep(0.05)
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, "")
    assert err == (
        "kg: interrupted; <https://example.org/kg/graph> holds 100 triples of this store,"
        " beside what it held; the same command goes on from there\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("http://127.0.0.1:1/store", "--tries", "1"), "refused"),
        (("ftp://h/",), "not an http or https URL"),
        (("http://u:secret@127.0.0.1/",), "not in the URL"),
        (("http://127.0.0.1/", "--base-iri", "x"), "not an absolute IRI"),
        (("http://127.0.0.1/", "--user", "u"), "set $KG_PUSH_PASSWORD"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    arguments: tuple[str, ...], message: str, store: Path, kg: Run
) -> None:
    done = kg("push", *arguments, "--store", store)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert message in done.stderr
    assert "secret" not in done.stderr


def test_a_site_that_is_no_triple_store(server: TripleStore, store: Path, kg: Run) -> None:
    server.faults = [Fault("query", 0, "200", NEVER)]
    done = kg("push", f"{server.url}/store", "--store", store)
    assert done.returncode == 1
    assert "does not answer a SPARQL query in JSON" in done.stderr


@pytest.mark.parametrize("auth", ["basic", "digest"])
@pytest.mark.parametrize("fault", ["401", "403", "500", "drop", "301"])
def test_a_password_is_never_told(fault: str, auth: str, server: TripleStore, store: Path, kg: Run) -> None:
    server.faults = [Fault(kind, 0, fault, NEVER) for kind in ("POST", "GET", "query", "MOVE")]
    arguments = (
        "push",
        f"{server.url}/store",
        "--user",
        "dba",
        "--auth",
        auth,
        "--tries",
        2,
        "--store",
        store,
    )
    done = kg(*arguments, KG_PUSH_PASSWORD="geheim-17", PYTHONDEVMODE="")
    assert done.returncode == 1
    kept = [p.read_text(encoding="utf-8") for p in store.parent.glob("*.json")]
    for text in (done.stdout, done.stderr, *kept):
        assert "geheim-17" not in text
        assert base64.b64encode(b"dba:geheim-17").decode() not in text
