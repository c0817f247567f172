"""From what a person typed to one entity."""

from __future__ import annotations

from kg.store.reader import Entity, Store
from kg.vocab.names import plain


class NotFound(LookupError):
    """No entity has this name; ``nearest`` are names that look like it."""

    def __init__(self, name: str, nearest: list[str]) -> None:
        super().__init__(name)
        self.name = name
        self.nearest = nearest


class Ambiguous(LookupError):
    """Several entities have this name; ``candidates`` are they, most mentioned first."""

    def __init__(self, name: str, candidates: list[Entity]) -> None:
        super().__init__(name)
        self.name = name
        self.candidates = candidates


def resolve(store: Store, name: str) -> Entity:
    """Return the one entity with this name, alias or id.

    Raises
    ------
    NotFound
        There is none.
    Ambiguous
        There are several; an id (``company/上海仪电``) names one of them.
    """
    found = store.entities_named(name)
    exact = [e for e in found if e.id == name]
    if len(found) == 1 or exact:
        return (exact or found)[0]
    if found:
        raise Ambiguous(name, found)
    raise NotFound(name, nearest_names(store, name))


def nearest_names(store: Store, name: str, limit: int = 5) -> list[str]:
    """Return the preferred names of entities one of whose names is most like the given one."""
    from rapidfuzz import fuzz, process

    names = list(store.all_names())
    matches = process.extract(
        plain(name), [plain(n) for n, _ in names], scorer=fuzz.WRatio, limit=limit * 4, score_cutoff=50
    )
    found: dict[str, None] = {}
    for _, _, index in matches:
        found.setdefault(store.entity(names[index][1]).name)
    return list(found)[:limit]
