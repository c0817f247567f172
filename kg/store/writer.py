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

from kg.link.association import log_likelihood, npmi
from kg.link.identity import NameUse, link, stable_key
from kg.model import Annotation, Article
from kg.store.derive import derive_answers
from kg.store.errors import StoreError
from kg.vocab.lexicon import Lexicon
from kg.vocab.names import plain

SCHEMA_VERSION = "1"


def article_hash(article: Article) -> str:
    """Return a hash of everything the article says: the same article again changes nothing."""
    return hashlib.blake2b(orjson.dumps(list(article)), digest_size=16).hexdigest()


class StoreWriter:
    """Writes a store beside its final name; :meth:`finish` puts it in place, leaving without it does not.

    Parameters
    ----------
    path
        The store's final name. If a store stands there, its articles are kept and added to.

    Raises
    ------
    StoreError
        The folder cannot be written, or the file there is not a store of this version.
    """

    def __init__(self, path: Path) -> None:
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

    def known_hashes(self) -> dict[str, str]:
        """Return the hash of each article in the store, by article id."""
        return dict(self._db.execute("SELECT id, hash FROM articles"))

    def add(self, items: Iterable[tuple[Article, Annotation]]) -> None:
        """Store articles with their annotations; an article whose id is there already is replaced."""
        for article, annotation in items:
            key = stable_key(article.id)
            self._delete(key)
            self._db.execute(
                "INSERT INTO articles VALUES (?,?,?,?,?,?,?,?)", (key, *article, article_hash(article))
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
                "INSERT INTO assertions VALUES (?,?,?,?,?,?,?,?,?,?,?,NULL)",
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

    def finish(self, lexicon: Lexicon, settings: Mapping[str, str]) -> None:
        """Make the derived tables again and put the store in place under its final name."""
        try:
            self._derive(lexicon)
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

    def _derive(self, lexicon: Lexicon) -> None:
        for table in ("entities", "names", "facts", "cooccurrence"):
            self._db.execute(f"DELETE FROM {table}")
        self._derive_entities(lexicon)
        self._derive_facts()
        self._derive_cooccurrence()
        derive_answers(self._db)

    def _derive_entities(self, lexicon: Lexicon) -> None:
        uses = (
            NameUse(*row)
            for row in self._db.execute(
                "SELECT a.id, a.published, c.n, c.type, m.surface, count(*), min(m.start)"
                " FROM mentions m JOIN clusters c ON c.article = m.article AND c.n = m.cluster"
                " JOIN articles a ON a.key = m.article GROUP BY a.id, c.n, m.surface"
            )
        )
        entities, entity_of = link(uses, lexicon)
        self._db.executemany(
            "UPDATE clusters SET entity=? WHERE article=? AND n=?",
            ((stable_key(e), stable_key(article), n) for (article, n), e in entity_of.items()),
        )
        self._db.executemany(
            "INSERT INTO names VALUES (?,?,?,?,?)",
            ((plain(n.name), stable_key(e.id), n.name, n.mentions, n.why) for e in entities for n in e.names),
        )
        self._db.execute(
            "CREATE TEMP TABLE counted AS SELECT c.entity AS entity, max(c.official) AS official,"
            " count(DISTINCT c.article) AS articles, min(a.published) AS first, max(a.published) AS last,"
            " max(c.confidence) AS confidence"
            " FROM clusters c JOIN articles a ON a.key = c.article GROUP BY c.entity"
        )
        self._db.execute(
            "CREATE TEMP TABLE linked (key INTEGER PRIMARY KEY, id, type, name, concept, mentions)"
        )
        self._db.executemany(
            "INSERT INTO linked VALUES (?,?,?,?,?,?)",
            (
                (stable_key(e.id), e.id, e.type, e.name, e.concept, sum(n.mentions for n in e.names))
                for e in entities
            ),
        )
        self._db.execute(
            "INSERT INTO entities SELECT l.key, l.id, l.type, l.name, c.official, l.concept, c.articles,"
            " l.mentions, c.first, c.last, c.confidence FROM linked l JOIN counted c ON c.entity = l.key"
        )
        self._db.execute("DROP TABLE counted")
        self._db.execute("DROP TABLE linked")

    def _derive_facts(self) -> None:
        rows = self._db.execute(
            "SELECT s.article, s.n, h.entity, s.relation, t.entity, s.confidence, s.modality, a.published"
            " FROM assertions s"
            " JOIN mentions hm ON hm.article = s.article AND hm.n = s.head"
            " JOIN clusters h ON h.article = s.article AND h.n = hm.cluster"
            " JOIN mentions tm ON tm.article = s.article AND tm.n = s.tail"
            " JOIN clusters t ON t.article = s.article AND t.n = tm.cluster"
            " JOIN articles a ON a.key = s.article ORDER BY s.article, s.n"
        ).fetchall()
        facts: dict[tuple[int, str, int], list[tuple[int, int, float, str, str]]] = {}
        for article, n, head, relation, tail, confidence, modality, published in rows:
            if relation == "cooperatesWith" and head > tail:
                head, tail = tail, head
            if head != tail:
                facts.setdefault((head, relation, tail), []).append(
                    (article, n, confidence, modality, published)
                )
        self._db.execute("UPDATE assertions SET fact=NULL")
        for (head, relation, tail), support in sorted(facts.items()):
            key = stable_key(f"{head} {relation} {tail}")
            doubt = 1.0
            best: dict[int, float] = {}
            for article, _, confidence, _, _ in support:
                best[article] = max(best.get(article, 0.0), confidence)
            for article in sorted(best):
                doubt *= 1.0 - best[article]
            dates = [published for *_, published in support]
            modality = "stated" if any(m == "stated" for *_, m, _ in support) else support[0][3]
            self._db.execute(
                "INSERT INTO facts VALUES (?,?,?,?,?,?,?,?,?,?)",
                (key, head, relation, tail, len(support), len(best))
                + (min(dates), max(dates), round(1.0 - doubt, 4), modality),
            )
            self._db.executemany(
                "UPDATE assertions SET fact=? WHERE article=? AND n=?", ((key, s[0], s[1]) for s in support)
            )

    def _derive_cooccurrence(self) -> None:
        self._db.execute(
            "CREATE TEMP TABLE occurs AS SELECT DISTINCT c.entity AS entity, m.article AS article,"
            ' m.sentence AS sentence, s."end" - s.start AS length, a.published AS published'
            " FROM mentions m JOIN clusters c ON c.article = m.article AND c.n = m.cluster"
            " JOIN sentences s ON s.article = m.article AND s.n = m.sentence"
            " JOIN articles a ON a.key = m.article"
        )
        self._db.execute("CREATE INDEX temp.occurs_sentence ON occurs (article, sentence, entity)")
        total = self._db.execute(
            "SELECT count(*) FROM (SELECT DISTINCT article, sentence FROM occurs)"
        ).fetchone()[0]
        alone = dict(self._db.execute("SELECT entity, count(*) FROM occurs GROUP BY entity"))
        # min() of a text key that begins with the sentence's length picks the shortest example.
        pairs = self._db.execute(
            "SELECT x.entity, y.entity, count(*), count(DISTINCT x.article), min(x.published), max(x.published),"
            " min(printf('%06d %020d %06d', x.length, x.article, x.sentence))"
            " FROM occurs x JOIN occurs y ON y.article = x.article AND y.sentence = x.sentence"
            " AND y.entity > x.entity GROUP BY x.entity, y.entity"
        )
        insert = "INSERT INTO cooccurrence VALUES (?,?,?,?,?,?,?,?,?,?)"
        rows = []
        for a, b, together, articles, first, last, example in pairs.fetchall():
            _, article, sentence = example.split()
            counts = (together, alone[a], alone[b], total)
            rows.append(
                (a, b, together, articles, round(npmi(*counts), 4), round(log_likelihood(*counts), 3))
                + (first, last, int(article), int(sentence))
            )
        self._db.executemany(insert, rows)
        self._db.execute("DROP TABLE occurs")


def _sql(name: str) -> str:
    return (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8")
