"""IRIs of entities, articles, statements and co-occurrences (RFC 3987)."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

import pyoxigraph as ox

DEFAULT_BASE = "https://example.org/kg/"

_SEPARATOR = "\0"


class BadBase(ValueError):
    """A base IRI under which no IRI can be made; the message says why."""


class Names(NamedTuple):
    """Makes the IRIs under one base: readable, stable, valid whatever the name."""

    base: str

    def iri(self, kind: str, local: str) -> str:
        """Return the IRI of an ``entity`` or ``article`` as text."""
        return f"{self.base}{kind}/{iri_path(local)}"

    def entity(self, entity_id: str) -> ox.NamedNode:
        """Return the IRI of an entity: the base, ``entity/`` and the id (``company/上海仪电``)."""
        return _node(self.base, "entity", entity_id)

    def article(self, article_id: str) -> ox.NamedNode:
        """Return the IRI of an article, which is the name of its graph too."""
        return _node(self.base, "article", article_id)

    def statement(self, *identity: object) -> str:
        """Return the IRI of an assertion from what it says and where."""
        return f"{self.base}statement/{_digest(_SEPARATOR.join(map(str, identity)))}"

    def co_occurrence(self, a: str, b: str) -> str:
        """Return the IRI of the co-occurrence of two entities, the same for both orders."""
        ends = f"{a}{_SEPARATOR}{b}" if a < b else f"{b}{_SEPARATOR}{a}"
        return f"{self.base}cooccurrence/{_digest(ends)}"

    def part(self, iri: str, name: str, n: int) -> str:
        """Return the IRI of the n-th value of a node: its own with ``#name-n``."""
        return f"{iri}#{name}-{n}"


def names(base: str = DEFAULT_BASE) -> Names:
    """Return the maker of IRIs under a base.

    Raises
    ------
    BadBase
        The base is not an http(s), urn or tag IRI that ends in ``/``, ``#`` or ``:``.
    """
    try:
        ox.NamedNode(base)
    except ValueError as error:
        raise BadBase(f"{base!r} is not an absolute IRI: {error}") from error
    if base.partition(":")[0] not in {"http", "https", "urn", "tag"}:
        raise BadBase(f"{base!r}: a base IRI begins with http:, https:, urn: or tag:")
    if base[-1] not in "/#:":
        raise BadBase(f"{base!r}: a base IRI ends in / (or # or :)")
    return Names(base)


def entity_iri(entity_id: str, base: str = DEFAULT_BASE) -> ox.NamedNode:
    """Return the IRI of an entity."""
    return Names(base).entity(entity_id)


def iri_path(text: str) -> str:
    """Return text as an IRI path: letters of all scripts stay, everything unsafe is %-escaped.

    Segments of nothing but dots are escaped as well, since parsers may resolve them away; two
    different texts never give the same path.
    """
    path = _UNSAFE.sub(_escaped, text)
    if "." not in path:
        return path
    return "/".join(s.replace(".", "%2E") if not s.strip(".") else s for s in path.split("/"))


@lru_cache(maxsize=1024)
def concept_iri(concept: str) -> str:
    """Return the IRI of a concept; those of users' own lists may hold characters that need escaping."""
    try:
        return ox.NamedNode(concept).value
    except ValueError:
        scheme, _, rest = concept.partition(":")
        return scheme + ":" + ":".join(iri_path(part) for part in rest.split(":"))


# Letters and digits among the ucschar of RFC 3987 are safe; private use, specials and symbols are not.
_UNSAFE = re.compile(
    "[^A-Za-z0-9_~/.\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U0003fffd-]|[^\\w~/.-]"
)


def _escaped(match: re.Match[str]) -> str:
    return quote(match.group(), safe="")


@lru_cache(maxsize=1024)
def _node(base: str, kind: str, local: str) -> ox.NamedNode:
    """Return the node of an entity or article; the same few are asked for again and again."""
    return ox.NamedNode(Names(base).iri(kind, local))


def _digest(identity: str) -> str:
    return hashlib.blake2b(identity.encode(), digest_size=10).hexdigest()
