"""The key under which a name is compared over all articles: its type and plain form, its region made plain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.vocab.lexicon import Concept, Lexicon, fold
from kg.vocab.names import plain

Key = tuple[str, str]
"""Type and plain name."""

# 市委, 市经济信息化委, 市政府办公厅 mean those of the city whose account it is; 市场监管总局 does not.
_OF_THE_CITY = re.compile(
    "^(?:全市|本市|市)(?!场|值|民|北|西|东|南|中|容|级)(?=.*(?:委|局|办|府|厅|会|处|院|协|党|组|团|所|队|中心|室)$)"
)
_OF_THE_DISTRICT = re.compile(
    "^(?:区|县|镇|街道)(?=.{0,12}(?:委|局|办|府|会|处|院|党组|团|所|队|中心|室)$)(?!块链|域)"
)
# 《办法》 or 《行动方案》 is short for the one its article is about, another in the next article.
_KIND_OF_POLICY = re.compile(
    "^(?:本|该)?(?:行动|实施|工作|管理|若干|申报|专项|发展|指导)?"
    "(?:方案|办法|计划|通知|条例|规划|意见|措施|指南|政策|规定|细则|纲要|公告|决定|名单|法)$"
)


class NameUse(NamedTuple):
    """One surface of one cluster: how often, where it first stands, and what region the article's account is of.

    ``official`` and ``posted`` tell of a person whether the article gives a public post, or any.
    ``districts`` are the plain names of the districts that the article names.
    """

    article: str
    published: str
    cluster: int
    type: str
    surface: str
    mentions: int
    first_offset: int
    region: str = ""
    official: bool = False
    posted: bool = False
    districts: tuple[str, ...] = ()


def key_of(use: NameUse) -> Key:
    """Return the key of a name as the article means it.

    市委 in an account of 上海 is 上海市委. 区委 is that of the one district the article names; where
    it names none or several, it is nobody's but this article's; so is 《办法》.
    """
    name = plain(use.surface)
    if use.type == "Organization":
        if use.region and _OF_THE_CITY.match(name):
            return use.type, use.region + "市" + _OF_THE_CITY.sub("", name)
        if _OF_THE_DISTRICT.match(name):
            if len(use.districts) == 1:
                return use.type, use.districts[0] + name.removeprefix("区")
            return use.type, f"{name}@{use.article}"
    if use.type == "Policy" and _KIND_OF_POLICY.match(name):
        return use.type, f"{name}@{use.article}"
    return use.type, name


def concept_of(key: Key, lexicon: Lexicon, home: str) -> Concept | None:
    """Return the one concept that a key can only mean, or None.

    Strong labels decide; a weak label does where just one concept of the type has it, or one of the
    account's own region (an IRI) among several.
    """
    entries = [e for e in lexicon.labels.get(fold(key[1]), ()) if e.concept.type == key[0]]
    strong = {e.concept.iri: e.concept for e in entries if e.strong}
    local = {e.concept.iri: e.concept for e in entries if home and e.concept.region == home}
    weak = {e.concept.iri: e.concept for e in entries if not e.concept.region}
    for chosen in (strong, local, weak):
        if len(chosen) == 1:
            return next(iter(chosen.values()))
        if chosen:
            return None
    return None


class Region(NamedTuple):
    """A province or city: its short name and the IRI of its concept."""

    name: str
    iri: str


def region_of(account: str, lexicon: Lexicon) -> Region:
    """Guess the home region of an account from its name: 上海经信委 is of 上海; empty where it names none."""
    best = Region("", "")
    for name, iri in _regions(lexicon.concepts):
        if name in account and len(name) > len(best.name):
            best = Region(name, iri)
    return best


@lru_cache(maxsize=4)
def _regions(concepts: Sequence[Concept]) -> tuple[Region, ...]:
    """Return provinces and cities: the places with a six-digit code in their IRI, by short name."""
    out = []
    for concept in concepts:
        if concept.type == "Place" and re.search(r"/\d{6}$", concept.iri):
            out += [Region(name, concept.iri) for name in concept.names if len(name) == 2 or len(name) == 3]
    return tuple(Region(r.name.removesuffix("市").removesuffix("省"), r.iri) for r in out)
