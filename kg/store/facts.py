"""Reading facts, the sentences that state them, and co-occurrence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.store.database import Database
from kg.store.records import MOST_SUPPORTED, SOURCE, CoOccurrence, Evidence, Fact, columns

NO_DAY = "9999-99-99"
"""A date after all others: the end of a period left open."""

NO_EVIDENCE = Evidence("", "", "", "", "", "")
"""What stands in the place of a sentence where a period has none."""

_FACT = f"SELECT {columns(Fact, 'f')} FROM facts f"
_PAIR = "sentences, articles, npmi, llr, first, last, article, sentence"


class FactReader(Database):
    """The part of a store that answers what is stated, how often and where."""

    def facts(self) -> Iterator[Fact]:
        """Yield all facts in the order of their keys."""
        return (Fact(*row) for row in self.rows(f"{_FACT} ORDER BY f.key"))

    def fact_rows(self, keys: Sequence[int]) -> list[Fact]:
        """Return the facts with these keys, in their order."""
        return [Fact(*row) for key in keys for row in self.rows(f"{_FACT} WHERE f.key=?", (key,))]

    def facts_of(self, key: int) -> list[Fact]:
        """Return the facts that have the entity at one end, most supported first."""
        sql = (
            f"{_FACT} WHERE f.key IN"
            " (SELECT key FROM facts WHERE head=:k UNION SELECT key FROM facts WHERE tail=:k)"
            f" ORDER BY {MOST_SUPPORTED}"
        )
        return [Fact(*row) for row in self.rows(sql, {"k": key})]

    def evidence(self, fact: int, limit: int = -1, since: str = "", until: str = NO_DAY) -> list[Evidence]:
        """Return the sentences that state a fact, surest and latest first.

        Parameters
        ----------
        fact
            Its key.
        limit
            At most so many; -1 for all.
        since, until
            ISO dates between which the article was published, both included.
        """
        sql = (
            f"SELECT {SOURCE},"
            " x.role, x.confidence, x.modality, x.attributes, h.surface, t.surface"
            " FROM support p CROSS JOIN assertions x ON x.article = p.article AND x.n = p.n"
            " CROSS JOIN articles a ON a.key = x.article"
            " CROSS JOIN mentions h ON h.article = x.article AND h.n = x.head"
            " CROSS JOIN mentions t ON t.article = x.article AND t.n = x.tail"
            " CROSS JOIN sentences s ON s.article = x.article AND s.n = h.sentence"
            " WHERE p.fact=? AND a.published BETWEEN ? AND ? ORDER BY p.rank LIMIT ?"
        )
        return [Evidence(*row) for row in self.rows(sql, (fact, since, until, limit))]

    def best_evidence(self, fact: int, since: str = "", until: str = NO_DAY) -> Evidence:
        """Return the surest sentence of a period that states a fact, :data:`NO_EVIDENCE` where there is none."""
        return next(iter(self.evidence(fact, 1, since, until)), NO_EVIDENCE)

    def cooccurrence_of(self, key: int) -> list[CoOccurrence]:
        """Return what stands in one sentence with the entity, most significant first."""
        sql = (
            f"SELECT * FROM (SELECT b, {_PAIR} FROM pairs WHERE a=:k"
            f" UNION ALL SELECT a, {_PAIR} FROM pairs WHERE b=:k) ORDER BY llr DESC, sentences DESC, 1"
        )
        return [CoOccurrence(*row) for row in self.rows(sql, {"k": key})]

    def cooccurrence(self, one: int, other: int) -> CoOccurrence | None:
        """Return how two entities stand together, or None where they do not."""
        sql = f"SELECT ?, {_PAIR} FROM pairs WHERE a=? AND b=?"
        row = self.row(sql, (other, min(one, other), max(one, other)))
        return CoOccurrence(*row) if row else None

    def cooccurrences(self) -> Iterator[tuple[int, CoOccurrence]]:
        """Yield all co-occurrences as (entity, co-occurrence with the other), sorted."""
        for a, *rest in self.rows(f"SELECT a, b, {_PAIR} FROM pairs ORDER BY a, b"):
            yield a, CoOccurrence(*rest)
