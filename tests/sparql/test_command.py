"""`kg sparql` as installed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib

Run = Callable[..., subprocess.CompletedProcess[str]]

NAMES = "SELECT ?c ?name { ?c a kg:District ; rdfs:label ?name } ORDER BY ?name"


def test_a_table_shows_prefixes_and_names(kg: Run, rich: Path) -> None:
    done = kg("sparql", NAMES, "--store", rich)
    assert done.stdout.splitlines() == ["c                name", "district:示例区  示例区"]


def test_a_query_from_a_file_and_from_standard_input(kg: Run, rich: Path, tmp_path: Path) -> None:
    file = tmp_path / "question.rq"
    file.write_text(NAMES, encoding="utf-8")
    done = kg("sparql", file, "--store", rich, "--format", "json")
    (row,) = json.loads(done.stdout)["results"]["bindings"]
    assert row["name"] == {"type": "literal", "value": "示例区", "xml:lang": "zh"}
    program = Path(sys.executable).with_name("kg")
    piped = subprocess.run(
        [program, "sparql", "-", "--store", rich, "--format", "json"],
        input=NAMES, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert piped.stdout == done.stdout


def test_the_answer_of_ask_is_the_exit_code(kg: Run, rich: Path) -> None:
    yes = kg("sparql", "ASK { ?s a kg:Company }", "--store", rich)
    assert (yes.returncode, yes.stdout) == (0, "true\n")
    no = kg("sparql", "ASK { ?s a kg:Nothing }", "--store", rich)
    assert (no.returncode, no.stdout, no.stderr) == (1, "false\n", "")
    as_json = kg("sparql", "ASK { ?s a kg:Nothing }", "--store", rich, "--format", "json")
    assert (as_json.returncode, json.loads(as_json.stdout)["boolean"]) == (1, False)


def test_construct_and_describe_give_rdf(kg: Run, rich: Path) -> None:
    done = kg("sparql", "DESCRIBE district:示例区", "--store", rich)
    graph = rdflib.Graph().parse(data=done.stdout, format="turtle")
    assert "示例区" in {str(o) for o in graph.objects()}
    refused = kg("sparql", "DESCRIBE district:示例区", "--store", rich, "--format", "table")
    assert refused.returncode == 2


@pytest.mark.parametrize(
    ("query", "code", "message"),
    [
        ("SELECT * {", 2, "not a SPARQL query: line 1"),
        ("LOAD <http://127.0.0.1/>", 2, "are refused"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", 2, "SERVICE is refused"),
        ("missing.rq", 1, "cannot be read"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(query: str, code: int, message: str, kg: Run, rich: Path) -> None:
    done = kg("sparql", query, "--store", rich)
    assert (done.returncode, done.stdout) == (code, "")
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_time_limit(kg: Run, rich: Path) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    done = kg("sparql", slow, "--timeout", "0.5", "--store", rich)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "given up after 0.5 seconds" in done.stderr


def test_ctrl_c_ends_the_query_too(rich: Path) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    program = Path(sys.executable).with_name("kg")
    process = subprocess.Popen(
        [program, "sparql", slow, "--timeout", "60", "--store", rich],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    time.sleep(2)
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, "", "")
    assert time.monotonic() - began < 5
