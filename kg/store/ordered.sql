-- Tables that hold answers in the order in which they are given, so that the first rows of an answer cost
-- the same whether an entity has ten links or a hundred thousand. Made again from the others at every build.

DROP TABLE IF EXISTS around;
DROP TABLE IF EXISTS support;
DROP TABLE IF EXISTS moments;
DROP TABLE IF EXISTS appears;
DROP TABLE IF EXISTS degrees;
DROP TABLE IF EXISTS tallies;

-- Everything that is linked with an entity: facts (layer 0) and significant co-occurrence (layer 1), each
-- link at both its ends. Walked by weight, the strongest (least) first; days are 20260129.
CREATE TABLE around (
  entity    INTEGER NOT NULL,
  layer     INTEGER NOT NULL,
  type      TEXT NOT NULL,    -- of the other end; Official for officials
  weight    REAL NOT NULL,
  other     INTEGER NOT NULL,
  fact      INTEGER NOT NULL, -- 0 for co-occurrence
  direction TEXT NOT NULL,    -- out, in; both for co-occurrence and symmetric relations
  relation  TEXT NOT NULL,    -- empty for co-occurrence
  strength  REAL NOT NULL,    -- confidence, or NPMI
  first     INTEGER NOT NULL,
  last      INTEGER NOT NULL,
  cost      REAL NOT NULL,    -- of going there on a path, see costs.py
  PRIMARY KEY (entity, layer, type, weight, other, fact)
) WITHOUT ROWID;

CREATE TEMP TABLE weighed AS
SELECT key, head, relation, tail, confidence,
  -(articles * 1000.0 + min(assertions, 999) + confidence / 2) AS weight,
  CAST(replace(first, '-', '') AS INTEGER) AS first, CAST(replace(last, '-', '') AS INTEGER) AS last
FROM facts;

CREATE TEMP TABLE close AS
SELECT a, b, npmi, -llr AS weight, iif(llr > 3.84, sentences * max(npmi, 0.0), 0.0) AS pull,
  CAST(replace(first, '-', '') AS INTEGER) AS first, CAST(replace(last, '-', '') AS INTEGER) AS last
FROM cooccurrence WHERE llr > 0;

-- With how many other entities an entity is linked, by how many facts and significant co-occurrences,
-- numbered from the most linked on, and the sum of what its links weigh in a picture (as in costs.py).
CREATE TABLE degrees (
  entity        INTEGER PRIMARY KEY,
  kind          TEXT NOT NULL,    -- its type; Official for officials
  place         INTEGER NOT NULL,
  links         INTEGER NOT NULL,
  facts         INTEGER NOT NULL,
  cooccurrences INTEGER NOT NULL,
  weight        REAL NOT NULL
);

INSERT INTO degrees
SELECT entity, kind, row_number() OVER (ORDER BY links DESC, facts DESC, id), links, facts, cooccurrences, weight
FROM (
  SELECT l.entity AS entity, e.id AS id, iif(e.type = 'Person' AND e.official, 'Official', e.type) AS kind,
    count(DISTINCT l.other) AS links, sum(l.layer = 0) AS facts, sum(l.layer = 1) AS cooccurrences,
    round(sum(l.weight), 3) AS weight
  FROM (
    SELECT head AS entity, tail AS other, 0 AS layer, 2.0 * articles AS weight FROM facts
    UNION ALL SELECT tail, head, 0, 2.0 * articles FROM facts
    UNION ALL SELECT a, b, 1, pull FROM close UNION ALL SELECT b, a, 1, pull FROM close
  ) l JOIN entities e ON e.key = l.entity GROUP BY l.entity
);

CREATE UNIQUE INDEX degrees_place ON degrees (kind, place);

INSERT INTO around
SELECT * FROM (
  SELECT w.head AS entity, 0 AS layer, k.kind AS type, w.weight AS weight, w.tail AS other, w.key AS fact,
    iif(w.relation = 'cooperatesWith', 'both', 'out') AS direction, w.relation AS relation, w.confidence AS strength, w.first AS first, w.last AS last,
    step_cost(w.confidence, 0, k.links) AS cost
  FROM weighed w JOIN degrees k ON k.entity = w.tail
  UNION ALL
  SELECT w.tail, 0, k.kind, w.weight, w.head, w.key,
    iif(w.relation = 'cooperatesWith', 'both', 'in'), w.relation, w.confidence, w.first, w.last,
    step_cost(w.confidence, 0, k.links)
  FROM weighed w JOIN degrees k ON k.entity = w.head
  UNION ALL
  SELECT c.a, 1, k.kind, c.weight, c.b, 0, 'both', '', c.npmi, c.first, c.last, step_cost(c.npmi, 1, k.links)
  FROM close c JOIN degrees k ON k.entity = c.b
  UNION ALL
  SELECT c.b, 1, k.kind, c.weight, c.a, 0, 'both', '', c.npmi, c.first, c.last, step_cost(c.npmi, 1, k.links)
  FROM close c JOIN degrees k ON k.entity = c.a
) ORDER BY entity, layer, type, weight, other, fact;

DROP TABLE weighed;
DROP TABLE close;

-- The assertions of a fact, the one to be shown first ranked 1: surest, then latest.
CREATE TABLE support (
  fact    INTEGER NOT NULL,
  rank    INTEGER NOT NULL,
  article INTEGER NOT NULL,
  n       INTEGER NOT NULL,
  PRIMARY KEY (fact, rank)
) WITHOUT ROWID;

INSERT INTO support
SELECT x.fact, row_number() OVER (PARTITION BY x.fact ORDER BY x.confidence DESC, a.published DESC, a.id, x.n),
  x.article, x.n
FROM assertions x JOIN articles a ON a.key = x.article WHERE x.fact IS NOT NULL;

-- On which days a fact about an entity is stated, with the surest assertion of that day.
CREATE TABLE moments (
  entity  INTEGER NOT NULL,
  day     INTEGER NOT NULL,
  fact    INTEGER NOT NULL,
  article INTEGER NOT NULL,
  n       INTEGER NOT NULL,
  count   INTEGER NOT NULL,   -- assertions of that day
  PRIMARY KEY (entity, day, fact)
) WITHOUT ROWID;

INSERT INTO moments
SELECT e.entity, e.day, e.fact, s.article, s.n, e.count FROM (
  SELECT entity, day, fact, min(rank) AS rank, count(*) AS count FROM (
    SELECT f.head AS entity, CAST(replace(a.published, '-', '') AS INTEGER) AS day, p.fact AS fact, p.rank AS rank
    FROM support p JOIN facts f ON f.key = p.fact JOIN articles a ON a.key = p.article
    UNION ALL
    SELECT f.tail, CAST(replace(a.published, '-', '') AS INTEGER), p.fact, p.rank
    FROM support p JOIN facts f ON f.key = p.fact JOIN articles a ON a.key = p.article
  ) GROUP BY entity, day, fact
) e JOIN support s ON s.fact = e.fact AND s.rank = e.rank;

-- In which articles an entity is named, and how often.
CREATE TABLE appears (
  entity   INTEGER NOT NULL,
  day      INTEGER NOT NULL,
  article  INTEGER NOT NULL,
  mentions INTEGER NOT NULL,
  PRIMARY KEY (entity, day, article)
) WITHOUT ROWID;

INSERT INTO appears
SELECT c.entity, CAST(replace(a.published, '-', '') AS INTEGER), c.article, count(*)
FROM mentions m JOIN clusters c ON c.article = m.article AND c.n = m.cluster
JOIN articles a ON a.key = m.article WHERE c.entity IS NOT NULL GROUP BY c.entity, c.article;

-- How much of what there is, in the order in which it is told.
CREATE TABLE tallies (
  what  TEXT NOT NULL,            -- total (rows of a table), type, relation, month, account
  place INTEGER NOT NULL,
  name  TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (what, place)
) WITHOUT ROWID;

INSERT INTO tallies
SELECT 'total', 1, 'articles', count(*) FROM articles UNION ALL
SELECT 'total', 2, 'mentions', count(*) FROM mentions UNION ALL
SELECT 'total', 3, 'assertions', count(*) FROM assertions UNION ALL
SELECT 'total', 4, 'entities', count(*) FROM entities UNION ALL
SELECT 'total', 5, 'names', count(*) FROM names UNION ALL
SELECT 'total', 6, 'facts', count(*) FROM facts UNION ALL
SELECT 'total', 7, 'cooccurrence', count(*) FROM cooccurrence;

INSERT INTO tallies
SELECT 'type', row_number() OVER (ORDER BY count(*) DESC, type), type, count(*) FROM entities GROUP BY type;

INSERT INTO tallies
SELECT 'relation', row_number() OVER (ORDER BY count(*) DESC, relation), relation, count(*)
FROM facts GROUP BY relation;

INSERT INTO tallies
SELECT 'month', row_number() OVER (ORDER BY month), month, count(*)
FROM (SELECT substr(published, 1, 7) AS month FROM articles) GROUP BY month;

INSERT INTO tallies
SELECT 'account', row_number() OVER (ORDER BY count(*) DESC, account), account, count(*)
FROM articles GROUP BY account;

CREATE INDEX IF NOT EXISTS entities_order ON entities (articles DESC, id);
CREATE INDEX IF NOT EXISTS degrees_weight ON degrees (weight DESC);
CREATE INDEX IF NOT EXISTS facts_order
  ON facts (articles DESC, assertions DESC, confidence DESC, last DESC, key);
CREATE INDEX IF NOT EXISTS facts_relation
  ON facts (relation, articles DESC, assertions DESC, confidence DESC, last DESC, key);
-- Most facts are stated: only the others are looked for by their modality.
CREATE INDEX IF NOT EXISTS facts_unstated
  ON facts (modality, articles DESC, assertions DESC, confidence DESC, last DESC, key)
  WHERE modality <> 'stated';
