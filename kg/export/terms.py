"""RDF terms as text: the prefixes of the data model, and how literals are written.

The escapes are those of canonical N-Triples (RDF 1.2 N-Triples, section 4.4), which Turtle shares.
"""

from __future__ import annotations

import re

from kg.vocab.ontology import KG, OWL, RDF, RDFS

SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
DC = "http://purl.org/dc/elements/1.1/"
PROV = "http://www.w3.org/ns/prov#"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES = {
    "kg": KG,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "skos": SKOS,
    "schema": SCHEMA,
    "dcterms": DCTERMS,
    "dc": DC,
    "prov": PROV,
    "xsd": XSD,
}

_SPECIAL = re.compile('["\\\\\x00-\x1f\x7f\ufffe\uffff]')
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def escaped(text: str) -> str:
    """Return text as it stands between the quotes of a literal."""
    return _SPECIAL.sub(_escape, text)


def chinese(text: str) -> str:
    """Return a literal in Chinese: ``"上海"@zh``."""
    return f'"{_SPECIAL.sub(_escape, text)}"@zh'


def decimal(number: float) -> str:
    """Return a number as xsd:decimal in canonical form: at most four digits, at least one, after the point."""
    text = f"{number:.4f}".rstrip("0")
    return text + "0" if text.endswith(".") else text


def expanded(prefixed: str) -> str:
    """Return the IRI of a prefixed name of the data model: ``kg:member``."""
    prefix, _, local = prefixed.partition(":")
    return PREFIXES[prefix] + local


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    return _SHORT.get(char) or f"\\u{ord(char):04X}"
