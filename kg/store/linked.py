"""Making the tables of entities and names again, from the clusters of all articles."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator

from kg.link.curated import Curated
from kg.link.identity import link, stable_key
from kg.link.keys import NameUse, region_of
from kg.vocab.lexicon import Lexicon
from kg.vocab.names import plain

_USES = (
    "SELECT a.id, a.published, c.n, c.type, m.surface, count(*), min(m.start), a.account, c.official, a.key"
    " FROM mentions m JOIN clusters c ON c.article = m.article AND c.n = m.cluster"
    " JOIN articles a ON a.key = m.article GROUP BY a.key, c.n, m.surface"
)


def derive_entities(db: sqlite3.Connection, lexicon: Lexicon, curated: Curated, home: str) -> None:
    """Link all clusters to entities; fill ``entities``, ``names`` and ``clusters.entity``.

    Parameters
    ----------
    home
        The region whose 市委 is meant where the account's name does not tell, or empty.
    """
    entities, entity_of = link(_uses(db, lexicon, home), lexicon, curated)
    db.execute("DELETE FROM entities")
    db.execute("DELETE FROM names")
    db.executemany(
        "UPDATE clusters SET entity=? WHERE article=? AND n=?",
        ((stable_key(e), stable_key(article), n) for (article, n), e in entity_of.items()),
    )
    db.executemany(
        "INSERT INTO names VALUES (?,?,?,?,?)",
        ((plain(n.name), stable_key(e.id), n.name, n.mentions, n.why) for e in entities for n in e.names),
    )
    db.execute("CREATE TEMP TABLE linked (key INTEGER PRIMARY KEY, id, type, name, concept, mentions)")
    db.executemany(
        "INSERT INTO linked VALUES (?,?,?,?,?,?)",
        (
            (stable_key(e.id), e.id, e.type, e.name, e.concept, sum(n.mentions for n in e.names))
            for e in entities
        ),
    )
    db.execute(
        "INSERT INTO entities SELECT l.key, l.id, l.type, l.name, max(c.official), l.concept,"
        " count(DISTINCT c.article), l.mentions, min(a.published), max(a.published), max(c.confidence)"
        " FROM linked l JOIN clusters c ON c.entity = l.key JOIN articles a ON a.key = c.article GROUP BY l.key"
    )
    db.execute("DROP TABLE linked")


def _uses(db: sqlite3.Connection, lexicon: Lexicon, home: str) -> Iterator[NameUse]:
    districts: defaultdict[int, set[str]] = defaultdict(set)
    for article, name in db.execute("SELECT article, name FROM clusters WHERE type='District'"):
        districts[article].add(plain(name))
    posted = set(
        db.execute(
            "SELECT DISTINCT x.article, m.cluster FROM assertions x"
            " JOIN mentions m ON m.article = x.article AND m.n = x.head WHERE x.relation = 'holdsPosition'"
        )
    )
    regions: dict[str, str] = {}
    for article, published, cluster, kind, surface, count, offset, account, official, key in db.execute(
        _USES
    ):
        if account not in regions:
            regions[account] = region_of(account, lexicon).name or home
        yield NameUse(
            article,
            published,
            cluster,
            kind,
            surface,
            count,
            offset,
            regions[account],
            bool(official),
            (key, cluster) in posted,
            tuple(sorted(districts[key])),
        )
