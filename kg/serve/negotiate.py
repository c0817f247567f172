"""Which format of those there are a client likes best (RFC 9110, Accept)."""

from __future__ import annotations

from collections.abc import Mapping

RESULTS = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
"""Formats of SELECT and ASK by media type; the first is the default."""

GRAPHS = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
}
"""Formats of CONSTRUCT and DESCRIBE by media type; the first is the default."""


def media_type(fmt: str) -> str:
    """Return the media type of a format."""
    return next(media for media, name in (*RESULTS.items(), *GRAPHS.items()) if name == fmt)


def chosen(accept: str, offered: Mapping[str, str]) -> str:
    """Return the format that an Accept header likes best, empty where it takes none of them.

    Parameters
    ----------
    accept
        The header; empty means anything.
    offered
        Formats by media type, the default first.
    """
    wishes = _wishes(accept)
    best = max(offered, key=lambda media: _quality(media, wishes), default="")
    return offered[best] if best and _quality(best, wishes) > 0 else ""


def _wishes(accept: str) -> dict[str, float]:
    wishes: dict[str, float] = {}
    for part in accept.split(",") if accept.strip() else ["*/*"]:
        media, *parameters = (p.strip().lower() for p in part.split(";"))
        weight = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        try:
            wishes[media] = float(weight)
        except ValueError:
            wishes[media] = 0.0
    return wishes


def _quality(media: str, wishes: Mapping[str, float]) -> float:
    """Return the weight of the most particular wish that fits."""
    for wish in (media, media.partition("/")[0] + "/*", "*/*"):
        if wish in wishes:
            return wishes[wish]
    return 0.0
