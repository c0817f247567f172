"""Making entities again where their names changed: which there are, what they are called, what each cluster is."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from itertools import groupby

from kg.link.entities import LinkedEntity, Member, bare_id, distinct_ids, entity_of
from kg.link.forms import Form, Sense
from kg.link.identity import stable_key
from kg.link.keys import Key
from kg.link.people import Posted, namesakes
from kg.link.pointers import known_as
from kg.store.derive.forms import place_of
from kg.store.derive.script import run
from kg.vocab.names import plain

_TABLES = """
CREATE TEMP TABLE made (
  root INTEGER, part TEXT, base TEXT, bare TEXT, type TEXT, name TEXT, concept TEXT, mentions INTEGER,
  official INTEGER, root_name TEXT, entity INTEGER, id TEXT, PRIMARY KEY (root, part)
) WITHOUT ROWID;
CREATE TEMP TABLE made_names (root INTEGER, part TEXT, plain TEXT, name TEXT, mentions INTEGER, why TEXT);
CREATE TEMP TABLE made_senses (sense INTEGER PRIMARY KEY, root INTEGER, part TEXT, entity INTEGER);
CREATE TEMP TABLE done_roots (root INTEGER PRIMARY KEY);
CREATE TEMP TABLE bares (bare TEXT PRIMARY KEY);
"""
_MEMBERS = (
    "SELECT t.root, s.sense, a.type, a.name, s.post, s.clusters, k.type, k.name, f.surface, f.concept, f.uses,"
    " f.mentions, f.first, r.type, r.name, k.user, k.reason, k.concept"
    " FROM touched_roots t CROSS JOIN keys a ON a.root = t.root CROSS JOIN senses s ON s.key = a.key"
    " CROSS JOIN forms f ON f.sense = s.sense CROSS JOIN keys k ON k.key = f.key"
    " CROSS JOIN keys r ON r.key = k.root ORDER BY t.root"
)
_BARES = """
INSERT OR IGNORE INTO bares SELECT i.bare FROM touched_roots t CROSS JOIN identities i ON i.root = t.root;
INSERT OR IGNORE INTO bares SELECT bare FROM made;
INSERT OR IGNORE INTO done_roots SELECT root FROM touched_roots;
DELETE FROM touched_roots;
"""
_SENSES = """
CREATE INDEX temp.made_bare ON made (bare);
UPDATE made_senses SET entity = (SELECT m.entity FROM made m WHERE m.root = made_senses.root
  AND m.part = made_senses.part);
CREATE TEMP TABLE gone_entities AS SELECT i.entity AS entity FROM done_roots d CROSS JOIN identities i
ON i.root = d.root;
DELETE FROM identities WHERE root IN (SELECT root FROM done_roots);
INSERT INTO identities SELECT root, part, base, bare, entity FROM made;
CREATE TEMP TABLE moved_senses AS SELECT m.sense AS sense, s.entity AS entity FROM made_senses m
CROSS JOIN senses s ON s.sense = m.sense WHERE s.entity IS NOT m.entity;
CREATE TEMP TABLE dirty (article INTEGER PRIMARY KEY, there INTEGER);
INSERT INTO dirty SELECT article, 1 FROM changed;
INSERT OR IGNORE INTO dirty SELECT c.article, 0 FROM moved_senses m CROSS JOIN clusters c ON c.entity = m.entity
WHERE m.entity IS NOT NULL AND c.sense = m.sense;
UPDATE senses SET entity = (SELECT m.entity FROM made_senses m WHERE m.sense = senses.sense)
WHERE sense IN (SELECT sense FROM moved_senses);
DELETE FROM senses WHERE sense IN (SELECT sense FROM touched_senses) AND clusters = 0;
DROP TABLE touched_senses;
DROP TABLE moved_senses;
DROP TABLE made_senses;
DROP TABLE done_roots;
DROP TABLE touched_roots;
DROP TABLE bares;
"""


def derive_entities(db: sqlite3.Connection, labels: Mapping[str, str]) -> None:
    """Make the entities of touched roots again: temporary tables ``made``, ``made_names``, ``gone_entities``.

    Leaves the articles in which something is another entity than before in ``dirty``, with those that
    changed themselves (``there`` = 1); their clusters still have the entities of before.

    Parameters
    ----------
    labels
        Preferred labels of concepts by IRI.
    """
    run(db, _TABLES)
    while db.execute("SELECT 1 FROM touched_roots LIMIT 1").fetchone():
        for root, rows in groupby(db.execute(_MEMBERS), lambda row: row[0]):
            _make(db, root, list(rows), labels)
        run(db, _BARES)
        # Of entities whose ids would be equal but for a ``~`` one may take another's: made again with it.
        db.execute(
            "INSERT INTO touched_roots SELECT DISTINCT i.root FROM bares b CROSS JOIN identities i"
            " ON i.bare = b.bare WHERE i.root NOT IN (SELECT root FROM done_roots)"
        )
    _name(db)
    run(db, _SENSES)


def _make(
    db: sqlite3.Connection, number: int, rows: list[tuple[str, ...]], labels: Mapping[str, str]
) -> None:
    posts: dict[str, Posted] = {}
    counted: set[str] = set()
    for _, sense, _, _, post, clusters, *_, first, _, _, _, _, _ in rows:
        known = posts.get(post, Posted(0, place_of(first)))
        more = 0 if sense in counted else int(clusters)
        counted.add(sense)
        posts[post] = Posted(known.clusters + more, min(known.first, place_of(first)))
    root = _root_of(db, number)
    suffixes = namesakes(posts) if root[0] == "Person" else {}
    groups: defaultdict[str, list[Member]] = defaultdict(list)
    senses: dict[str, str] = {}
    public: set[str] = set()
    for row in rows:
        part = suffixes.get(row[4], "")
        senses[row[1]] = part
        if row[4] == "official":
            public.add(part)
        groups[part].append(_member(row, labels))
    for part, members in groups.items():
        entity = entity_of(sorted(members), root, part, labels)
        _keep(db, number, root, part, entity, part in public)
    db.executemany(
        "INSERT OR REPLACE INTO made_senses VALUES (?,?,?,NULL)",
        ((s, number, part) for s, part in senses.items()),
    )


def _root_of(db: sqlite3.Connection, number: int) -> Key:
    kind, name = db.execute("SELECT type, name FROM keys WHERE key=?", (number,)).fetchone()
    return kind, name


def _member(row: tuple[str, ...], labels: Mapping[str, str]) -> Member:
    kind, name, post = row[2:5]
    form = Form(
        Sense((kind, name), post),
        (row[6], row[7]),
        row[8],
        row[9],
        int(row[10]),
        int(row[11]),
        place_of(row[12]),
    )
    user, reason, concept = row[15:18]
    why = "your own file" if user is not None else reason or (known_as(labels[concept]) if concept else "")
    return Member(form, (row[13], row[14]), why, concept)


def _keep(
    db: sqlite3.Connection, number: int, root: Key, part: str, entity: LinkedEntity, official: bool
) -> None:
    mentions = sum(n.mentions for n in entity.names)
    db.execute(
        "INSERT OR REPLACE INTO made VALUES (?,?,?,?,?,?,?,?,?,?,NULL,NULL)",
        (number, part, entity.id, bare_id(entity.id), entity.type, entity.name, entity.concept, mentions)
        + (official, f"{root[0]} {root[1]}"),
    )
    db.executemany(
        "INSERT INTO made_names VALUES (?,?,?,?,?,?)",
        ((number, part, plain(n.name), n.name, n.mentions, n.why) for n in entity.names),
    )


def _name(db: sqlite3.Connection) -> None:
    """Give each entity its id, distinct from the others'."""
    db.execute("CREATE TEMP TABLE ids AS SELECT bare, root_name, part, base, root FROM made ORDER BY 1, 2, 3")
    for _, rows in groupby(db.execute("SELECT * FROM ids ORDER BY rowid"), lambda row: row[0]):
        group = list(rows)
        for row, entity_id in zip(group, distinct_ids([row[3] for row in group]), strict=True):
            db.execute(
                "UPDATE made SET id=?, entity=? WHERE root=? AND part=?",
                (entity_id, stable_key(entity_id), row[4], row[2]),
            )
    db.execute("DROP TABLE ids")
