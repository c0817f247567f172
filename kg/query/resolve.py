"""From what a person typed to one entity."""

from __future__ import annotations

from kg.store.reader import Entity, Store


class NotFound(LookupError):
    """No entity has this name; ``nearest`` are names that look or sound like it."""

    def __init__(self, name: str, nearest: list[str]) -> None:
        hint = f"; nearest names: {'、'.join(nearest)}" if nearest else "; try: kg search"
        super().__init__(f"no entity is named {name!r}{hint}")
        self.name = name
        self.nearest = nearest


class Ambiguous(LookupError):
    """Several entities have this name; ``candidates`` are they, most mentioned first."""

    def __init__(self, name: str, candidates: list[Entity]) -> None:
        rows = "".join(f"\n  {e.id}  ({e.type}, {e.mentions} mentions)" for e in candidates)
        super().__init__(f"{name!r} names several entities; give one of these ids instead:{rows}")
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
    from kg.query.search import nearest_names

    raise NotFound(name, nearest_names(store, name))
