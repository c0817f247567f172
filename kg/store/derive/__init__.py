"""Keeping up what is derived: from the articles that came, went or changed to every row that they change.

Each step looks at nothing but what changed, so that adding to a store costs in proportion to what is added;
a whole store is derived by the same steps, all its articles being new. Nothing depends on the way in which a
store came to hold what it holds: many small builds give the rows of one.
"""

from __future__ import annotations

import hashlib
import sqlite3

from kg.link.curated import Curated
from kg.store.derive.entities import derive_entities
from kg.store.derive.forms import derive_forms
from kg.store.derive.pointers import derive_pointers
from kg.store.derive.script import run_file
from kg.store.derive.search import derive_search
from kg.store.derive.statements import derive_statements
from kg.store.flat import OF_ARTICLE
from kg.vocab.lexicon import Lexicon

DERIVED = (
    "keys", "shapes", "senses", "forms", "identities", "entities", "names", "facts", "cooccurrence", "around",
    "beside", "degrees", "support", "moments", "appears", "tallies", "search_names", "sounds", "search_articles",
)  # fmt: skip
INDEXES = ("name_grams", "sound_grams", "article_grams")


def derive(db: sqlite3.Connection, lexicon: Lexicon, curated: Curated, home: str) -> None:
    """Bring what is derived up to date with the articles, inside the transaction that is open.

    Parameters
    ----------
    curated
        The user's own links between names.
    home
        The region whose 市委 is meant where an account's name does not tell.
    """
    db.execute("PRAGMA temp_store=FILE")
    ground = _ground(lexicon, curated, home)
    row = db.execute("SELECT value FROM meta WHERE name='linking'").fetchone()
    if row is None or row[0] != ground:
        _forget(db)
        db.execute("INSERT OR REPLACE INTO meta VALUES ('linking', ?)", (ground,))
    # Where all is new, indexes are made once there is something to index.
    whole = db.execute("SELECT NOT EXISTS (SELECT 1 FROM keys)").fetchone()[0]
    if not whole:
        run_file(db, "indexes")
    labels = {concept.iri: concept.name for concept in lexicon.concepts}
    derive_forms(db, lexicon, home)
    run_file(db, "linking")
    derive_pointers(db, curated, labels)
    derive_entities(db, labels)
    derive_statements(db)
    derive_search(db)
    run_file(db, "derive/tallies")
    run_file(db, "indexes")


def _ground(lexicon: Lexicon, curated: Curated, home: str) -> str:
    """Return a hash of what linking depends on besides the articles."""
    digest = hashlib.blake2b(digest_size=16)
    for concept in lexicon.concepts:
        digest.update(repr(concept).encode())
    digest.update(repr((sorted(curated.same), sorted(curated.different), home)).encode())
    return digest.hexdigest()


def _forget(db: sqlite3.Connection) -> None:
    """Empty what is derived, and count all articles as new."""
    for table in DERIVED:
        db.execute(f"DELETE FROM {table}")
    for table in INDEXES:
        db.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
    for table in OF_ARTICLE:
        db.execute(f"DELETE FROM old_{table}")
    db.execute("UPDATE clusters SET entity=NULL, sense=NULL")
    db.execute("UPDATE assertions SET fact=NULL, copy_of=NULL")
    db.execute("INSERT OR IGNORE INTO changed SELECT key FROM articles")
