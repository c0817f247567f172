"""Who is who, over all articles: the decisions of :mod:`kg.link`, each made where all that it looks at has met.

Nothing here grows with the number of mentions of a name: forms are summed first. What is gathered for one
decision is the votes on one name, the keys of one concept, the forms of one entity.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from kg.build.spark.forms import here, make_linker
from kg.build.spark.roots import roots
from kg.build.spark.rows import Row, Rows, over_groups, over_rows
from kg.build.spark.skew import Hot, hot_keys
from kg.build.spark.steps import Steps
from kg.link.curated import Curated
from kg.link.entities import Member, bare_id, distinct_ids, entity_of
from kg.link.forms import Form, Sense, chosen_concept
from kg.link.identity import stable_key
from kg.link.people import Posted, namesakes
from kg.link.pointers import (
    follow,
    known_as,
    pointer_by_rule,
    pointer_by_votes,
    pointers_by_user,
    pointers_to_concept,
    ruled,
)
from kg.link.rules import fuller_among, looked_for, shortened
from kg.vocab.names import core

KEY = ("type", "plain")
SENSE = ("type", "anchor", "post")
PART = ("type", "root", "part")

_POINTERS = "type string, plain string, `to` string, why string"


class How(NamedTuple):
    """What linking depends on besides the forms: the user's files of names, by name, and his own links."""

    lexicons: tuple[str, ...]
    curated: Curated

    def labels(self) -> dict[str, str]:
        """Return the preferred labels of all concepts; asked on the machine that needs them."""
        return make_linker(here(self.lexicons)).labels


class Linked(NamedTuple):
    """What linking found: entities with their names nested, the entity of each sense, the hot senses."""

    entities: DataFrame
    senses: DataFrame
    hot: Hot


def link(articles: DataFrame, how: How, steps: Steps) -> Linked:
    """Link the clusters of all articles to entities.

    Parameters
    ----------
    articles
        ``id``, ``published`` and nested ``forms`` (:data:`kg.build.spark.forms.FORMS`).
    """
    each = articles.select("published", F.col("id").alias("article"), F.inline("forms"))
    first = F.min(F.struct("published", "article", "offset")).alias("first")
    uses, mentions = F.count("*").alias("uses"), F.sum("mentions").alias("mentions")
    forms = each.groupBy(*SENSE, "plain", "surface", "concept").agg(uses, mentions, first)
    forms = steps.keep("forms", forms)
    senses = steps.keep("senses", each.groupBy(*SENSE).agg(F.sum("opens").alias("clusters"), first))
    keys = steps.keep("keys", forms.select(*KEY).distinct())
    meant = forms.where("concept <> ''").groupBy(*KEY, "concept").agg(F.sum("uses").alias("uses"))
    concepts = steps.keep(
        "concepts",
        over_groups(meant, KEY, ["concept"], _concept, "type string, plain string, concept string"),
    )
    pointers = steps.keep("pointers", _pointers(forms, keys, concepts, how, steps))
    leads = steps.keep("leads", _leads(keys, pointers, how, steps))
    parts = steps.keep("parts", _parts(senses, leads))
    entities = steps.keep("entities", _entities(forms, concepts, leads, parts, how))
    ids = entities.select(*PART, F.col("key").alias("entity"), F.col("id").alias("entity_id"))
    named = steps.keep("named", parts.join(ids, list(PART)).select(*SENSE, "entity", "entity_id"))
    return Linked(entities, named, hot_keys(senses, SENSE, "clusters", steps))


def _concept(key: Row, rows: Rows) -> Iterator[Row]:
    yield (*key, chosen_concept({concept: uses for *_, concept, uses in rows}))


def _pointers(forms: DataFrame, keys: DataFrame, concepts: DataFrame, how: How, steps: Steps) -> DataFrame:
    known = F.broadcast(concepts.select(*KEY))  # at most as many as the lexicon has labels
    votes = forms.where("anchor <> plain").groupBy(*KEY, "anchor").agg(F.sum("uses").alias("uses"))
    unknown = votes.join(known, list(KEY), "left_anti")
    by_votes = over_groups(unknown, KEY, ["anchor"], partial(_by_votes, how.curated), _POINTERS)
    by_concept = over_groups(concepts, ["concept"], KEY, partial(_by_concept, how), _POINTERS)
    sure = steps.keep("sure", by_concept.unionByName(by_votes))
    stems = roots(sure, steps, "stems").withColumnsRenamed({"plain": "other", "root": "stem"})
    pointing = sure.select(*KEY)
    short = keys.join(known, list(KEY), "left_anti").join(pointing, list(KEY), "left_anti")
    blocks = over_rows(short, _looked_for, "type string, plain string, form string, head string")
    fuller = over_rows(keys, _shortened, "type string, other string, form string, head string")
    pairs = blocks.join(fuller, ["type", "form", "head"]).where("length(other) > length(plain)")
    led = (
        pairs.select(*KEY, "other")
        .distinct()
        .join(stems, ["type", "other"], "left")
        .select(*KEY, "other", F.coalesce("stem", "other").alias("stem"))
    )
    return sure.unionByName(over_groups(led, KEY, ["other"], partial(_by_rule, how.curated), _POINTERS))


def _by_votes(curated: Curated, key: Row, rows: Rows) -> Iterator[Row]:
    kind, name = key
    found = pointer_by_votes((kind, name), {(kind, anchor): uses for *_, anchor, uses in rows}, curated)
    if found:
        yield kind, name, found.to[1], found.why


def _by_concept(how: How, key: Row, rows: Rows) -> Iterator[Row]:
    keys = [(kind, name) for _, kind, name in rows]
    for (kind, name), found in pointers_to_concept(how.labels()[key[0]], keys, how.curated).items():
        yield kind, name, found.to[1], found.why


def _looked_for(rows: Rows) -> Iterator[Row]:
    for kind, name in rows:
        if ruled((kind, name)):
            for form in sorted(looked_for(kind, name)):
                yield kind, name, form, name[:2]


def _shortened(rows: Rows) -> Iterator[Row]:
    # A short name and a fuller one begin with the same two characters (fuller_among): as a part of the
    # block's key these keep apart what ends in the same bracket.
    for kind, name in rows:
        for form in sorted(shortened(kind, name)):
            for head in sorted({name[:2], core(name)[:2]}):
                yield kind, name, form, head


def _by_rule(curated: Curated, key: Row, rows: Rows) -> Iterator[Row]:
    kind, name = key
    stems = {(kind, other): (kind, stem) for *_, other, stem in rows}
    fuller = ((other, stems[other], rule) for other, rule in fuller_among((kind, name), stems))
    found = pointer_by_rule((kind, name), fuller, curated)
    if found:
        yield kind, name, found.to[1], found.why


def _leads(keys: DataFrame, pointers: DataFrame, how: How, steps: Steps) -> DataFrame:
    """Return where every key leads and why it points there: ``type, plain, root, why`` (null where it does not)."""
    found = keys.join(roots(pointers, steps, "roots"), list(KEY), "left")
    found = found.select(*KEY, F.coalesce("root", "plain").alias("root"))
    led = found.join(pointers.select(*KEY, "why"), list(KEY), "left")
    if not how.curated.same:
        return led
    by_user = _by_user(found, how.curated, steps)
    return (
        led.withColumnRenamed("why", "before")
        .join(by_user.select("type", F.col("one").alias("plain"), "why"), list(KEY), "left")
        .withColumnRenamed("root", "one")
        .join(by_user.select("type", "one", "other"), ["type", "one"], "left")
        .select(*KEY, F.coalesce("other", "one").alias("root"), F.coalesce("why", "before").alias("why"))
    )


def _by_user(leads: DataFrame, curated: Curated, steps: Steps) -> DataFrame:
    """Return which roots lead on by the user's own links, a file read on the driver: no more rows than it has."""
    named = sorted({key for pair in curated.same for key in pair})
    wanted = steps.session.createDataFrame(named, "type string, plain string")
    rows = leads.join(F.broadcast(wanted), list(KEY)).collect()
    root = {(row["type"], row["plain"]): (row["type"], row["root"]) for row in rows}
    added = pointers_by_user(
        curated, root.__contains__, lambda key: None if root.get(key) == key else root.get(key)
    )
    final = [
        (*one, follow(one, lambda key: added[key].to if key in added else None)[1], pointer.why)
        for one, pointer in sorted(added.items())
    ]
    return F.broadcast(
        steps.session.createDataFrame(final, "type string, one string, other string, why string")
    )


def _parts(senses: DataFrame, leads: DataFrame) -> DataFrame:
    """Return which entity, a root and the suffix of a namesake, is meant by each sense."""
    anchors = leads.select("type", F.col("plain").alias("anchor"), "root")
    led = senses.join(anchors, ["type", "anchor"])
    posts = (
        led.where("type = 'Person'")
        .groupBy("type", "root", "post")
        .agg(F.sum("clusters").alias("clusters"), F.min("first").alias("first"))
    )
    suffixes = over_groups(
        posts, ["type", "root"], ["post"], _namesakes, "type string, root string, post string, part string"
    )
    return led.join(suffixes, ["type", "root", "post"], "left").select(
        *SENSE, "root", F.coalesce("part", F.lit("")).alias("part")
    )


def _namesakes(key: Row, rows: Rows) -> Iterator[Row]:
    posts = {post: Posted(clusters, tuple(first.values())) for *_, post, clusters, first in rows}
    for post, suffix in sorted(namesakes(posts).items()):
        yield (*key, post, suffix)


_ENTITY = (
    "type string, root string, part string, key bigint, id string, name string, concept string,"
    " mentions bigint, names array<struct<name: string, mentions: bigint, why: string>>"
)


def _entities(
    forms: DataFrame, concepts: DataFrame, leads: DataFrame, parts: DataFrame, how: How
) -> DataFrame:
    own = leads.withColumnRenamed("root", "own")
    meant = F.broadcast(concepts.withColumnRenamed("concept", "meant"))
    members = (
        forms.join(own, list(KEY))
        .join(meant, list(KEY), "left")
        .join(parts, list(SENSE))
        .select(
            *PART,
            "anchor",
            "post",
            "plain",
            "surface",
            "concept",
            "uses",
            "mentions",
            "first",
            "own",
            "why",
            "meant",
        )
    )
    made = over_groups(members, PART, ["plain", "surface"], partial(_entity, how), f"{_ENTITY}, bare string")
    return over_groups(made, ["bare"], PART, _distinct, _ENTITY)


def _entity(how: How, key: Row, rows: Rows) -> Iterator[Row]:
    kind, root, part = key
    labels = how.labels()
    members = []
    for *_, anchor, post, name, surface, concept, uses, mentions, first, own, why, meant in rows:
        form = Form(
            Sense((kind, anchor), post), (kind, name), surface, concept, uses, mentions, tuple(first.values())
        )
        reason = why or (known_as(labels[meant]) if meant else "")
        members.append(Member(form, (kind, own), reason, meant or ""))
    e = entity_of(members, (kind, root), part, labels)
    names = [name._asdict() for name in e.names]
    total = sum(name.mentions for name in e.names)
    yield kind, root, part, 0, e.id, e.name, e.concept, total, names, bare_id(e.id)


def _distinct(key: Row, rows: Rows) -> Iterator[Row]:
    found = [row[1:] for row in rows]
    for row, entity_id in zip(found, distinct_ids([row[4] for row in found]), strict=True):
        yield (*row[:3], stable_key(entity_id), entity_id, *row[5:])
