"""What is said of pairs when a store is read: NPMI and log-likelihood, from counts and the number of all sentences.

They depend on that number, so that every article added changes those of all pairs: the store keeps counts.
"""

from __future__ import annotations

import sqlite3

from kg.link.association import log_likelihood, npmi

TOTAL = "(SELECT count FROM tallies WHERE what = 'sentences')"
"""SQL for the number of all sentences in which any entity stands."""


def pair_npmi(together: int, a: int, b: int, total: int) -> float:
    """Return the NPMI of a pair to four places."""
    return round(npmi(together, a, b, total), 4)


def pair_llr(together: int, a: int, b: int, total: int) -> float:
    """Return the signed log-likelihood ratio of a pair to three places."""
    return round(log_likelihood(together, a, b, total), 3)


def make_pairs(db: sqlite3.Connection) -> None:
    """Make ``pairs`` in a connection: the rows of ``cooccurrence`` with ``npmi`` and ``llr``."""
    db.create_function("npmi", 4, pair_npmi, deterministic=True)
    db.create_function("llr", 4, pair_llr, deterministic=True)
    counts = f"p.sentences, x.sentences, y.sentences, {TOTAL}"
    db.execute(
        "CREATE TEMP VIEW pairs AS SELECT p.a, p.b, p.sentences, p.articles,"
        f" npmi({counts}) AS npmi, llr({counts}) AS llr, p.first, p.last, p.article, p.sentence"
        " FROM main.cooccurrence p CROSS JOIN main.degrees x ON x.entity = p.a"
        " CROSS JOIN main.degrees y ON y.entity = p.b"
    )
