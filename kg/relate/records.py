"""An annotation as a JSON record in the form of the gold files."""

from __future__ import annotations

from typing import Any

from kg.model import Annotation, Article


def annotation_record(article: Article, annotation: Annotation, *, with_text: bool = False) -> dict[str, Any]:
    """Return ``{"aid", "entities", "relations", "mentions"}``; ``text`` too where asked for.

    Entities have ``id``, ``type``, ``name``, ``surfaces`` and ``official`` where true; relations
    ``head``, ``type``, ``tail``, ``evidence``, ``confidence``, ``modality`` and ``role`` where there is
    one; mentions ``start``, ``end`` (code points in the cleaned text), ``surface``, ``entity``,
    ``confidence`` and ``recogniser``.
    """
    entities: list[dict[str, Any]] = []
    for n, cluster in enumerate(annotation.clusters, 1):
        entity: dict[str, Any] = {
            "id": f"E{n}",
            "type": cluster.type,
            "name": cluster.name,
            "surfaces": list(cluster.surfaces),
        }
        if cluster.official:
            entity["official"] = True
        entities.append(entity)
    relations = []
    seen = set()
    for a in annotation.assertions:
        head = f"E{annotation.mentions[a.head].cluster + 1}"
        tail = f"E{annotation.mentions[a.tail].cluster + 1}"
        if (head, a.relation, tail, a.role) in seen:
            continue
        seen.add((head, a.relation, tail, a.role))
        relation: dict[str, Any] = {
            "head": head,
            "type": a.relation,
            "tail": tail,
            "evidence": article.text[a.start : a.end],
            "confidence": a.confidence,
            "modality": a.modality,
        }
        if a.role:
            relation["role"] = a.role
        if a.attributes:
            relation["attributes"] = [t._asdict() for t in a.attributes]
        relations.append(relation)
    mentions = [
        {
            "start": m.start,
            "end": m.end,
            "surface": m.surface,
            "entity": f"E{m.cluster + 1}",
            "confidence": m.confidence,
            "recogniser": m.recogniser,
        }
        for m in annotation.mentions
    ]
    record: dict[str, Any] = {
        "aid": article.id,
        "entities": entities,
        "relations": relations,
        "mentions": mentions,
    }
    if with_text:
        record["text"] = article.text
    return record
