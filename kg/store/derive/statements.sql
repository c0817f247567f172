-- Which facts have to be gathered again: those whose assertions came, went, or are about another entity now, and
-- those with an end of another kind.

CREATE TEMP TABLE touched_facts (fact INTEGER PRIMARY KEY);
INSERT OR IGNORE INTO touched_facts SELECT fact FROM old_assertions WHERE fact IS NOT NULL;
INSERT OR IGNORE INTO touched_facts SELECT x.fact FROM dirty d CROSS JOIN assertions x ON x.article = d.article
WHERE d.there = 0 AND x.fact IS NOT NULL;
INSERT OR IGNORE INTO touched_facts SELECT f.key FROM filed k CROSS JOIN facts f ON f.head = k.entity
WHERE k.old_kind <> k.kind;
INSERT OR IGNORE INTO touched_facts SELECT f.key FROM filed k CROSS JOIN facts f ON f.tail = k.entity
WHERE k.old_kind <> k.kind;

CREATE TEMP TABLE stated (article INTEGER, n INTEGER, fact INTEGER, PRIMARY KEY (article, n)) WITHOUT ROWID;
INSERT INTO stated SELECT x.article, x.n, fact_key(h.entity, x.relation, t.entity)
FROM dirty d CROSS JOIN assertions x ON x.article = d.article
CROSS JOIN mentions hm ON hm.article = x.article AND hm.n = x.head
CROSS JOIN clusters h ON h.article = x.article AND h.n = hm.cluster
CROSS JOIN mentions tm ON tm.article = x.article AND tm.n = x.tail
CROSS JOIN clusters t ON t.article = x.article AND t.n = tm.cluster;
INSERT OR IGNORE INTO touched_facts SELECT fact FROM stated WHERE fact IS NOT NULL;
UPDATE assertions SET copy_of = NULL,
  fact = (SELECT s.fact FROM stated s WHERE s.article = assertions.article AND s.n = assertions.n)
WHERE article IN (SELECT article FROM dirty);
CREATE INDEX IF NOT EXISTS assertions_fact ON assertions (fact);

CREATE TEMP TABLE old_facts AS SELECT f.* FROM touched_facts t CROSS JOIN facts f ON f.key = t.fact;
CREATE TEMP TABLE old_ends AS SELECT f.key AS fact, f.head AS entity, f.tail AS other, f.articles AS articles,
  fact_order(f.articles, f.assertions, f.confidence) AS weight FROM old_facts f
UNION ALL SELECT f.key, f.tail, f.head, f.articles,
  fact_order(f.articles, f.assertions, f.confidence) FROM old_facts f;
DELETE FROM around WHERE (entity, type, weight, other, fact) IN (
  SELECT o.entity, coalesce((SELECT k.old_kind FROM filed k WHERE k.entity = o.other),
    (SELECT d.kind FROM degrees d WHERE d.entity = o.other)), o.weight, o.other, o.fact FROM old_ends o);
DELETE FROM moments WHERE (entity, day, fact) IN (
  SELECT o.entity, CAST(replace(coalesce(g.published, a.published), '-', '') AS INTEGER), o.fact
  FROM old_ends o CROSS JOIN support p ON p.fact = o.fact
  LEFT JOIN old_articles g ON g.key = p.article LEFT JOIN articles a ON a.key = p.article);
DELETE FROM support WHERE fact IN (SELECT fact FROM touched_facts);
DELETE FROM facts WHERE key IN (SELECT fact FROM touched_facts);

CREATE TEMP TABLE made_facts (
  key INTEGER PRIMARY KEY, head INTEGER, relation TEXT, tail INTEGER, assertions INTEGER, articles INTEGER,
  first TEXT, last TEXT, confidence REAL, modality TEXT
);
CREATE TEMP TABLE copies (article INTEGER, n INTEGER, copy_of INTEGER);
CREATE TEMP TABLE originals AS SELECT x.article AS article, x.n AS n FROM touched_facts t
CROSS JOIN assertions x ON x.fact = t.fact WHERE x.copy_of IS NOT NULL;
