"""Finding entities by their names and articles by their text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from kg.query.names import by_likeness, by_part, by_sound, by_spelling
from kg.store.grams import fold_text, text_query
from kg.store.lookup import Found, Text, articles_with, written
from kg.store.reader import Store
from kg.vocab.names import plain

AROUND = 24
"""Characters shown on each side of what was found in an article."""


@dataclass(frozen=True)
class Hit:
    """An entity or an article that a search found.

    ``kind`` is ``entity`` or ``article``; ``how`` it was found: ``name``, ``alias``, ``part`` (of a name),
    ``pinyin``, ``initials``, ``sound``, ``slip``, or ``text``; ``matched`` is the name, or the words around
    the place in the text; ``mentions`` is 0 for articles; ``last`` the date of the last mention, or of
    publication.
    """

    kind: str
    type: str
    name: str
    id: str
    how: str
    matched: str
    mentions: int
    last: str
    url: str


def search(store: Store, text: str, limit: int = 20) -> list[Hit]:
    """Return at most ``limit`` entities, the most mentioned first, and as many articles, latest first.

    Entities are found by name, alias, part of a name, pinyin and its initials; if none is, by the
    sound of the text and in spite of typing slips.
    """
    return [*search_entities(store, text, limit), *search_articles(store, text, limit)]


def search_entities(store: Store, text: str, limit: int) -> list[Hit]:
    """Return entities found by their names; see :func:`search`."""
    wanted = plain(text)
    hits: dict[int, Hit] = {}
    for found, how in _candidates(store, wanted, limit):
        if found.entity not in hits:
            hits[found.entity] = _hit(store, found, how)
        if len(hits) >= limit:
            break
    return list(hits.values())


def _candidates(store: Store, wanted: str, limit: int) -> Iterator[tuple[Found, str]]:
    """Yield names and how they were found; the ways that forgive slips only where the others find nothing."""
    nothing = True
    for entity in store.entities_named(wanted):
        yield Found(wanted, entity.key), "name" if plain(entity.name) == wanted else "alias"
        nothing = False
    for found in by_part(store, wanted):
        yield found, "part"
        nothing = False
    for found, how in by_spelling(store, wanted, limit):
        yield found, how
        nothing = False
    if nothing:
        for found in by_sound(store, wanted, limit):
            yield found, "sound"
        for found in by_likeness(store, wanted):
            yield found, "slip"


def nearest_names(store: Store, name: str, limit: int = 5) -> list[str]:
    """Return the preferred names of entities that a person may have meant, best first."""
    return list(dict.fromkeys(hit.name for hit in search_entities(store, name, limit)))


def _hit(store: Store, found: Found, how: str) -> Hit:
    entity = store.entity(found.entity)
    return Hit(
        kind="entity",
        type=entity.type,
        name=entity.name,
        id=entity.id,
        how=how,
        matched=written(store, found),
        mentions=entity.mentions,
        last=entity.last,
        url="",
    )


def search_articles(store: Store, text: str, limit: int) -> list[Hit]:
    """Return the latest articles whose text holds every word of ``text``."""
    words = fold_text(text).split()
    expression = text_query(words)
    if not expression:
        return []
    patterns = [_pattern(word) for word in words]
    found = (_article_hit(article, patterns) for article in articles_with(store, expression))
    return list(islice((hit for hit in found if hit), limit))


def _pattern(word: str) -> re.Pattern[str]:
    """Return a pattern that finds a word whatever spaces stand in it; a Latin word from its beginning."""
    body = r"\s*".join(map(re.escape, word))
    return re.compile(rf"(?<![a-z0-9]){body}" if word[0].isascii() else body, re.IGNORECASE)


def _article_hit(article: Text, patterns: list[re.Pattern[str]]) -> Hit | None:
    """Return the hit, or None where the pairs of characters are there but a word is not."""
    text = article.text
    if not all(p.search(text) for p in patterns):
        text = fold_text(text)
        if not all(p.search(text) for p in patterns):
            return None
    match = patterns[0].search(text)
    return Hit(
        kind="article",
        type="Article",
        name=article.title,
        id=article.id,
        how="text",
        matched=_around(text, match.start(), match.end()) if match else "",
        mentions=0,
        last=article.published,
        url=article.url,
    )


def _around(text: str, start: int, end: int) -> str:
    before, after = max(start - AROUND, 0), min(end + AROUND, len(text))
    snippet = " ".join(text[before:after].split())
    return f"{'…' if before else ''}{snippet}{'…' if after < len(text) else ''}"
