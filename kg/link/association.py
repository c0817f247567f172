"""How strongly two names occur together: counts, NPMI and the log-likelihood ratio."""

from __future__ import annotations

import math


def npmi(together: int, a: int, b: int, total: int) -> float:
    """Return the normalised pointwise mutual information of two events, -1..1.

    Parameters
    ----------
    together, a, b, total
        In how many sentences both, the one, the other, and any name at all stand.

    Notes
    -----
    G. Bouma (2009), Normalized (Pointwise) Mutual Information in Collocation Extraction.
    """
    if together == 0:
        return -1.0
    if together == total:
        return 1.0
    pmi = math.log(together * total / (a * b))
    return pmi / -math.log(together / total)


def log_likelihood(together: int, a: int, b: int, total: int) -> float:
    """Return Dunning's log-likelihood ratio (G squared) of two events, signed.

    Positive where they stand together more often than chance would have it, negative where less.

    Notes
    -----
    T. Dunning (1993), Accurate Methods for the Statistics of Surprise and Coincidence.
    """
    observed = (together, a - together, b - together, total - a - b + together)
    expected = (
        a * b / total,
        a * (total - b) / total,
        (total - a) * b / total,
        (total - a) * (total - b) / total,
    )
    g2 = 2 * sum(o * math.log(o / e) for o, e in zip(observed, expected, strict=True) if o > 0 and e > 0)
    return g2 if observed[0] >= expected[0] else -g2


def p_value(g2: float) -> float:
    """Return the probability of a log-likelihood ratio at least this large by chance (chi squared, 1 d.f.)."""
    return math.erfc(math.sqrt(max(g2, 0.0) / 2))
