"""The one reader: a store opened for questions, its parts by theme in the modules beside this one."""

from __future__ import annotations

from kg.store.entities import EntityReader
from kg.store.facts import FactReader
from kg.store.records import CoOccurrence, Entity, Evidence, Fact, Name
from kg.store.text import TextReader

__all__ = ["CoOccurrence", "Entity", "Evidence", "Fact", "Name", "Store"]


class Store(EntityReader, FactReader, TextReader):
    """A store opened for reading; a context manager.

    Raises
    ------
    kg.store.errors.StoreError
        The file is missing or is not a store.
    """

    def counts(self) -> dict[str, int]:
        """Return the number of rows of each table that users know."""
        return self.tally("total")
