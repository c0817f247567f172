"""What users know better: names that are the same thing, and names that are not."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import orjson

from kg.link.keys import Key
from kg.model import ENTITY_TYPES
from kg.vocab.names import plain


class CuratedError(Exception):
    """A file of curated links that cannot be read; the message names file and line."""


class Curated(NamedTuple):
    """Pairs of keys that are the same thing, and pairs that are not."""

    same: frozenset[tuple[Key, Key]]
    different: frozenset[tuple[Key, Key]]

    def apart(self, a: Key, b: Key) -> bool:
        """Tell whether the user says that two names are different things."""
        return (a, b) in self.different or (b, a) in self.different


NOTHING_CURATED = Curated(frozenset(), frozenset())


def read_curated(same: Path | None, different: Path | None) -> Curated:
    """Read ``type,name,other`` rows of both files.

    Raises
    ------
    CuratedError
        A file is missing or a row is not of that form.
    """
    return Curated(_read(same), _read(different))


def _read(path: Path | None) -> frozenset[tuple[Key, Key]]:
    if path is None:
        return frozenset()
    pairs = set()
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            for number, row in enumerate(csv.DictReader(stream), 2):
                kind, a, b = (row.get(c) or "" for c in ("type", "name", "other"))
                if kind not in ENTITY_TYPES or not a.strip() or not b.strip():
                    raise CuratedError(
                        f"{path}:{number}: needs type,name,other; type is one of {', '.join(ENTITY_TYPES)}"
                    )
                pairs.add(((kind, plain(a)), (kind, plain(b))))
    except (OSError, UnicodeDecodeError) as error:
        raise CuratedError(f"{path}: cannot be read: {error}") from error
    return frozenset(pairs)


def to_text(curated: Curated) -> str:
    """Return the links as JSON, the same for the same links."""
    return orjson.dumps([sorted(curated.same), sorted(curated.different)]).decode()


def from_text(text: str) -> Curated:
    """Return the links that :func:`to_text` wrote."""
    same, different = (
        frozenset(((a[0], a[1]), (b[0], b[1])) for a, b in pairs) for pairs in orjson.loads(text)
    )
    return Curated(same, different)
