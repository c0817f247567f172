"""The one writer: articles and annotations in, derived tables made again, then the file put in place."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType

import orjson

from kg.link.curated import NOTHING_CURATED, Curated
from kg.link.identity import stable_key
from kg.model import Annotation, Article
from kg.store.counted import derive_cooccurrence, derive_facts
from kg.store.derive import derive_answers
from kg.store.errors import StoreError
from kg.store.linked import derive_entities
from kg.vocab.lexicon import Lexicon

SCHEMA_VERSION = "1"


def article_hash(article: Article, how: str = "") -> str:
    """Return a hash of everything the article says: the same article again changes nothing.

    Parameters
    ----------
    how
        What its annotation depends on besides: read with other settings it counts as changed.
    """
    return hashlib.blake2b(orjson.dumps([*article, *([how] if how else [])]), digest_size=16).hexdigest()


class StoreWriter:
    """Writes a store beside its final name; :meth:`finish` puts it in place, leaving without it does not.

    Parameters
    ----------
    path
        The store's final name. If a store stands there, its articles are kept and added to.
    must_exist
        There has to be a store already.

    Raises
    ------
    StoreError
        The folder cannot be written, or the file there is not a store of this version.
    """

    def __init__(self, path: Path, *, must_exist: bool = False) -> None:
        if must_exist and not path.is_file():
            raise StoreError(f"{path}: no store there; build one (kg build FILE) or name it with --store")
        self.path = path
        self._work = path.with_name(path.name + ".part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._remove_work()
            self._db = sqlite3.connect(self._work, isolation_level=None)
            self._db.execute("PRAGMA synchronous=OFF")
            if path.exists():
                self._copy_from(path)
            else:
                self._create()
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"{path}: cannot be written: {error}") from error
        self._db.execute("BEGIN")

    def __enter__(self) -> StoreWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()
        self._remove_work()

    def _remove_work(self) -> None:
        for suffix in ("", "-journal", "-wal", "-shm"):
            self._work.with_name(self._work.name + suffix).unlink(missing_ok=True)

    def _create(self) -> None:
        self._db.execute("PRAGMA page_size=8192")
        self._db.executescript(_sql("schema"))
        self._db.execute("INSERT INTO meta VALUES ('schema', ?)", (SCHEMA_VERSION,))

    def _copy_from(self, path: Path) -> None:
        source = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            row = source.execute("SELECT value FROM meta WHERE name='schema'").fetchone()
            if row is None or row[0] != SCHEMA_VERSION:
                raise StoreError(f"{path}: made by another version of kg; build into a new folder")
            source.backup(self._db)
        except sqlite3.DatabaseError as error:
            raise StoreError(
                f"{path}: is not a kg store ({error}); move it away or name another folder"
            ) from error
        finally:
            source.close()

    def settings(self) -> dict[str, str]:
        """Return what the store says of how it was made."""
        return dict(self._db.execute("SELECT name, value FROM meta WHERE name <> 'schema'"))

    def known_hashes(self) -> dict[str, str]:
        """Return the hash of each article in the store, by article id."""
        return dict(self._db.execute("SELECT id, hash FROM articles"))

    def add(self, items: Iterable[tuple[Article, Annotation]], how: str = "") -> None:
        """Store articles with their annotations; an article whose id is there already is replaced.

        Parameters
        ----------
        how
            As for :func:`article_hash`.
        """
        for article, annotation in items:
            key = stable_key(article.id)
            self._delete(key)
            self._db.execute(
                "INSERT INTO articles VALUES (?,?,?,?,?,?,?,?)", (key, *article, article_hash(article, how))
            )
            self._db.executemany(
                "INSERT INTO clusters VALUES (?,?,?,?,?,?,NULL)",
                (
                    (key, n, c.type, c.name, c.official, c.confidence)
                    for n, c in enumerate(annotation.clusters)
                ),
            )
            starts = [start for start, _ in annotation.sentences]
            self._db.executemany(
                "INSERT INTO mentions VALUES (?,?,?,?,?,?,?,?,?)",
                (
                    (key, n, m.cluster, bisect_right(starts, m.start) - 1, m.start, m.end, m.surface)
                    + (m.confidence, m.recogniser)
                    for n, m in enumerate(annotation.mentions)
                ),
            )
            self._db.executemany(
                "INSERT INTO sentences VALUES (?,?,?,?)",
                ((key, n, start, end) for n, (start, end) in enumerate(annotation.sentences)),
            )
            self._db.executemany(
                "INSERT INTO assertions VALUES (?,?,?,?,?,?,?,?,?,?,?,NULL,NULL)",
                (
                    (key, n, *a[:8], orjson.dumps([t._asdict() for t in a.attributes]).decode())
                    for n, a in enumerate(annotation.assertions)
                ),
            )

    def remove(self, ids: Iterable[str]) -> list[str]:
        """Take articles out; return the ids that were not there."""
        missing = []
        for article_id in ids:
            if not self._delete(stable_key(article_id)):
                missing.append(article_id)
        return missing

    def _delete(self, key: int) -> bool:
        found = self._db.execute("DELETE FROM articles WHERE key=?", (key,)).rowcount > 0
        if found:
            for table in ("clusters", "mentions", "sentences", "assertions"):
                self._db.execute(f"DELETE FROM {table} WHERE article=?", (key,))
        return found

    def finish(
        self, lexicon: Lexicon, settings: Mapping[str, str], curated: Curated | None = None, home: str = ""
    ) -> None:
        """Make the derived tables again and put the store in place under its final name.

        Parameters
        ----------
        settings
            Kept in the table ``meta``.
        curated
            The user's own links between names.
        home
            The region whose 市委 is meant where an account's name does not tell.
        """
        try:
            derive_entities(self._db, lexicon, curated or NOTHING_CURATED, home)
            derive_facts(self._db)
            derive_cooccurrence(self._db)
            derive_answers(self._db)
            for name, value in sorted(settings.items()):
                self._db.execute("INSERT OR REPLACE INTO meta VALUES (?,?)", (name, value))
            self._db.execute("COMMIT")
            self._db.executescript(_sql("indexes"))
            self._db.execute("ANALYZE")
            self._db.close()
            with self._work.open("rb+") as stream:
                os.fsync(stream.fileno())
            self._work.replace(self.path)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"{self.path}: cannot be written: {error}") from error


def _sql(name: str) -> str:
    return (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8")
