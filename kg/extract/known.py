"""Names that the lexicon knows."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.base import Document
from kg.model import ENTITY_TYPES, Mention


class KnownNames:
    """Gives every unambiguous strong label of the lexicon its type."""

    name = "lexicon"

    def find(self, document: Document) -> Iterable[Mention]:
        """Return the mentions of strong labels; a label of two types gives none here."""
        for hit in document.hits:
            types = {e.concept.type for e in hit.entries if e.strong} & set(ENTITY_TYPES)
            if len(types) == 1:
                (kind,) = types
                surface = document.text[hit.start : hit.end]
                yield Mention(hit.start, hit.end, surface, kind, 0.9, self.name)
