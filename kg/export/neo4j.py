"""The graph as the CSV files of ``neo4j-admin database import full``."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.export.base import Settings
from kg.export.records import Edge, Node, edges, nodes
from kg.store.scan import Scan

ARRAY_DELIMITER = "\x1f"
"""Separates labels and aliases: no name holds it, while ``;`` and ``|`` stand in names."""

NODE_HEADER = (
    "id:ID",
    "name:string",
    "aliases:string[]",
    "concept:string",
    "code:string",
    "articles:long",
    "mentions:long",
    "first:date",
    "last:date",
    "confidence:double",
    ":LABEL",
)
LINK_HEADER = (
    ":START_ID",
    ":END_ID",
    ":TYPE",
    "weight:long",
    "articles:long",
    "first:date",
    "last:date",
    "confidence:double",
    "modality:string",
    "npmi:double",
    "llr:double",
    "evidence:string",
    "article:string",
)
README = """\
# A graph for Neo4j

Written by `kg export --format neo4j`. With the server stopped, and this folder as the working directory:

    neo4j-admin database import full neo4j --overwrite-destination \\
      --nodes=nodes-header.csv,nodes.csv \\
      --relationships=relationships-header.csv,relationships.csv \\
      --array-delimiter=U+001F --multiline-fields=true

Nodes have the labels Entity and their type (Person;Official for officials). Relationships have the names of
kg's relations; `coOccursWith` has no direction. `weight` is the number of articles that state a relation, or of
sentences that name both ends; `evidence` is one of those sentences and `article` the id of its article.

The cells are the names as they are. A spreadsheet would take a cell that begins with = + - @ for a formula:
to open the files in one, export again with `--spreadsheet-safe`, which puts ' before such cells.
"""


def write_neo4j(scan: Scan, folder: Path, settings: Settings) -> None:
    """Write nodes, relationships, their headers and a README with the command line into the folder."""
    (folder / "README.md").write_text(README, encoding="utf-8", newline="\n")
    _write(folder / "nodes-header.csv", [NODE_HEADER], safe=False)
    _write(folder / "nodes.csv", map(_node, nodes(scan)), safe=settings.spreadsheet_safe)
    _write(folder / "relationships-header.csv", [LINK_HEADER], safe=False)
    _write(folder / "relationships.csv", map(_link, edges(scan)), safe=settings.spreadsheet_safe)


def _node(node: Node) -> tuple[object, ...]:
    labels = ["Entity", node.type, *(["Official"] if node.official else [])]
    return (
        node.id,
        node.label,
        ARRAY_DELIMITER.join(a.replace(ARRAY_DELIMITER, " ") for a in node.aliases),
        node.concept,
        node.code,
        node.articles,
        node.mentions,
        node.first,
        node.last,
        node.confidence,
        ARRAY_DELIMITER.join(labels),
    )


def _link(edge: Edge) -> tuple[object, ...]:
    return (edge.source, edge.target, edge.relation, *edge[3:])


def _write(path: Path, rows: Iterable[Iterable[object]], *, safe: bool) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerows(_defused(row) if safe else row for row in rows)


def _defused(row: Iterable[object]) -> Iterator[object]:
    """Put ' before texts that a spreadsheet would run as formulas; numbers are left alone."""
    for cell in row:
        yield f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
