"""Making the tables of facts and co-occurrence again, from the assertions and mentions of all articles."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from itertools import groupby
from typing import NamedTuple

from rapidfuzz import fuzz

from kg.link.association import log_likelihood, npmi
from kg.link.identity import stable_key

_COPY = 90.0
"""Sentences at least so alike (Levenshtein ratio, 0 to 100) are one piece of evidence told twice."""

_MOST_ORIGINALS = 40
"""A sentence is compared with so many others of its fact at most."""

_SUPPORT = (
    "SELECT h.entity, x.relation, t.entity, x.article, x.n, x.confidence, x.modality, a.published, a.id,"
    ' substr(a.text, s.start + 1, s."end" - s.start)'
    " FROM assertions x"
    " JOIN mentions hm ON hm.article = x.article AND hm.n = x.head"
    " JOIN clusters h ON h.article = x.article AND h.n = hm.cluster"
    " JOIN mentions tm ON tm.article = x.article AND tm.n = x.tail"
    " JOIN clusters t ON t.article = x.article AND t.n = tm.cluster"
    " JOIN sentences s ON s.article = x.article AND s.n = hm.sentence"
    " JOIN articles a ON a.key = x.article"
)


class _Support(NamedTuple):
    head: int
    relation: str
    tail: int
    article: int
    n: int
    confidence: float
    modality: str
    published: str
    article_id: str
    sentence: str


def derive_facts(db: sqlite3.Connection) -> None:
    """Gather assertions into facts; a sentence that copies an earlier article's counts once.

    The confidence of a fact is that at least one of the articles which state it in their own words is
    right, taken as independent.
    """
    db.execute("DELETE FROM facts")
    db.execute("UPDATE assertions SET fact=NULL, copy_of=NULL")
    rows = [_Support(*row) for row in db.execute(_SUPPORT)]
    rows = [
        r._replace(head=r.tail, tail=r.head) if r.relation == "cooperatesWith" and r.head > r.tail else r
        for r in rows
        if r.head != r.tail
    ]
    rows.sort(key=lambda r: (r.head, r.relation, r.tail, r.published, r.article_id, r.n))
    facts = []
    assigned: list[tuple[int, int | None, int, int]] = []
    for (head, relation, tail), group in groupby(rows, key=lambda r: r[:3]):
        support = list(group)
        key = stable_key(f"{head} {relation} {tail}")
        copies = _copies(support)
        doubt = 1.0
        best: defaultdict[int, float] = defaultdict(float)
        for r, original in zip(support, copies, strict=True):
            assigned.append((key, original, r.article, r.n))
            if original is None:
                best[r.article] = max(best[r.article], r.confidence)
        for article in sorted(best):
            doubt *= 1.0 - best[article]
        modalities = {r.modality for r in support}
        modality = next(m for m in ("stated", "planned", "negated") if m in modalities)
        dates = (support[0].published, support[-1].published)
        facts.append(
            (key, head, relation, tail, len(support), len(best), *dates, round(1.0 - doubt, 4), modality)
        )
    db.executemany("INSERT INTO facts VALUES (?,?,?,?,?,?,?,?,?,?)", facts)
    db.executemany("UPDATE assertions SET fact=?, copy_of=? WHERE article=? AND n=?", assigned)


def _copies(support: list[_Support]) -> list[int | None]:
    """Return for each assertion the earlier article whose sentence it repeats, or None."""
    originals: list[_Support] = []
    out: list[int | None] = []
    for row in support:
        original = next(
            (
                o.article
                for o in originals
                if o.article != row.article and fuzz.ratio(o.sentence, row.sentence, score_cutoff=_COPY)
            ),
            None,
        )
        out.append(original)
        if original is None and len(originals) < _MOST_ORIGINALS:
            originals.append(row)
    return out


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
