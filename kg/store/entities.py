"""Reading entities and their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.store.database import Database
from kg.store.records import Entity, Name, columns
from kg.vocab.names import plain

_ENTITY = f"SELECT {columns(Entity, 'e')} FROM entities e"


class EntityReader(Database):
    """The part of a store that answers who is who."""

    def entities(self) -> Iterator[Entity]:
        """Yield all entities by id."""
        return map(_entity, self.rows(f"{_ENTITY} ORDER BY e.id"))

    def entity(self, key: int) -> Entity:
        """Return the entity with this key.

        Raises
        ------
        KeyError
            There is none.
        """
        row = self.row(f"{_ENTITY} WHERE e.key=?", (key,))
        if row is None:
            raise KeyError(key)
        return _entity(row)

    def most_mentioned(self, kind: str) -> Entity | None:
        """Return the most mentioned entity of a type; of any type where there is none; None in an empty store."""
        row = self.row(f"{_ENTITY} ORDER BY e.type=? DESC, e.mentions DESC, e.id DESC LIMIT 1", (kind,))
        return None if row is None else _entity(row)

    def entities_by_key(self, keys: Iterable[int]) -> dict[int, Entity]:
        """Return the entities with these keys; keys that name none are left out."""
        rows = (self.row(f"{_ENTITY} WHERE e.key=?", (key,)) for key in dict.fromkeys(keys))
        return {row[0]: _entity(row) for row in rows if row is not None}

    def entities_named(self, name: str) -> list[Entity]:
        """Return the entities that have this name or id, most mentioned first."""
        sql = (
            f"{_ENTITY} WHERE e.key IN (SELECT entity FROM names WHERE plain=?"
            " UNION ALL SELECT key FROM entities WHERE id=?) ORDER BY e.mentions DESC, e.id"
        )
        return [_entity(row) for row in self.rows(sql, (plain(name), name))]

    def names(self, key: int) -> list[Name]:
        """Return the names of an entity, most used first."""
        sql = "SELECT name, mentions, why FROM names WHERE entity=? ORDER BY mentions DESC, name"
        return [Name(*row) for row in self.rows(sql, (key,))]

    def all_names(self) -> Iterator[tuple[str, int]]:
        """Yield every (name, entity key), by name."""
        yield from self.pairs("SELECT name, entity FROM names ORDER BY plain, entity, name")

    def count_by_type(self) -> dict[str, int]:
        """Return the number of entities of each type, most frequent first."""
        return self.tally("type")


def _entity(row: Sequence[object]) -> Entity:
    entity = Entity(*row)  # type: ignore[arg-type]
    return entity._replace(official=bool(entity.official))
