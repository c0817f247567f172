"""The store as a NetworkX graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.link.association import p_value
from kg.model import CO_OCCURRENCE
from kg.store.reader import Store

if TYPE_CHECKING:
    import networkx as nx


def to_networkx(store: Store, *, cooccurrence: bool = True) -> nx.MultiDiGraph:
    """Return the whole graph as a ``networkx.MultiDiGraph``.

    Nodes are entity ids with ``type``, ``name``, ``aliases``, ``articles``, ``mentions``. Edges carry
    ``relation`` (also their key), ``weight`` (articles, or sentences for co-occurrence), ``first``,
    ``last``, ``confidence`` (or, for co-occurrence, ``npmi`` and ``p_value``) and ``evidence`` (one sentence).
    """
    import networkx as nx

    graph = nx.MultiDiGraph()
    ids: dict[int, str] = {}
    for entity in store.entities():
        ids[entity.key] = entity.id
        graph.add_node(
            entity.id,
            type=entity.type,
            name=entity.name,
            official=entity.official,
            aliases=[n.name for n in store.names(entity.key) if n.name != entity.name],
            articles=entity.articles,
            mentions=entity.mentions,
        )
    for fact in store.facts():
        graph.add_edge(
            ids[fact.head],
            ids[fact.tail],
            key=fact.relation,
            relation=fact.relation,
            weight=fact.articles,
            first=fact.first,
            last=fact.last,
            confidence=fact.confidence,
            evidence=store.evidence(fact.key, 1)[0].sentence,
        )
    if cooccurrence:
        for a, pair in store.cooccurrences():
            graph.add_edge(
                ids[a],
                ids[pair.other],
                key=CO_OCCURRENCE,
                relation=CO_OCCURRENCE,
                weight=pair.sentences,
                first=pair.first,
                last=pair.last,
                npmi=pair.npmi,
                p_value=p_value(pair.llr),
                evidence=store.sentence(pair.article, pair.sentence).sentence,
            )
    return graph
