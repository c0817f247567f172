"""What a link weighs in a picture, and what a step of a path costs.

A step costs little where the link is sure and the entity gone to has few others. A path's cost is the sum
over its steps; exp(-cost) is its strength, from 0 to 1.
"""

from __future__ import annotations

from math import log

COOCCURRENCE_DISCOUNT = 0.5
"""What an NPMI counts beside a fact's confidence: being named together is not being linked."""

LEAST = 0.001
"""The strength of the weakest link: keeps costs finite."""

SIGNIFICANT = 3.84
"""Log-likelihood above which a co-occurrence is unlikely to be chance (p < 0.05)."""


def fact_weight(articles: int) -> float:
    """Return what a fact stated in so many articles weighs in a picture."""
    return 2.0 * articles


def pair_weight(sentences: int, npmi: float, llr: float) -> float:
    """Return what a co-occurrence weighs in a picture: 0 where it may be chance."""
    return sentences * max(npmi, 0.0) if llr > SIGNIFICANT else 0.0


def link_strength(value: float, cooccurrence: bool) -> float:
    """Return the strength (0..1) of a link from a fact's confidence or a co-occurrence's NPMI."""
    return max(value * COOCCURRENCE_DISCOUNT if cooccurrence else value, LEAST)


def through_cost(links: int) -> float:
    """Return the cost of passing through an entity with so many links: it grows slowly, and is 0 for one."""
    return log(1 + log(max(links, 1)))


def step_cost(value: float, cooccurrence: int, links: int) -> float:
    """Return the cost of a link and of half the passage through the entity at its far end.

    The other half is added where the path goes on from there, so that a step costs the same both ways.
    """
    return -log(link_strength(value, bool(cooccurrence))) + through_cost(links) / 2
