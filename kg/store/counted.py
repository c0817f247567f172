"""Making the tables of facts and co-occurrence again, from the assertions and mentions of all articles."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from kg.link.association import log_likelihood, npmi
from kg.link.facts import Support, ends, gather
from kg.link.identity import stable_key

_SUPPORT = (
    "SELECT h.entity, x.relation, t.entity, a.published, a.id, x.n, x.article, x.confidence, x.modality,"
    ' substr(a.text, s.start + 1, s."end" - s.start)'
    " FROM assertions x"
    " JOIN mentions hm ON hm.article = x.article AND hm.n = x.head"
    " JOIN clusters h ON h.article = x.article AND h.n = hm.cluster"
    " JOIN mentions tm ON tm.article = x.article AND tm.n = x.tail"
    " JOIN clusters t ON t.article = x.article AND t.n = tm.cluster"
    " JOIN sentences s ON s.article = x.article AND s.n = hm.sentence"
    " JOIN articles a ON a.key = x.article"
)


def derive_facts(db: sqlite3.Connection) -> None:
    """Gather assertions into facts; see :func:`kg.link.facts.gather`."""
    db.execute("DELETE FROM facts")
    db.execute("UPDATE assertions SET fact=NULL, copy_of=NULL")
    groups: defaultdict[tuple[int, str, int], list[Support]] = defaultdict(list)
    for head, relation, tail, *row in db.execute(_SUPPORT):
        if head != tail:
            one, other = ends(head, relation, tail)
            groups[one, relation, other].append(Support._make(row))
    for (head, relation, tail), support in sorted(groups.items()):
        support.sort()
        key = stable_key(f"{head} {relation} {tail}")
        gathered, copies = gather(support)
        db.execute("INSERT INTO facts VALUES (?,?,?,?,?,?,?,?,?,?)", (key, head, relation, tail, *gathered))
        db.executemany(
            "UPDATE assertions SET fact=?, copy_of=? WHERE article=? AND n=?",
            ((key, original, row.article, row.n) for row, original in zip(support, copies, strict=True)),
        )


def derive_cooccurrence(db: sqlite3.Connection) -> None:
    """Count which entities stand in the same sentence and in the same article, and how far beyond chance."""
    db.execute("DELETE FROM cooccurrence")
    db.execute(
        "CREATE TEMP TABLE occurs AS SELECT DISTINCT c.entity AS entity, m.article AS article,"
        ' m.sentence AS sentence, s."end" - s.start AS length, a.published AS published'
        " FROM mentions m JOIN clusters c ON c.article = m.article AND c.n = m.cluster"
        " JOIN sentences s ON s.article = m.article AND s.n = m.sentence"
        " JOIN articles a ON a.key = m.article"
    )
    db.execute("CREATE INDEX temp.occurs_sentence ON occurs (article, sentence, entity)")
    total = db.execute("SELECT count(*) FROM (SELECT DISTINCT article, sentence FROM occurs)").fetchone()[0]
    alone = dict(db.execute("SELECT entity, count(*) FROM occurs GROUP BY entity"))
    # min() of a text key that begins with the sentence's length picks the shortest example.
    pairs = db.execute(
        "SELECT x.entity, y.entity, count(*), count(DISTINCT x.article), min(x.published), max(x.published),"
        " min(printf('%06d %020d %06d', x.length, x.article, x.sentence))"
        " FROM occurs x JOIN occurs y ON y.article = x.article AND y.sentence = x.sentence"
        " AND y.entity > x.entity GROUP BY x.entity, y.entity"
    )
    rows = []
    for a, b, together, articles, first, last, example in pairs:
        _, article, sentence = example.split()
        counts = (together, alone[a], alone[b], total)
        measures = (round(npmi(*counts), 4), round(log_likelihood(*counts), 3))
        rows.append((a, b, together, articles, *measures, first, last, int(article), int(sentence)))
    db.executemany("INSERT INTO cooccurrence VALUES (?,?,?,?,?,?,?,?,?,?)", rows)
    db.execute("DROP TABLE occurs")
