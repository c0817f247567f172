"""Counting the names that articles use, in which sense: the tables forms, senses and new rows of keys."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator

from kg.link.forms import Form, FormMaker, Place, Sense
from kg.link.identity import stable_key
from kg.link.keys import Key, NameUse
from kg.link.pointers import ruled
from kg.link.rules import looked_for, shortened
from kg.store.derive.script import run
from kg.vocab.lexicon import Lexicon
from kg.vocab.names import plain

_CHANGES = """
CREATE TEMP TABLE form_changes (
  sense INTEGER, key INTEGER, surface TEXT, concept TEXT, uses INTEGER, mentions INTEGER, first TEXT
);
CREATE TEMP TABLE new_keys (key INTEGER PRIMARY KEY);
CREATE TEMP TABLE sense_changes (sense INTEGER, key INTEGER, post TEXT, clusters INTEGER);
"""
_SUMS = """
CREATE TEMP TABLE form_sums AS
SELECT sense, key, surface, concept, sum(uses) AS uses, sum(mentions) AS mentions,
  min(CASE WHEN uses > 0 THEN first END) AS come, min(CASE WHEN uses < 0 THEN first END) AS gone
FROM form_changes GROUP BY sense, key, surface, concept;
DROP TABLE form_changes;
CREATE TEMP TABLE touched_senses AS
SELECT sense, key, post, sum(clusters) AS clusters FROM sense_changes GROUP BY sense;
DROP TABLE sense_changes;
INSERT INTO senses SELECT sense, key, post, clusters, NULL FROM touched_senses WHERE 1
ON CONFLICT (sense) DO UPDATE SET clusters = clusters + excluded.clusters;
CREATE TEMP TABLE lost_first AS
SELECT s.sense, s.key, s.surface, s.concept FROM form_sums s CROSS JOIN forms f
ON f.sense = s.sense AND f.key = s.key AND f.surface = s.surface AND f.concept = s.concept
WHERE s.gone <= f.first AND coalesce(s.come > f.first, 1) AND f.uses + s.uses > 0;
INSERT INTO forms SELECT sense, key, surface, concept, uses, mentions, coalesce(come, '') FROM form_sums WHERE 1
ON CONFLICT (sense, key, surface, concept) DO UPDATE SET uses = uses + excluded.uses,
  mentions = mentions + excluded.mentions,
  first = CASE WHEN excluded.first = '' THEN first ELSE min(first, excluded.first) END;
DELETE FROM forms WHERE uses = 0 AND sense IN (SELECT sense FROM touched_senses);
CREATE TEMP TABLE touched_keys (key INTEGER PRIMARY KEY);
INSERT OR IGNORE INTO touched_keys SELECT key FROM form_sums;
"""


def key_number(key: Key) -> int:
    """Return the number under which a name is kept."""
    return stable_key(f"{key[0]} {key[1]}")


def sense_number(sense: Sense) -> int:
    """Return the number under which a sense is kept."""
    return stable_key(f"{sense.anchor[0]} {sense.anchor[1]} {sense.post}")


def place_text(place: Place) -> str:
    """Return a place as text that sorts as the place does."""
    return f"{place[0]} {place[1]}\x1f{place[2]:09}"


def place_of(text: str) -> Place:
    """Return the place that a text stands for."""
    article, _, offset = text[11:].rpartition("\x1f")
    return text[:10], article, int(offset)


def derive_forms(db: sqlite3.Connection, lexicon: Lexicon, home: str) -> None:
    """Add the forms of articles that came to the counts, take those that went from them."""
    maker = ArticleForms(lexicon, home)
    run(db, _CHANGES)
    for prefix, sign in (("old_", -1), ("", 1)):
        for article, clusters in maker.of_articles(db, prefix, "SELECT article FROM changed"):
            for n, forms in clusters.items():
                _change(db, forms, sign)
                if sign > 0:
                    sense = sense_number(forms[0].sense)
                    db.execute("UPDATE clusters SET sense=? WHERE article=? AND n=?", (sense, article, n))
                    _enter(db, {f.key for f in forms})
    run(db, _SUMS)
    _find_first(db, maker)
    db.execute("DROP TABLE form_sums")
    db.execute("DROP TABLE lost_first")


def _change(db: sqlite3.Connection, forms: list[Form], sign: int) -> None:
    sense = forms[0].sense
    number = sense_number(sense)
    db.execute(
        "INSERT INTO sense_changes VALUES (?,?,?,?)", (number, key_number(sense.anchor), sense.post, sign)
    )
    db.executemany(
        "INSERT INTO form_changes VALUES (?,?,?,?,?,?,?)",
        (
            (number, key_number(f.key), f.surface, f.concept, sign * f.uses, sign * f.mentions)
            + (place_text(f.first),)
            for f in forms
        ),
    )


def _enter(db: sqlite3.Connection, keys: set[Key]) -> None:
    """Make rows for names that are new."""
    for key in keys:
        number = key_number(key)
        entered = db.execute(
            "INSERT OR IGNORE INTO keys VALUES (?,?,?,'',NULL,?,NULL,NULL,'',NULL,?)",
            (number, *key, number, number),
        )
        if not entered.rowcount:
            continue
        db.execute("INSERT INTO new_keys VALUES (?)", (number,))
        if key[0] != "Person":
            db.executemany("INSERT INTO shapes VALUES (?,?,?)", shapes_of(key, number))


def shapes_of(key: Key, number: int) -> Iterator[tuple[int, int, int]]:
    """Yield the rows of a name in the table shapes."""
    for form in shortened(*key):
        yield stable_key(f"{key[0]} {form}"), 1, number
    for form in looked_for(*key) if ruled(key) else ():
        yield stable_key(f"{key[0]} {form}"), 0, number


def _find_first(db: sqlite3.Connection, maker: ArticleForms) -> None:
    """Look for the earliest use of forms that have lost theirs, in the articles that did not change."""
    lost: defaultdict[int, list[tuple[int, str, str]]] = defaultdict(list)
    for sense, *form in db.execute("SELECT * FROM lost_first"):
        lost[sense].append((form[0], form[1], form[2]))
    for sense, forms in lost.items():
        found: dict[tuple[int, str, str], str] = {}
        where = (
            "SELECT DISTINCT c.article FROM senses s CROSS JOIN clusters c ON c.entity = s.entity"
            f" WHERE s.sense = {sense} AND c.sense = {sense} AND c.article NOT IN (SELECT article FROM changed)"
        )
        for _, clusters in maker.of_articles(db, "", where):
            for f in (f for members in clusters.values() for f in members):
                if sense_number(f.sense) == sense:
                    form = (key_number(f.key), f.surface, f.concept)
                    place = place_text(f.first)
                    found[form] = min(found.get(form, place), place)
        for form in forms:
            (come,) = db.execute(
                "SELECT come FROM form_sums WHERE sense=? AND key=? AND surface=? AND concept=?",
                (sense, *form),
            ).fetchone()
            first = min(x for x in (come, found.get(form)) if x is not None)
            db.execute(
                "UPDATE forms SET first=? WHERE sense=? AND key=? AND surface=? AND concept=?",
                (first, sense, *form),
            )


class ArticleForms:
    """Reads the names of stored articles and makes their forms.

    Parameters
    ----------
    home
        The region whose 市委 is meant where the account's name does not tell, or empty.
    """

    def __init__(self, lexicon: Lexicon, home: str) -> None:
        self._home = home
        self._maker = FormMaker(lexicon)

    def of_articles(
        self, db: sqlite3.Connection, prefix: str, which: str
    ) -> Iterator[tuple[int, dict[int, list[Form]]]]:
        """Yield the key of each article and the forms of its clusters by number.

        Parameters
        ----------
        prefix
            Of the tables to be read: ``old_``, or empty.
        which
            SQL for the keys of the articles wanted.
        """
        uses = (
            "SELECT a.id, a.published, c.n, c.type, m.surface, count(*), min(m.start), a.account, c.official, c.name"
            f" FROM {prefix}articles a CROSS JOIN {prefix}mentions m ON m.article = a.key"
            f" CROSS JOIN {prefix}clusters c ON c.article = a.key AND c.n = m.cluster"
            " WHERE a.key = ? GROUP BY c.n, m.surface"
        )
        posts = (
            f"SELECT DISTINCT h.cluster FROM {prefix}assertions x CROSS JOIN {prefix}mentions h"
            " ON h.article = x.article AND h.n = x.head WHERE x.article = ? AND x.relation = 'holdsPosition'"
        )
        for (article,) in db.execute(which).fetchall():
            rows = db.execute(uses, (article,)).fetchall()
            posted = {n for (n,) in db.execute(posts, (article,))}
            districts = tuple(sorted({plain(row[9]) for row in rows if row[3] == "District"}))
            found = self._maker.forms(
                NameUse._make(
                    (
                        *row[:7],
                        self._maker.region(row[7]) or self._home,
                        bool(row[8]),
                        row[2] in posted,
                        districts,
                    )
                )
                for row in rows
            )
            yield article, {n: forms for (_, n), forms in found.items()}
