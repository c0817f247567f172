"""The one writer: articles and annotations in, what is derived brought up to date, then the file put in place."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType

import orjson

from kg.files import sync_folder
from kg.link.curated import NOTHING_CURATED, Curated, from_text, to_text
from kg.link.identity import stable_key
from kg.locks import Held, only_one
from kg.model import Annotation, Article
from kg.store.columns import read_columns
from kg.store.derive import derive
from kg.store.derive.script import run_file
from kg.store.errors import StoreError
from kg.store.flat import FOUND, OF_ARTICLE, Row, flatten
from kg.vocab.lexicon import Lexicon

SCHEMA_VERSION = "2"


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

    Until then readers see what stood there before, whole; a process that is ended at any moment leaves at
    most a work file, which the next writer removes. There is one writer at a time.

    Parameters
    ----------
    path
        The store's final name. If a store stands there, its articles are kept and added to; where it is a
        symbolic link, what it leads to.
    must_exist
        There has to be a store already.

    Raises
    ------
    StoreError
        The folder cannot be written, another process writes the store, or the file there is not a store
        of this version. From every method: the disk is full.
    """

    def __init__(self, path: Path, *, must_exist: bool = False) -> None:
        if must_exist and not path.is_file():
            raise StoreError(f"{path}: no store there; build one (kg build FILE) or name it with --store")
        self.path = path
        self._target = Path(os.path.realpath(path))
        self._work = self._target.with_name(self._target.name + ".part")
        with ExitStack() as undo, self._told():
            self._target.parent.mkdir(parents=True, exist_ok=True)
            undo.enter_context(only_one(self._target))
            undo.callback(self._remove_work)
            self._remove_work()
            there = self._target.exists()
            if there:
                self._copy(self._target)
            self._db = sqlite3.connect(self._work, isolation_level=None)
            undo.callback(self._db.close)
            self._db.execute("PRAGMA synchronous=OFF")
            if not there:
                self._create()
            self._db.execute("BEGIN")
            run_file(self._db, "changes")
            self._undo = undo.pop_all()

    def __enter__(self) -> StoreWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._undo.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say what went wrong in a line that names the store."""
        try:
            yield
        except Held as error:
            raise StoreError(
                f"{self.path}: another process is writing it; wait until it has ended, then try again"
            ) from error
        except (OSError, sqlite3.Error) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            raise StoreError(f"{self.path}: cannot be written: {reason}") from error

    def _remove_work(self) -> None:
        for suffix in ("", "-journal", "-wal", "-shm"):
            self._work.with_name(self._work.name + suffix).unlink(missing_ok=True)

    def _create(self) -> None:
        self._db.execute("PRAGMA page_size=8192")
        for name in ("schema", "ordered", "search"):
            run_file(self._db, name)
        self._db.execute("INSERT INTO meta VALUES ('schema', ?)", (SCHEMA_VERSION,))

    def _copy(self, path: Path) -> None:
        """Begin from a copy of the store; nobody writes into one that stands under its final name."""
        source = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
        try:
            row = source.execute("SELECT value FROM meta WHERE name='schema'").fetchone()
        except sqlite3.DatabaseError as error:
            raise StoreError(
                f"{self.path}: is not a kg store ({error}); move it away or name another folder"
            ) from error
        finally:
            source.close()
        if row is None or row[0] != SCHEMA_VERSION:
            raise StoreError(f"{self.path}: made by another version of kg; build into a new folder")
        shutil.copyfile(path, self._work)

    def settings(self) -> dict[str, str]:
        """Return what the store says of how it was made."""
        return dict(
            self._db.execute(
                "SELECT name, value FROM meta WHERE name NOT IN ('schema', 'linking', 'curated')"
            )
        )

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
            with self._told():
                self._put(article, annotation, how)

    def _put(self, article: Article, annotation: Annotation, how: str) -> None:
        flat = flatten(article, annotation, article_hash(article, how))
        key = flat.article[0]
        self._delete(key)
        self._db.execute("INSERT OR IGNORE INTO changed VALUES (?)", (key,))
        self._insert("articles", [flat.article])
        for table in FOUND:
            self._insert(table, getattr(flat, table))

    def _insert(self, table: str, rows: Iterable[Row]) -> None:
        columns = read_columns(table)
        names, marks = ",".join(f'"{column.name}"' for column in columns), ",".join("?" * len(columns))
        self._db.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)

    def load(self, table: str, rows: Iterable[Row]) -> None:
        """Add rows to the articles or to what was found in them, as :func:`kg.store.flat.flatten` makes them.

        They are of articles that the store does not have yet.
        """
        with self._told():
            self._insert(table, rows)
            if table == "articles":
                self._db.execute("INSERT OR IGNORE INTO changed SELECT key FROM articles")

    def remove(self, ids: Iterable[str]) -> list[str]:
        """Take articles out; return the ids that were not there."""
        missing = []
        for article_id in ids:
            with self._told():
                if not self._delete(stable_key(article_id)):
                    missing.append(article_id)
        return missing

    def _delete(self, key: int) -> bool:
        if self._db.execute("SELECT 1 FROM articles WHERE key=?", (key,)).fetchone() is None:
            return False
        noted = self._db.execute("INSERT OR IGNORE INTO changed VALUES (?)", (key,)).rowcount > 0
        for table in OF_ARTICLE:
            column = "key" if table == "articles" else "article"
            if noted:
                self._db.execute(f"INSERT INTO old_{table} SELECT * FROM {table} WHERE {column}=?", (key,))
            self._db.execute(f"DELETE FROM {table} WHERE {column}=?", (key,))
        return True

    def _curated(self, given: Curated | None) -> Curated:
        """Keep the user's own links, or return those kept."""
        if given is None:
            row = self._db.execute("SELECT value FROM meta WHERE name='curated'").fetchone()
            return from_text(row[0]) if row else NOTHING_CURATED
        self._db.execute("INSERT OR REPLACE INTO meta VALUES ('curated', ?)", (to_text(given),))
        return given

    def finish(
        self, lexicon: Lexicon, settings: Mapping[str, str], curated: Curated | None = None, home: str = ""
    ) -> None:
        """Bring what is derived up to date and put the store in place under its final name.

        Parameters
        ----------
        settings
            Kept in the table ``meta``.
        curated
            The user's own links between names, kept with the store; None for those that it has.
        home
            The region whose 市委 is meant where an account's name does not tell.
        """
        with self._told():
            derive(self._db, lexicon, self._curated(curated), home)
            for name, value in sorted(settings.items()):
                self._db.execute("INSERT OR REPLACE INTO meta VALUES (?,?)", (name, value))
            self._db.execute("COMMIT")
            self._db.execute("PRAGMA analysis_limit=1000")
            self._db.execute("ANALYZE")
            self._db.close()
            with self._work.open("rb+") as stream:
                os.fsync(stream.fileno())
            self._work.replace(self._target)
            sync_folder(self._target.parent)
