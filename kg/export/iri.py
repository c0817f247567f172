"""IRIs of entities, articles, statements and co-occurrences (RFC 3987)."""

from __future__ import annotations

import hashlib
from typing import NamedTuple
from urllib.parse import quote

import pyoxigraph as ox

DEFAULT_BASE = "https://example.org/kg/"


class BadBase(ValueError):
    """A base IRI under which no IRI can be made; the message says why."""


class Names(NamedTuple):
    """Makes the IRIs under one base: readable, stable, valid whatever the name."""

    base: str

    def entity(self, entity_id: str) -> ox.NamedNode:
        """Return the IRI of an entity: the base, ``entity/`` and the id (``company/上海仪电``)."""
        return ox.NamedNode(f"{self.base}entity/{iri_path(entity_id)}")

    def article(self, article_id: str) -> ox.NamedNode:
        """Return the IRI of an article, which is the name of its graph too."""
        return ox.NamedNode(f"{self.base}article/{iri_path(article_id)}")

    def statement(self, *identity: object) -> ox.NamedNode:
        """Return the IRI of an assertion from what it says and where."""
        return ox.NamedNode(f"{self.base}statement/{_digest(identity)}")

    def co_occurrence(self, a: str, b: str) -> ox.NamedNode:
        """Return the IRI of the co-occurrence of two entities."""
        return ox.NamedNode(f"{self.base}cooccurrence/{_digest((a, b))}")

    def part(self, node: ox.NamedNode, name: str, n: int) -> ox.NamedNode:
        """Return the IRI of the n-th value of a node: its own with ``#name-n``."""
        return ox.NamedNode(f"{node.value}#{name}-{n}")


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
    if text.isalnum() and min(text) >= "\u3400" and max(text) <= "\ud7ff":  # the most frequent case
        return text
    path = "".join(c if _is_safe(c) else quote(c, safe="") for c in text)
    if "." not in path:
        return path
    return "/".join(s.replace(".", "%2E") if not s.strip(".") else s for s in path.split("/"))


def _is_safe(char: str) -> bool:
    if char.isascii():
        return char.isalnum() or char in "-_~/."
    # ucschar of RFC 3987 that are letters or digits; private use, specials and symbols are escaped.
    code = ord(char)
    in_ucschar = 0xA0 <= code <= 0xD7FF or 0xF900 <= code <= 0xFDCF or 0xFDF0 <= code <= 0xFFEF
    return (in_ucschar or (0x10000 <= code <= 0x3FFFD and code & 0xFFFF < 0xFFFE)) and char.isalnum()


def _digest(identity: tuple[object, ...]) -> str:
    text = "\0".join(str(part) for part in identity)
    return hashlib.blake2b(text.encode(), digest_size=10).hexdigest()
