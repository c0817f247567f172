"""Linear models over named features: small, exact, and open to reading."""

from __future__ import annotations

import gzip
import math
from collections.abc import Iterable, Mapping
from pathlib import Path

import orjson

Feature = tuple[str, str | int]
"""A template and its value: ``("ends", "大学")``. Every feature is present or absent."""

Tables = Mapping[str, Mapping[str | int, float]]
"""Weights by template and value."""


def total(tables: Tables, features: Iterable[Feature]) -> float:
    """Return the sum of the weights of the features present."""
    score = 0.0
    for template, value in features:
        weights = tables.get(template)
        if weights is not None:
            score += weights.get(value, 0.0)
    return score


def probability(score: float) -> float:
    """Return the logistic function of a score."""
    return 1.0 / (1.0 + math.exp(-score)) if score > -60 else 0.0


def read_tables(path: Path) -> dict[str, dict[str, dict[str | int, float]]]:
    """Read models by name from a file written by :func:`write_tables`."""
    data = orjson.loads(gzip.decompress(path.read_bytes()))
    return {
        name: {
            template: dict(zip(values["v"], values["w"], strict=True)) for template, values in model.items()
        }
        for name, model in data.items()
    }


def write_tables(path: Path, models: Mapping[str, Tables], smallest: float = 0.004) -> None:
    """Write models by name; weights smaller than ``smallest`` are left out. Same models, same bytes."""
    data = {
        name: {
            template: {
                "v": [v for v, w in rows if abs(w) >= smallest],
                "w": [round(w, 3) for _, w in rows if abs(w) >= smallest],
            }
            for template in sorted(model)
            for rows in [sorted(model[template].items(), key=lambda x: (isinstance(x[0], str), x[0]))]
        }
        for name, model in sorted(models.items())
    }
    path.write_bytes(gzip.compress(orjson.dumps(data), mtime=0))
