"""How far a push has come, kept beside the store so that the next one can go on from there."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import NamedTuple

from kg.files import whole_file


class Record(NamedTuple):
    """A push that has begun.

    ``state`` tells one state of the store from another, ``size`` is that of the chunks; so many
    ``chunks`` with so many ``triples`` have been acknowledged.
    """

    state: str
    url: str
    graph: str
    mode: str
    size: int
    chunks: int = 0
    triples: int = 0

    def same_push(self, other: Record) -> bool:
        """Tell whether both are about sending the same thing to the same place."""
        return self[:5] == other[:5]


def record_file(store: Path, url: str, graph: str) -> Path:
    """Return where the record of pushes of a store to a graph is kept."""
    digest = hashlib.blake2b(f"{url}\0{graph}".encode(), digest_size=6).hexdigest()
    return store.with_name(f"{store.name}.push-{digest}.json")


def read_record(path: Path) -> Record | None:
    """Return the record, or None where there is none that can be read."""
    try:
        return Record(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_record(path: Path, record: Record) -> bool:
    """Keep the record; False where nothing can be kept there."""
    try:
        with whole_file(path) as stream:
            stream.write(json.dumps(record._asdict()).encode())
    except OSError:
        return False
    return True
