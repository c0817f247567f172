"""Keeping up what names and articles are found by."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from kg.link.identity import stable_key
from kg.store.derive.script import run
from kg.store.grams import fold_text, letters, name_grams, text_grams

_RANK_BITS, _DAY_BITS = 11, 22

_NAMES = """
CREATE TEMP TABLE numbers_was (number INTEGER PRIMARY KEY, plain TEXT, entity INTEGER);
CREATE TEMP TABLE numbers_now (number INTEGER PRIMARY KEY, plain TEXT, entity INTEGER);
INSERT INTO numbers_was SELECT name_number(plain, entity, mentions), plain, entity FROM unnamed;
INSERT INTO numbers_now SELECT name_number(plain, entity, mentions), plain, entity FROM (
  SELECT DISTINCT n.plain AS plain, m.entity AS entity, m.mentions AS mentions
  FROM made_names n CROSS JOIN made m ON m.root = n.root AND m.part = n.part);
CREATE TEMP TABLE numbers_gone AS SELECT number, plain FROM numbers_was WHERE number NOT IN (SELECT number FROM numbers_now);
CREATE TEMP TABLE numbers_come AS SELECT * FROM numbers_now WHERE number NOT IN (SELECT number FROM numbers_was);
DROP TABLE numbers_was;
DROP TABLE numbers_now;
"""


def rank(mentions: int) -> int:
    """Return a number that grows with a number of mentions: exact up to 63, then in steps of at most 3 %."""
    shift = max(mentions.bit_length() - 6, 0)
    return shift * 32 + (mentions >> shift)


def name_number(plain: str, entity: int, mentions: int) -> int:
    """Return the number of a name in the search index: the more its entity is mentioned, the less."""
    places = 63 - _RANK_BITS
    last = (1 << _RANK_BITS) - 1
    return (last - rank(mentions)) << places | stable_key(f"{entity} {plain}") >> _RANK_BITS


def article_number(article_id: str, published: str) -> int:
    """Return the number of an article in the search index: the later it was published, the less."""
    year, month, day = map(int, published.split("-"))
    last = (1 << _DAY_BITS) - 1
    return (last - (year * 372 + month * 31 + day)) << (63 - _DAY_BITS) | stable_key(article_id) >> _DAY_BITS


def derive_search(db: sqlite3.Connection) -> None:
    """Take names and articles that went, or stand elsewhere now, out of the index; put in those that came."""
    db.create_function("name_number", 3, name_number, deterministic=True)
    db.create_function("article_number", 2, article_number, deterministic=True)
    sounds: Counter[str] = Counter()
    _derive_names(db, sounds)
    _derive_articles(db, sounds)
    db.executemany(
        "INSERT INTO sounds VALUES (?,?,?) ON CONFLICT (char) DO UPDATE SET uses = uses + excluded.uses",
        _sounds(sounds),
    )
    db.execute("DELETE FROM sounds WHERE uses = 0")


def _sounds(changes: Counter[str]) -> Iterator[tuple[str, str, int]]:
    from pypinyin import lazy_pinyin

    for char in sorted(changes):
        if changes[char] and "\u3400" <= char <= "\u9fff":
            yield char, lazy_pinyin(char)[0], changes[char]


def _derive_names(db: sqlite3.Connection, sounds: Counter[str]) -> None:
    run(db, _NAMES)
    for number, plain in db.execute("SELECT * FROM numbers_gone"):
        pinyin, _ = _spelled(plain)
        grams = " ".join(name_grams(plain))
        db.execute("INSERT INTO name_grams (name_grams, rowid, grams) VALUES ('delete',?,?)", (number, grams))
        if pinyin != letters(plain):
            db.execute(
                "INSERT INTO sound_grams (sound_grams, rowid, pinyin) VALUES ('delete',?,?)", (number, pinyin)
            )
        sounds.subtract(set(letters(plain)))
    db.execute("DELETE FROM search_names WHERE number IN (SELECT number FROM numbers_gone)")
    for number, plain, entity in db.execute("SELECT * FROM numbers_come ORDER BY number"):
        pinyin, initials = _spelled(plain)
        db.execute("INSERT INTO search_names VALUES (?,?,?,?,?)", (number, plain, entity, pinyin, initials))
        db.execute(
            "INSERT INTO name_grams (rowid, grams) VALUES (?,?)", (number, " ".join(name_grams(plain)))
        )
        if pinyin != letters(plain):
            db.execute("INSERT INTO sound_grams (rowid, pinyin) VALUES (?,?)", (number, pinyin))
        sounds.update(set(letters(plain)))
    db.execute("DROP TABLE numbers_gone")
    db.execute("DROP TABLE numbers_come")


@lru_cache(maxsize=1 << 15)
def _spelled(plain: str) -> tuple[str, str]:
    """Return pinyin and initials of a name's letters; a name that only moves is taken out and put in again."""
    from pypinyin import Style, lazy_pinyin

    # Marked by a leading space, a run that is not Chinese is told from a syllable: it stays whole.
    parts = lazy_pinyin(letters(plain), style=Style.NORMAL, errors=lambda run: f" {run}")
    return "".join(p.lstrip() for p in parts), "".join(p[1:] if p[0] == " " else p[0] for p in parts)


def _derive_articles(db: sqlite3.Connection, sounds: Counter[str]) -> None:
    for number, text in db.execute("SELECT article_number(id, published), text FROM old_articles"):
        db.execute(
            "INSERT INTO article_grams (article_grams, rowid, grams) VALUES ('delete',?,?)",
            (number, _grams(text)),
        )
        db.execute("DELETE FROM search_articles WHERE number=?", (number,))
        sounds.subtract(set(text))
    rows = db.execute(
        "SELECT article_number(a.id, a.published), a.key, a.text FROM dirty d CROSS JOIN articles a ON a.key = d.article"
        " WHERE d.there"
    )
    for number, key, text in rows:
        db.execute("INSERT INTO search_articles VALUES (?,?)", (number, key))
        db.execute("INSERT INTO article_grams (rowid, grams) VALUES (?,?)", (number, _grams(text)))
        sounds.update(set(text))


def _grams(text: str) -> str:
    return " ".join(dict.fromkeys(text_grams(fold_text(text))))
