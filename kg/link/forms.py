"""From the names of one article to forms: what linking counts, and all that it looks at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.link.keys import Key, NameUse, concept_of, key_of, region_of
from kg.vocab.lexicon import Lexicon

ClusterId = tuple[str, int]
"""Article id and number of the cluster."""

Place = tuple[str, str, int]
"""Where something first stands: date, article id, offset; the least is the earliest."""


class Sense(NamedTuple):
    """What a cluster is known by: the key that names it best and, of a person, the kind of post.

    ``post`` is ``official`` (a public post), ``other``, or empty where the article gives none. All
    clusters of one sense are one entity.
    """

    anchor: Key
    post: str


class Form(NamedTuple):
    """A name in one sense, as one or many articles use it.

    ``concept`` is the IRI of what the name is known to mean there, or empty. ``uses`` counts the clusters
    that the name stands in, ``mentions`` its mentions; ``first`` is where it first stands.
    """

    sense: Sense
    key: Key
    surface: str
    concept: str
    uses: int
    mentions: int
    first: Place


def added(forms: Iterable[Form]) -> list[Form]:
    """Return the sums of forms that agree in sense, key, surface and concept, sorted."""
    found: dict[tuple[Sense, Key, str, str], Form] = {}
    for form in forms:
        known = found.get(form[:4])
        found[form[:4]] = (
            form
            if known is None
            else known._replace(
                uses=known.uses + form.uses,
                mentions=known.mentions + form.mentions,
                first=min(known.first, form.first),
            )
        )
    return sorted(found.values())


class FormMaker:
    """Makes the forms of articles; what a lexicon says of a name is looked up once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._concept = lru_cache(maxsize=1 << 16)(self._find_concept)
        self._home = lru_cache(maxsize=1 << 10)(self._find_home)
        # An account has many articles; finding its region goes through all places.
        self.region = lru_cache(maxsize=1 << 16)(self._find_region)

    def forms(self, uses: Iterable[NameUse]) -> dict[ClusterId, list[Form]]:
        """Return the forms of each cluster. They depend on its article alone."""
        clusters: defaultdict[ClusterId, list[NameUse]] = defaultdict(list)
        for use in uses:
            clusters[use.article, use.cluster].append(use)
        return {cluster: self._of_cluster(members) for cluster, members in clusters.items()}

    def _of_cluster(self, members: Sequence[NameUse]) -> list[Form]:
        keys = [key_of(use) for use in members]
        concepts = [
            self._concept(key, self._home(use.region)) for use, key in zip(members, keys, strict=True)
        ]
        sense = Sense(anchor(zip(keys, map(bool, concepts), strict=True)), _post(members))
        return [
            Form(
                sense, key, use.surface, concept, 1, use.mentions,
                (use.published, use.article, use.first_offset),
            )
            for use, key, concept in zip(members, keys, concepts, strict=True)
        ]  # fmt: skip

    def _find_concept(self, key: Key, home: str) -> str:
        concept = concept_of(key, self._lexicon, home)
        return concept.iri if concept else ""

    def _find_home(self, region: str) -> str:
        return region_of(region, self._lexicon).iri

    def _find_region(self, account: str) -> str:
        """Return the region that an account is of, or empty where its name does not tell."""
        return region_of(account, self._lexicon).name


def anchor(keys: Iterable[tuple[Key, bool]]) -> Key:
    """Return the key that names a cluster best, of keys with whether they are known: a known one, then the longest."""
    return max(keys, key=lambda k: (k[1], len(k[0][1]), k[0][1]))[0]


def _post(members: Sequence[NameUse]) -> str:
    if members[0].type != "Person":
        return ""
    if any(use.official for use in members):
        return "official"
    return "other" if any(use.posted for use in members) else ""


def chosen_concept(uses: Mapping[str, int]) -> str:
    """Return the concept (IRI) that a key means most often, of those that articles take it for; or empty."""
    known = {iri: count for iri, count in uses.items() if iri}
    return min(known, key=lambda iri: (-known[iri], iri), default="")
