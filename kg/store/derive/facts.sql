-- Facts put in their places, now that they are gathered.

UPDATE assertions SET copy_of = NULL WHERE (article, n) IN (SELECT article, n FROM originals);
UPDATE assertions SET copy_of = c.copy_of FROM copies c WHERE c.article = assertions.article AND c.n = assertions.n;
DROP TABLE originals;
DROP TABLE copies;
INSERT INTO facts SELECT * FROM made_facts;

INSERT INTO around SELECT * FROM (
  SELECT f.head AS entity, d.kind AS type, fact_order(f.articles, f.assertions, f.confidence) AS weight,
    f.tail AS other, f.key AS fact, iif(symmetric(f.relation), 'both', 'out'), f.relation, f.confidence,
    CAST(replace(f.first, '-', '') AS INTEGER), CAST(replace(f.last, '-', '') AS INTEGER)
  FROM made_facts f CROSS JOIN degrees d ON d.entity = f.tail
  UNION ALL
  SELECT f.tail, d.kind, fact_order(f.articles, f.assertions, f.confidence),
    f.head, f.key, iif(symmetric(f.relation), 'both', 'in'), f.relation, f.confidence,
    CAST(replace(f.first, '-', '') AS INTEGER), CAST(replace(f.last, '-', '') AS INTEGER)
  FROM made_facts f CROSS JOIN degrees d ON d.entity = f.head
) ORDER BY entity, type, weight, other, fact;

INSERT INTO support
SELECT x.fact, row_number() OVER (PARTITION BY x.fact ORDER BY x.confidence DESC, a.published DESC, a.id, x.n),
  x.article, x.n
FROM made_facts f CROSS JOIN assertions x ON x.fact = f.key CROSS JOIN articles a ON a.key = x.article;

INSERT INTO moments
SELECT e.entity, e.day, e.fact, s.article, s.n, e.count FROM (
  SELECT entity, day, fact, min(rank) AS rank, count(*) AS count FROM (
    SELECT f.head AS entity, CAST(replace(a.published, '-', '') AS INTEGER) AS day, p.fact AS fact, p.rank AS rank
    FROM made_facts f CROSS JOIN support p ON p.fact = f.key CROSS JOIN articles a ON a.key = p.article
    UNION ALL
    SELECT f.tail, CAST(replace(a.published, '-', '') AS INTEGER), p.fact, p.rank
    FROM made_facts f CROSS JOIN support p ON p.fact = f.key CROSS JOIN articles a ON a.key = p.article
  ) GROUP BY entity, day, fact
) e CROSS JOIN support s ON s.fact = e.fact AND s.rank = e.rank;

-- Degrees. Entities that facts alone link count beside those that stand in one sentence with an entity.
INSERT INTO steps SELECT entity, 0, -1, 0, -2 * articles FROM old_ends;
INSERT INTO steps SELECT head, 0, 1, 0, 2 * articles FROM made_facts UNION ALL SELECT tail, 0, 1, 0, 2 * articles FROM made_facts;
CREATE TEMP TABLE bonds (a INTEGER, b INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID;
INSERT OR IGNORE INTO bonds SELECT min(head, tail), max(head, tail) FROM old_facts;
INSERT OR IGNORE INTO bonds SELECT min(head, tail), max(head, tail) FROM made_facts;
CREATE INDEX IF NOT EXISTS facts_ends ON facts (head, tail);
INSERT OR IGNORE INTO bonds SELECT s.a, s.b FROM pair_states s CROSS JOIN facts f ON f.head = s.a AND f.tail = s.b
WHERE (s.before > 0) <> (s.sentences > 0);
INSERT OR IGNORE INTO bonds SELECT s.a, s.b FROM pair_states s CROSS JOIN facts f ON f.head = s.b AND f.tail = s.a
WHERE (s.before > 0) <> (s.sentences > 0);
CREATE INDEX temp.old_facts_ends ON old_facts (head, tail);
CREATE TEMP TABLE far AS SELECT a, b,
  (facts > 0 AND NOT pair) - (kept + old_facts > 0 AND NOT old_pair) AS links
FROM (
  SELECT b.a AS a, b.b AS b,
    (SELECT count(*) FROM facts f WHERE f.head = b.a AND f.tail = b.b)
      + (SELECT count(*) FROM facts f WHERE f.head = b.b AND f.tail = b.a) AS facts,
    (SELECT count(*) FROM facts f WHERE f.head = b.a AND f.tail = b.b AND f.key NOT IN (SELECT fact FROM touched_facts))
      + (SELECT count(*) FROM facts f WHERE f.head = b.b AND f.tail = b.a
         AND f.key NOT IN (SELECT fact FROM touched_facts)) AS kept,
    (SELECT count(*) FROM old_facts f WHERE f.head = b.a AND f.tail = b.b)
      + (SELECT count(*) FROM old_facts f WHERE f.head = b.b AND f.tail = b.a) AS old_facts,
    EXISTS (SELECT 1 FROM cooccurrence p WHERE p.a = b.a AND p.b = b.b) AS pair,
    coalesce((SELECT s.before > 0 FROM pair_states s WHERE s.a = b.a AND s.b = b.b),
      EXISTS (SELECT 1 FROM cooccurrence p WHERE p.a = b.a AND p.b = b.b)) AS old_pair
  FROM bonds b
);
INSERT INTO steps SELECT a, links, 0, 0, 0 FROM far WHERE links <> 0 UNION ALL SELECT b, links, 0, 0, 0 FROM far WHERE links <> 0;
CREATE TEMP TABLE stepped (entity INTEGER PRIMARY KEY, links INTEGER, facts INTEGER, cooccurrences INTEGER, weight INTEGER);
INSERT INTO stepped SELECT entity, sum(links), sum(facts), sum(cooccurrences), sum(weight) FROM steps GROUP BY entity;
UPDATE degrees SET links = degrees.links + s.links, facts = degrees.facts + s.facts,
  cooccurrences = degrees.cooccurrences + s.cooccurrences, weight = degrees.weight + s.weight
FROM stepped s WHERE s.entity = degrees.entity;
DELETE FROM degrees WHERE entity IN (SELECT entity FROM filed WHERE kind IS NULL);
