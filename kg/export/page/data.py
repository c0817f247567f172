"""The page's data: a selection and its sentences as records for JSON.

Nothing here knows HTML: a server answers "expand" with the same records (:func:`payload` of
:func:`kg.export.page.select.around`), and the page takes both in the same way.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from kg.export.page.communities import communities
from kg.export.page.layout import layout
from kg.export.page.select import Link, Scope, Selection
from kg.export.page.spelling import spellings
from kg.store.listing import degree_of
from kg.store.reader import Entity, Evidence, Store

SENTENCES = 5
"""Sentences held for each fact; ``kg show`` gives them all."""

Record = dict[str, Any]


def payload(store: Store, selection: Selection) -> Record:
    """Return the selection as the page reads it.

    Returns
    -------
    dict
        ``nodes``: one record for each entity, with ``x``, ``y`` and ``group`` where it is drawn.
        ``edges``: one for each link; ``evidence`` holds ``[sentence, role, modality, confidence, surface
        of the head, surface of the tail, attributes]`` with the index of the sentence.
        ``sentences``: ``[text, index of the article]``; ``articles``: ``[title, url, date, account]``.
        ``groups``: the members of each community by id.
    """
    ids = {e.key: e.id for e in (*selection.drawn, *selection.reserve)}
    texts = _Texts()
    edges = [_edge(store, link, ids, texts) for link in selection.links]
    places, groups = _picture(selection)
    nodes = [
        _node(store, e, selection.weight.get(e.key, 0.0)) | places.get(e.key, {})
        for e in (*selection.drawn, *selection.reserve)
    ]
    return {
        "nodes": nodes,
        "edges": edges,
        "sentences": texts.sentences,
        "articles": texts.articles,
        "groups": [[ids[k] for k in group] for group in groups],
    }


def about(store: Store, scope: Scope, selection: Selection) -> Record:
    """Return what the page says of itself: how much there is, from when, and around what."""
    first, last = store.dates()
    return {
        "entities": selection.total,
        "articles": store.counts()["articles"],
        "first": first,
        "last": last,
        "focus": [e.id for e in scope.focus],
        "names": [e.name for e in scope.focus],
    }


def _node(store: Store, entity: Entity, weight: float) -> Record:
    names = [n.name for n in store.names(entity.key)]
    degree = degree_of(store, entity.key)
    return {
        "id": entity.id,
        "name": entity.name,
        "type": entity.type,
        "official": entity.official,
        "aliases": [n for n in names if n != entity.name],
        "spelling": spellings([entity.name, *names]),
        "articles": entity.articles,
        "mentions": entity.mentions,
        "first": entity.first,
        "last": entity.last,
        "confidence": round(entity.confidence, 3),
        "weight": round(weight, 3),
        "links": degree.links,
        "facts": degree.facts,
    }


def _edge(store: Store, link: Link, ids: Mapping[int, str], texts: _Texts) -> Record:
    record: Record = {"from": ids[link.head], "to": ids[link.tail], "relation": link.relation}
    if link.fact:
        fact = link.fact
        record |= {
            "support": fact.articles,
            "assertions": fact.assertions,
            "first": fact.first,
            "last": fact.last,
            "confidence": round(fact.confidence, 3),
            "modality": fact.modality,
            "evidence": [texts.evidence(e) for e in store.evidence(fact.key, SENTENCES)],
        }
    elif link.pair:
        pair = link.pair
        record |= {
            "support": pair.sentences,
            "assertions": pair.sentences,
            "first": pair.first,
            "last": pair.last,
            "confidence": round(pair.npmi, 3),
            "modality": "stated",
            "evidence": [texts.evidence(store.sentence(pair.article, pair.sentence))],
        }
    return record | {"weight": round(link.weight, 3), "drawn": link.drawn}


def _picture(selection: Selection) -> tuple[dict[int, Record], list[list[int]]]:
    """Return position and community of every entity drawn, and the communities."""
    keys = [e.key for e in selection.drawn]
    index = {key: n for n, key in enumerate(keys)}
    drawn = [x for x in selection.links if x.drawn and x.head in index and x.tail in index]
    heaviest = max((selection.weight.get(k, 0.0) for k in keys), default=0.0) or 1.0
    # The room a node takes: its disc (at most 22 units, see assets/model.js) and a line of text.
    room = [24.0 + 14.0 * (selection.weight.get(k, 0.0) / heaviest) ** 0.5 for k in keys]
    places = layout(len(keys), [(index[x.head], index[x.tail], _pull(x)) for x in drawn], room)
    groups = communities([(x.head, x.tail, _pull(x)) for x in drawn], selection.weight)
    group_of = {key: n for n, group in enumerate(groups) for key in group}
    return {
        key: {"x": x, "y": y, "group": group_of.get(key, -1), "drawn": True}
        for key, (x, y) in zip(keys, places, strict=True)
    }, groups


def _pull(link: Link) -> float:
    return float((1.6 if link.fact else 0.8) * (1.0 + min(link.weight, 20.0)) ** 0.25)


class _Texts:
    """Sentences and articles, each once: many links share them."""

    def __init__(self) -> None:
        self.sentences: list[Sequence[Any]] = []
        self.articles: list[Sequence[str]] = []
        self._sentence: dict[tuple[str, str], int] = {}
        self._article: dict[str, int] = {}

    def evidence(self, e: Evidence) -> Sequence[Any]:
        """Return one piece of evidence with its sentence as an index."""
        if e.article not in self._article:
            self._article[e.article] = len(self.articles)
            self.articles.append([e.title, e.url, e.published, e.account])
        key = (e.article, e.sentence)
        if key not in self._sentence:
            self._sentence[key] = len(self.sentences)
            self.sentences.append([e.sentence, self._article[e.article]])
        found = [self._sentence[key], e.role, e.modality, round(e.confidence, 3), e.head, e.tail]
        attributes = json.loads(e.attributes)
        return [*found, attributes] if attributes else found
