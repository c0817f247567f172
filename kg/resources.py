"""Where the files shipped with the package stand: the ontology, the vocabularies, the model."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def ontology_dir() -> Path:
    """Return the folder of ``kg.ttl``, ``shapes.ttl`` and ``vocab/``: inside a wheel or the checkout."""
    inside = _PACKAGE / "ontology"
    return inside if inside.is_dir() else _PACKAGE.parent / "ontology"


def vocabulary_files() -> tuple[Path, ...]:
    """Return the SKOS vocabularies of the package, sorted by name."""
    return tuple(sorted((ontology_dir() / "vocab").glob("*.ttl")))


def model_dir() -> Path:
    """Return the folder of the trained model shipped with the package."""
    return _PACKAGE / "trained"
