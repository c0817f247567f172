"""How a block of triples about one subject is written: line by line, or grouped as in Turtle.

A block is made of statements, ``predicate object``, in the terms of its syntax and with :data:`NEXT`
between them; no term holds that character. The syntaxes differ in how they write terms and in what they
put for it.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from kg.export.iri import Names
from kg.export.terms import PREFIXES, XSD, decimal, escaped, expanded
from kg.model import ENTITY_TYPES
from kg.vocab.ontology import KG

NEXT = "\0"
"""Stands between two statements about one subject."""


class Syntax(ABC):
    """Writes terms and blocks.

    Parameters
    ----------
    names
        Makes the IRIs of the graph.

    Attributes
    ----------
    entity, article
        Return the term of an id. These and the following keep what they made last, up to a limit.
    term
        Returns the term of a class or relation by its name: ``Company``, ``locatedIn``.
    date, decimal
        Return the term of an ISO date and of a number, rounded to four digits after the point.
    """

    def __init__(self, names: Names) -> None:
        self.names = names
        cached = lru_cache(maxsize=32_768)
        self.entity = cached(lambda entity_id: self.node(names.iri("entity", entity_id)))
        self.article = lru_cache(maxsize=1024)(lambda article_id: self.node(names.iri("article", article_id)))
        self.term = lru_cache(maxsize=256)(lambda name: self.node(KG + name))
        self.date = cached(lambda text: self.typed(text, XSD + "date"))
        self.decimal = cached(self._decimal)

    @abstractmethod
    def node(self, iri: str) -> str:
        """Return an IRI as a term."""

    @abstractmethod
    def integer(self, number: int) -> str:
        """Return an xsd:integer as a term."""

    @abstractmethod
    def _decimal(self, number: float) -> str:
        """Return an xsd:decimal as a term."""

    @abstractmethod
    def several(self, predicate: str, objects: Iterable[str]) -> str:
        """Return the statements of one predicate."""

    @abstractmethod
    def block(self, subject: str, statements: str, graph: str = "") -> str:
        """Return all statements about a subject, in the default graph or another."""

    def header(self) -> str:
        """Return what stands at the beginning of the file."""
        return ""

    def opening(self, graph: str) -> str:
        """Return what stands before the blocks of a graph."""
        return ""

    def closing(self, graph: str) -> str:
        """Return what stands after the blocks of a graph."""
        return ""

    def word(self, prefixed: str) -> str:
        """Return a term of the data model, such as ``kg:member``."""
        return self.node(expanded(prefixed))

    def template(self, *statements: str) -> str:
        """Return statements to be filled with ``%``: ``"kg:member %s"``, ``"rdf:type kg:CoOccurrence"``."""
        pairs = [s.split(" ") for s in statements]
        return NEXT.join(
            self.several(self.word(predicate), [o if o == "%s" else self.word(o) for _, o in group])
            for predicate, group in groupby(pairs, key=lambda pair: pair[0])
        )

    def typed(self, text: str, datatype: str) -> str:
        """Return a literal with a datatype."""
        return f'"{escaped(text)}"^^{self.node(datatype)}'


class Lines(Syntax):
    """N-Triples and N-Quads."""

    def node(self, iri: str) -> str:
        """Return ``<iri>``."""
        return f"<{iri}>"

    def integer(self, number: int) -> str:
        """Return ``"1"^^<…integer>``."""
        return f'"{number}"^^<{XSD}integer>'

    def _decimal(self, number: float) -> str:
        return f'"{decimal(number)}"^^<{XSD}decimal>'

    def several(self, predicate: str, objects: Iterable[str]) -> str:
        """Return one statement an object."""
        return NEXT.join([f"{predicate} {o}" for o in objects])

    def block(self, subject: str, statements: str, graph: str = "") -> str:
        """Return one line a statement."""
        end = f" {graph} .\n" if graph else " .\n"
        return f"{subject} {statements.replace(NEXT, f'{end}{subject} ')}{end}"


# What the grammar of Turtle allows in a local name: as it is, or behind a backslash.
_BEGINNING = "A-Za-z0-9_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
_LOCAL = re.compile(f"(?:[{_BEGINNING}][{_BEGINNING}-]*)?")
_ESCAPABLE = re.compile("[~.!$&'()*+,;=/?#@%-]")


class Turtle(Syntax):
    """Turtle and TriG, with a prefix for each entity type: ``company:上海仪电``."""

    def __init__(self, names: Names) -> None:
        super().__init__(names)
        own = {t.lower(): f"{names.base}entity/{t.lower()}/" for t in ENTITY_TYPES}
        self.prefixes = {**PREFIXES, **own}
        self._by_start = {iri: p for p, iri in self.prefixes.items()}

    def header(self) -> str:
        """Return the prefixes."""
        lines = [f"@prefix {p}: <{iri}> .\n" for p, iri in sorted(self.prefixes.items())]
        return "".join([*lines, "\n"])

    def node(self, iri: str) -> str:
        """Return a prefixed name where there is a prefix that fits."""
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix, local = self._by_start.get(iri[:cut]), iri[cut:]
        # rdflib cannot read a name that ends in an escaped point.
        if prefix is None or local.endswith(".") or not _LOCAL.fullmatch(_ESCAPABLE.sub("", local)):
            return f"<{iri}>"
        return f"{prefix}:{local if _LOCAL.fullmatch(local) else _ESCAPABLE.sub(_behind, local)}"

    def integer(self, number: int) -> str:
        """Return the digits alone."""
        return str(number)

    def _decimal(self, number: float) -> str:
        return decimal(number)

    def word(self, prefixed: str) -> str:
        """Return ``a`` for rdf:type, and prefixed names as they are."""
        return "a" if prefixed == "rdf:type" else prefixed

    def several(self, predicate: str, objects: Iterable[str]) -> str:
        """Return the objects with commas between them."""
        return f"{predicate} {' , '.join(objects)}"

    def block(self, subject: str, statements: str, graph: str = "") -> str:
        """Return the statements one below the other."""
        indent = "\t" if graph else ""
        return f"{indent}{subject} {statements.replace(NEXT, f' ;{chr(10)}{indent}{chr(9)}')} .\n"

    def opening(self, graph: str) -> str:
        """Return the name of the graph and a brace."""
        return f"{graph} {{\n" if graph else ""

    def closing(self, graph: str) -> str:
        """Return a brace."""
        return "}\n" if graph else ""


def _behind(match: re.Match[str]) -> str:
    return f"\\{match.group()}"
