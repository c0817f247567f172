"""How much of what a store holds."""

from __future__ import annotations

from dataclasses import dataclass

from kg.store.reader import Store

COUNTED = {"type": "entities", "relation": "facts", "month": "articles", "account": "articles"}
"""By what can be counted, and what is."""


@dataclass(frozen=True)
class Count:
    """How many ``what`` (rows of the store, entities, facts, articles) there are of the group ``name``."""

    what: str
    name: str
    count: int


def stats(store: Store, by: str | None = None) -> list[Count]:
    """Return the number of everything, or of one thing by group.

    Parameters
    ----------
    by
        ``type`` (entities), ``relation`` (facts), ``month`` or ``account`` (articles); None for the
        totals and the first two.

    Raises
    ------
    ValueError
        ``by`` is none of these.
    """
    if by is None:
        totals = [Count("total", name, n) for name, n in store.tally("total").items()]
        return [*totals, *stats(store, "type"), *stats(store, "relation")]
    if by not in COUNTED:
        raise ValueError(f"cannot count by {by!r}; choose one of {', '.join(COUNTED)}")
    return [Count(COUNTED[by], name, n) for name, n in store.tally(by).items()]
