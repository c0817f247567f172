"""Looking up names and articles in the search index, the best first and no more than are taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.store.database import Database


class Found(NamedTuple):
    """A name in its plain form and the key of the entity that bears it."""

    plain: str
    entity: int


class Text(NamedTuple):
    """An article with its text."""

    id: str
    title: str
    published: str
    url: str
    text: str


def names_with(store: Database, expression: str) -> Iterator[Found]:
    """Yield names that meet a full-text expression over grams, those of the most mentioned entities first."""
    sql = (
        "SELECT s.plain, s.entity FROM name_grams g CROSS JOIN search_names s ON s.number = g.rowid"
        " WHERE g.name_grams MATCH ? ORDER BY g.rowid"
    )
    return (Found(*row) for row in store.rows(sql, (expression,)))


def names_sounding(store: Database, expression: str) -> Iterator[tuple[Found, str]]:
    """Yield names with their pinyin that meet a full-text expression over trigrams of pinyin."""
    sql = (
        "SELECT s.plain, s.entity, s.pinyin FROM sound_grams g CROSS JOIN search_names s ON s.number = g.rowid"
        " WHERE g.sound_grams MATCH ? ORDER BY g.rowid"
    )
    return ((Found(row[0], row[1]), row[2]) for row in store.rows(sql, (expression,)))


def names_spelled(store: Database, column: str, text: str, *, begins: bool, limit: int) -> list[Found]:
    """Return names whose plain form, pinyin or initials are, or begin with, a text.

    Parameters
    ----------
    column
        ``plain``, ``pinyin`` or ``initials``.
    """
    if column not in ("plain", "pinyin", "initials"):
        raise ValueError(column)
    test = f"{column} >= :text AND {column} < :end" if begins else f"{column} = :text"
    sql = f"SELECT plain, entity FROM search_names WHERE {test} ORDER BY number LIMIT :limit"
    values = {"text": text, "end": text + "\U0010ffff", "limit": limit}
    return [Found(*row) for row in store.rows(sql, values)]


def written(store: Database, found: Found) -> str:
    """Return a name as it is written most often, from its plain form."""
    sql = "SELECT name FROM names WHERE plain=? AND entity=? ORDER BY mentions DESC, name LIMIT 1"
    row = store.row(sql, found)
    return str(row[0]) if row else found.plain


def sounds_of(store: Database, characters: Iterable[str]) -> dict[str, str]:
    """Return the sound of each Chinese character that stands in a name or text of the store."""
    found: dict[str, str] = {}
    for char in dict.fromkeys(characters):
        row = store.row("SELECT pinyin FROM sounds WHERE char=?", (char,))
        if row:
            found[char] = str(row[0])
    return found


def articles_with(store: Database, expression: str) -> Iterator[Text]:
    """Yield the articles that meet a full-text expression, latest first."""
    sql = (
        "SELECT a.id, a.title, a.published, a.url, a.text FROM article_grams g"
        " CROSS JOIN search_articles s ON s.number = g.rowid CROSS JOIN articles a ON a.key = s.article"
        " WHERE g.article_grams MATCH ? ORDER BY g.rowid"
    )
    return (Text(*row) for row in store.rows(sql, (expression,)))
