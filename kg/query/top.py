"""The entities that matter most, by how they are linked."""

from __future__ import annotations

from dataclasses import dataclass

from kg.query.neighbors import kinds_of
from kg.query.pagerank import pagerank
from kg.store.costs import LEAST, link_strength
from kg.store.listing import Degree, degree_of, most_linked
from kg.store.reader import Store

MEASURES = ("degree", "pagerank", "betweenness")

SAMPLED = 200
"""Nodes from which betweenness is measured: exact on smaller graphs, an estimate on larger ones."""


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
        ``degree`` (number of linked entities), ``pagerank`` or ``betweenness``; links are weighted by
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
    links = _weights(store)
    scores = pagerank(links) if by == "pagerank" else _betweenness(links)
    kinds = kinds_of(type)
    keys = {e.id: e for e in store.entities() if _kind(e.type, e.official) in kinds}
    chosen = sorted((i for i in scores if i in keys), key=lambda i: (-scores[i], i))[:limit]
    return [_row(store, rank, degree_of(store, keys[i].key), scores[i]) for rank, i in enumerate(chosen, 1)]


def _kind(type: str, official: bool) -> str:
    return "Official" if official and type == "Person" else type


def _weights(store: Store) -> dict[str, dict[str, float]]:
    """Return the strongest link between every two entities, by id, each at both its ends."""
    ids = {entity.key: entity.id for entity in store.entities()}
    links: dict[str, dict[str, float]] = {id_: {} for id_ in ids.values()}
    found = [(f.head, f.tail, f.confidence) for f in store.facts()]
    found += [(a, p.other, link_strength(p.npmi, True)) for a, p in store.cooccurrences() if p.llr > 0]
    for a, b, strength in found:
        one, other = ids[a], ids[b]
        weight = max(links[one].get(other, LEAST), strength)
        links[one][other] = links[other][one] = weight
    return links


def _betweenness(links: dict[str, dict[str, float]]) -> dict[str, float]:
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(links)
    graph.add_weighted_edges_from(
        ((a, b, 1.0 / weight) for a, near in links.items() for b, weight in near.items() if a < b),
        weight="distance",
    )
    sample = SAMPLED if len(links) > SAMPLED else None
    scores: dict[str, float] = nx.betweenness_centrality(graph, k=sample, weight="distance", seed=7)
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
