"""Training the relation finder: a logistic regression a relation over all pairs that it may join."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.corpus.sentences import sentences
from kg.extract.linear import Feature
from kg.model import Cluster, Mention
from kg.relate.context import Context, make_context
from kg.relate.features import pair_features
from kg.relate.pairs import candidate_pairs
from kg.relate.signatures import SYMMETRIC
from kg.train.data import GoldArticle
from kg.train.linear import Weights, fit


def train_relations(items: Sequence[tuple[GoldArticle, int]], *, c: float = 0.3) -> dict[str, Weights]:
    """Fit the relations on annotated articles; return tables by ``relation head>tail``."""
    rows: defaultdict[str, list[tuple[str, list[Feature]]]] = defaultdict(list)
    labels: defaultdict[str, list[bool]] = defaultdict(list)
    weights: defaultdict[str, list[float]] = defaultdict(list)
    for gold, weight in items:
        if gold.relations is None:
            continue
        context, number = gold_context(gold)
        stated = {(r.type, number[r.head], number[r.tail]) for r in gold.relations}
        stated |= {(r, t, h) for r, h, t in stated if r in SYMMETRIC}
        for head, tail, h, t, relations in candidate_pairs(context):
            features = pair_features(context, head, tail, h, t)
            for relation in relations:
                rows[relation].append((model_name(relation, context, head, tail), features))
                labels[relation].append((relation, head, tail) in stated)
                weights[relation].append(float(weight))
    models: dict[str, Weights] = {}
    for relation in sorted(rows):
        models |= fit(rows[relation], labels[relation], weights[relation], c=c, min_count=2)
    return models


def model_name(relation: str, context: Context, head: int, tail: int) -> str:
    """Return the name of the model of a relation between two clusters."""
    return f"{relation} {context.clusters[head].type}>{context.clusters[tail].type}"


def gold_context(gold: GoldArticle) -> tuple[Context, dict[str, int]]:
    """Return the context of an annotated article, and the cluster number of each entity id."""
    number = {key: n for n, key in enumerate(gold.entities)}
    clusters = [
        Cluster(e.type, max(e.surfaces, key=len), e.surfaces, e.official, 1.0) for e in gold.entities.values()
    ]
    text = gold.article.text
    mentions = [
        Mention(s, e, text[s:e], gold.entities[key].type, 1.0, "gold", False, number[key])
        for s, e, key in sorted(gold.spans)
    ]
    return make_context(text, mentions, clusters, sentences(text)), number
