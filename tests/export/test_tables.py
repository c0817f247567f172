"""Neo4j's CSV, Parquet and JSON Lines, read back."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import duckdb
import orjson
import polars as pl
import pytest
from kg.export.base import Settings, folder_writer
from kg.export.iri import names
from kg.export.neo4j import ARRAY_DELIMITER
from kg.export.parquet import TABLES
from kg.store.scan import Scan

from tests.export.reading import exported


def written(store: Path, fmt: str, folder: Path, **settings: bool) -> Path:
    with Scan(store) as scan:
        folder_writer(fmt)(scan, folder, Settings(names(), **settings))
    return folder


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}-header.csv").open(encoding="utf-8", newline="") as stream:
        (header,) = csv.reader(stream)
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        found = list(csv.reader(stream))
    assert all(len(row) == len(header) for row in found)
    return [dict(zip(header, row, strict=True)) for row in found]


def test_neo4j_imports_as_its_manual_says(rich: Path, tmp_path: Path) -> None:
    folder = written(rich, "neo4j", tmp_path)
    nodes, links = rows(folder, "nodes"), rows(folder, "relationships")
    ids = [n["id:ID"] for n in nodes]
    assert len(ids) == len(set(ids))
    assert {link[end] for link in links for end in (":START_ID", ":END_ID")} <= set(ids)
    person = next(n for n in nodes if n["name:string"] == "张三丰")
    assert person[":LABEL"].split(ARRAY_DELIMITER) == ["Entity", "Person", "Official"]
    assert all(re.fullmatch(r"[A-Za-z]+", link[":TYPE"]) for link in links)
    for row in (*nodes, *links):
        for column, value in row.items():
            kind = column.partition(":")[2]
            if kind in ("long", "double") and value:
                float(value)
            if kind == "date":
                assert re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    command = (folder / "README.md").read_text(encoding="utf-8")
    for part in ("neo4j-admin database import full", "--multiline-fields=true", "--array-delimiter=U+001F"):
        assert part in command
    for name in re.findall(r"[\w-]+\.csv", command):
        assert (folder / name).is_file()


def test_cells_are_defused_only_where_asked(rich: Path, tmp_path: Path) -> None:
    formula = '=HYPERLINK("x")'
    (tmp_path / "plain").mkdir()
    (tmp_path / "safe").mkdir()
    plain = {r["name:string"] for r in rows(written(rich, "neo4j", tmp_path / "plain"), "nodes")}
    safe_rows = rows(written(rich, "neo4j", tmp_path / "safe", spreadsheet_safe=True), "nodes")
    safe = {r["name:string"] for r in safe_rows}
    assert formula in plain
    assert "'" + formula in safe
    assert formula not in safe


def test_polars_reads_the_tables(rich: Path, tmp_path: Path) -> None:
    folder = written(rich, "parquet", tmp_path)
    tables = {name: pl.read_parquet(folder / f"{name}.parquet") for name in TABLES}
    with Scan(rich) as scan:
        assert tables["entities"].height == sum(1 for _ in scan.entities())
        assert tables["facts"].height == sum(1 for _ in scan.facts())
        assert tables["cooccurrences"].height == sum(1 for _ in scan.pairs())
        assert tables["articles"].height == 3
        assert tables["assertions"].height == sum(len(scan.assertions_in(a)) for a in scan.articles())
    joined = tables["facts"].join(tables["entities"], left_on="head", right_on="id", how="left")
    assert joined["name"].null_count() == 0
    assert tables["entities"].schema["first"] == pl.Date
    company = tables["entities"].filter(pl.col("name") == "上海示例电气（集团）有限公司")
    assert company["aliases"].to_list() == [["示例电气"]]
    for name, columns in TABLES.items():
        assert tables[name].columns == [c for c, _ in columns]


def test_duckdb_joins_the_tables(rich: Path, tmp_path: Path) -> None:
    folder = written(rich, "parquet", tmp_path)
    with Scan(rich) as scan:
        names = {e.id: e.name for e in scan.entities()}
        expected = {
            (names[f.head], f.relation, names[f.tail], date.fromisoformat(f.first)) for f in scan.facts()
        }
    with duckdb.connect() as database:
        found = database.execute(
            f"SELECT h.name, f.relation, t.name, f.first FROM '{folder}/facts.parquet' f"
            f" JOIN '{folder}/entities.parquet' h ON h.id = f.head"
            f" JOIN '{folder}/entities.parquet' t ON t.id = f.tail"
        ).fetchall()
        texts = database.execute(
            f"SELECT x.sentence FROM '{folder}/assertions.parquet' x"
            f" JOIN '{folder}/articles.parquet' a ON a.id = x.article WHERE a.published >= DATE '2026-03-01'"
        ).fetchall()
    assert set(found) == expected
    assert len(found) == len(expected)
    assert len(texts) == 9
    assert all(text for (text,) in texts)


@pytest.mark.parametrize("fmt", ["neo4j", "parquet"])
def test_same_store_same_bytes(rich: Path, tmp_path: Path, fmt: str) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        written(rich, fmt, tmp_path / folder)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_json_lines_carry_all_evidence(rich: Path) -> None:
    lines = [orjson.loads(line) for line in exported(rich, "jsonl").splitlines()]
    ids = {r["id"] for r in lines if r["kind"] == "node"}
    links = [r for r in lines if r["kind"] == "edge"]
    assert {r[end] for r in links for end in ("source", "target")} <= ids
    cooperation = next(r for r in links if r["relation"] == "cooperatesWith" and r["weight"] == 2)
    assert sorted(e["article"] for e in cooperation["evidence"]) == ["2026/01 a", "b"]
    invests = next(r for r in links if r["relation"] == "investsIn" and r["modality"] == "stated")
    assert invests["evidence"][0]["attributes"][0]["value"] == "350000000"
    assert all(e["sentence"] for r in links for e in r["evidence"])
