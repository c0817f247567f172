"""What is said between the process that asks and the process that answers: one JSON object a line."""

from __future__ import annotations

from typing import NamedTuple

RESULT_FORMATS = ("json", "xml", "csv", "tsv")
"""Formats of SELECT and ASK (W3C)."""

GRAPH_FORMATS = ("turtle", "ntriples", "jsonld", "rdfxml")
"""Formats of CONSTRUCT and DESCRIBE."""


class Question(NamedTuple):
    """A query and how it is to be answered.

    ``results`` and ``graph`` are formats, empty where that kind of query is not wanted; ``prefixes`` are
    known beforehand; ``seconds`` and ``rows`` are limits, 0 for none.
    """

    query: str
    results: str = "json"
    graph: str = "turtle"
    prefixes: tuple[tuple[str, str], ...] = ()
    seconds: float = 30.0
    rows: int = 0


class Reply(NamedTuple):
    """What came of a question.

    ``kind`` is ``solutions``, ``boolean`` or ``graph``, and the answer is in the file; or ``error``,
    ``format`` or ``limit``, and ``text`` says what is wrong; ``text`` of a boolean is ``true`` or ``false``.
    A process that has just begun says ``ready``.
    """

    kind: str
    text: str = ""


class QueryError(Exception):
    """A query that cannot be answered as it stands; the message says why."""


class Refused(QueryError):
    """A query that would change something or call another server."""


class WrongFormat(QueryError):
    """A query of a kind that is not answered in the format asked for."""


class LimitReached(QueryError):
    """A query that took more time, memory or rows than it may."""
