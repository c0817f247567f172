"""How much one request may take."""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """Seconds and rows of a query, queries at once, seconds to wait for a free process, bytes of a body."""

    seconds: float = 30.0
    rows: int = 10_000
    at_once: int = 2
    patience: float = 10.0
    body: int = 1_000_000
