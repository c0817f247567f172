"""The graph as JSON Lines: one node or link a line, each link with all its evidence."""

from __future__ import annotations

from typing import IO

import orjson

from kg.export.base import Settings
from kg.export.records import Edge, nodes, pair_edges
from kg.model import CO_OCCURRENCE
from kg.store.rows import EvidenceRow, FactRow
from kg.store.scan import Scan


def write_jsonl(scan: Scan, stream: IO[bytes], settings: Settings) -> None:
    """Write ``{"kind": "node", …}`` for every entity, then ``{"kind": "edge", …}`` for every link."""
    for node in nodes(scan):
        iri = settings.names.entity(node.id).value
        stream.write(orjson.dumps({"kind": "node", "iri": iri, **node._asdict()}) + b"\n")
    for fact in scan.facts():
        stream.write(orjson.dumps(_fact(fact, scan.evidence(fact))) + b"\n")
    for edge in pair_edges(scan):
        stream.write(orjson.dumps(_pair(edge)) + b"\n")


def _fact(fact: FactRow, evidence: list[EvidenceRow]) -> dict[str, object]:
    return {
        "kind": "edge",
        "source": fact.head,
        "relation": fact.relation,
        "target": fact.tail,
        "weight": fact.articles,
        "assertions": fact.assertions,
        "articles": fact.articles,
        "first": fact.first,
        "last": fact.last,
        "confidence": fact.confidence,
        "modality": fact.modality,
        "evidence": [{**e._asdict(), "attributes": orjson.loads(e.attributes)} for e in evidence],
    }


def _pair(edge: Edge) -> dict[str, object]:
    return {
        "kind": "edge",
        "source": edge.source,
        "relation": CO_OCCURRENCE,
        "target": edge.target,
        "weight": edge.weight,
        "articles": edge.articles,
        "first": edge.first,
        "last": edge.last,
        "npmi": edge.npmi,
        "llr": edge.llr,
        "evidence": [{"article": edge.article, "sentence": edge.evidence}],
    }
