"""The entities that matter most, by how they are linked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.query.neighbors import kinds_of
from kg.query.pagerank import pagerank
from kg.store.around import COOCCURRENCE, all_strengths
from kg.store.costs import LEAST, link_strength
from kg.store.listing import Degree, degree_of, most_linked
from kg.store.reader import Entity, Store

MEASURES = ("degree", "pagerank", "betweenness")

SAMPLED, LEAST_SAMPLED = 200, 10
"""Nodes at most and at least from which betweenness is measured: exact on graphs no larger, else an estimate."""

MOST_WALKED = 10_000_000
"""Edges walked in all for it, unless the least sample needs more."""


@dataclass(frozen=True)
class Ranked:
    """An entity with its score: links (degree), probability (pagerank), or share of shortest paths."""

    rank: int
    name: str
    type: str
    id: str
    score: float
    links: int
    facts: int
    cooccurrences: int
    mentions: int


def top(store: Store, *, type: str | None = None, by: str = "degree", limit: int = 20) -> list[Ranked]:
    """Return the highest ranked entities.

    Parameters
    ----------
    type
        Only entities of this type; they are ranked in the whole graph all the same.
    by
        ``degree`` (number of entities linked by a fact or named in one sentence), ``pagerank`` or ``betweenness``; links are weighted by
        confidence, or half the NPMI.

    Raises
    ------
    ValueError
        ``by`` is none of these.
    """
    if by not in MEASURES:
        raise ValueError(f"cannot rank by {by!r}; choose one of {', '.join(MEASURES)}")
    if by == "degree":
        best = most_linked(store, kinds_of(type), limit)
        return [_row(store, rank, d, d.links) for rank, d in enumerate(best, 1)]
    kinds = kinds_of(type)
    entities = {e.key: e for e in store.entities()}
    links = _weights(store, entities)
    scores = pagerank(links) if by == "pagerank" else _betweenness(links)
    chosen = [e for e in entities.values() if _kind(e) in kinds]
    chosen.sort(key=lambda e: (-scores[e.key], e.id))
    return [
        _row(store, rank, degree_of(store, e.key), scores[e.key]) for rank, e in enumerate(chosen[:limit], 1)
    ]


def _kind(entity: Entity) -> str:
    return "Official" if entity.official and entity.type == "Person" else entity.type


def _weights(store: Store, keys: Iterable[int]) -> dict[int, dict[int, float]]:
    """Return the strongest link between every two entities, by key, each at both its ends."""
    links: dict[int, dict[int, float]] = {key: {} for key in keys}
    for one, other, layer, strength in all_strengths(store):
        near = links[one]
        near[other] = max(near.get(other, LEAST), link_strength(strength, layer == COOCCURRENCE))
    return links


def _betweenness(links: dict[int, dict[int, float]]) -> dict[int, float]:
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(links)
    graph.add_weighted_edges_from(
        ((a, b, 1.0 / weight) for a, near in links.items() for b, weight in near.items() if a < b),
        weight="distance",
    )
    # From each node of the sample every edge is walked: the larger the graph, the fewer they are.
    pivots = max(LEAST_SAMPLED, min(SAMPLED, MOST_WALKED // max(graph.number_of_edges(), 1)))
    sample = pivots if len(links) > pivots else None
    scores: dict[int, float] = nx.betweenness_centrality(graph, k=sample, weight="distance", seed=7)
    return scores


def _row(store: Store, rank: int, degree: Degree, score: float) -> Ranked:
    entity = store.entity(degree.entity)
    return Ranked(
        rank=rank,
        name=entity.name,
        type=entity.type,
        id=entity.id,
        score=round(score, 6),
        links=degree.links,
        facts=degree.facts,
        cooccurrences=degree.cooccurrences,
        mentions=entity.mentions,
    )
