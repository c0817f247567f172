-- Where entities stand: in which articles and sentences, and with which others. First how it was and how it is now in
-- the articles that are looked at (dirty), then the difference.

CREATE TEMP TABLE was (
  article INTEGER, sentence INTEGER, entity INTEGER, mentions INTEGER, length INTEGER, published TEXT,
  PRIMARY KEY (article, sentence, entity)
) WITHOUT ROWID;
CREATE TEMP TABLE now (
  article INTEGER, sentence INTEGER, entity INTEGER, mentions INTEGER, length INTEGER, published TEXT,
  PRIMARY KEY (article, sentence, entity)
) WITHOUT ROWID;

INSERT INTO was SELECT m.article, m.sentence, c.entity, count(*), s."end" - s.start, a.published
FROM old_mentions m CROSS JOIN old_clusters c ON c.article = m.article AND c.n = m.cluster
CROSS JOIN old_sentences s ON s.article = m.article AND s.n = m.sentence
CROSS JOIN old_articles a ON a.key = m.article GROUP BY m.article, m.sentence, c.entity;

INSERT INTO was SELECT m.article, m.sentence, c.entity, count(*), s."end" - s.start, a.published
FROM dirty d CROSS JOIN mentions m ON m.article = d.article
CROSS JOIN clusters c ON c.article = m.article AND c.n = m.cluster
CROSS JOIN sentences s ON s.article = m.article AND s.n = m.sentence
CROSS JOIN articles a ON a.key = m.article WHERE d.there = 0 GROUP BY m.article, m.sentence, c.entity;

UPDATE clusters SET entity = (SELECT s.entity FROM senses s WHERE s.sense = clusters.sense)
WHERE article IN (SELECT article FROM dirty);

INSERT INTO now SELECT m.article, m.sentence, c.entity, count(*), s."end" - s.start, a.published
FROM dirty d CROSS JOIN mentions m ON m.article = d.article
CROSS JOIN clusters c ON c.article = m.article AND c.n = m.cluster
CROSS JOIN sentences s ON s.article = m.article AND s.n = m.sentence
CROSS JOIN articles a ON a.key = m.article GROUP BY m.article, m.sentence, c.entity;

CREATE INDEX IF NOT EXISTS clusters_entity ON clusters (entity, confidence);

-- Articles.
CREATE TEMP TABLE articles_was AS SELECT entity, CAST(replace(published, '-', '') AS INTEGER) AS day, article,
  sum(mentions) AS mentions FROM was GROUP BY entity, day, article;
CREATE TEMP TABLE articles_now AS SELECT entity, CAST(replace(published, '-', '') AS INTEGER) AS day, article,
  sum(mentions) AS mentions FROM now GROUP BY entity, day, article;
DELETE FROM appears WHERE (entity, day, article) IN (SELECT entity, day, article FROM articles_was);
INSERT INTO appears SELECT * FROM articles_now;
CREATE TEMP TABLE more (entity INTEGER PRIMARY KEY, articles INTEGER, sentences INTEGER);
INSERT INTO more SELECT entity, sum(articles), sum(sentences) FROM (
  SELECT entity, 1 AS articles, 0 AS sentences FROM articles_now
  UNION ALL SELECT entity, -1, 0 FROM articles_was
  UNION ALL SELECT entity, 0, 1 FROM now
  UNION ALL SELECT entity, 0, -1 FROM was
) GROUP BY entity;
DROP TABLE articles_was;
DROP TABLE articles_now;

-- Entities and names.
CREATE TEMP TABLE before (entity INTEGER PRIMARY KEY, articles INTEGER, mentions INTEGER);
INSERT INTO before SELECT key, articles, mentions FROM entities WHERE key IN
  (SELECT entity FROM gone_entities UNION SELECT entity FROM made);
CREATE TEMP TABLE unnamed AS SELECT DISTINCT n.plain AS plain, n.entity AS entity, b.mentions AS mentions
FROM before b CROSS JOIN names n ON n.entity = b.entity;
INSERT OR IGNORE INTO tallies SELECT DISTINCT 'type', type, 0 FROM made;
UPDATE tallies SET count = count - (SELECT count(*) FROM before b CROSS JOIN entities e ON e.key = b.entity
  WHERE e.type = tallies.name) WHERE what = 'type';
CREATE TEMP TABLE lost_names AS SELECT count(*) AS lost FROM before b CROSS JOIN names n ON n.entity = b.entity;
DELETE FROM names WHERE entity IN (SELECT entity FROM before);
DELETE FROM entities WHERE key IN (SELECT entity FROM before);
INSERT INTO names SELECT n.plain, m.entity, n.name, n.mentions, n.why
FROM made_names n CROSS JOIN made m ON m.root = n.root AND m.part = n.part ORDER BY 1, 2, 3;
INSERT INTO entities SELECT m.entity, m.id, m.type, m.name, m.official, m.concept,
  coalesce(b.articles, 0) + coalesce(x.articles, 0), m.mentions,
  iso((SELECT min(p.day) FROM appears p WHERE p.entity = m.entity)),
  iso((SELECT max(p.day) FROM appears p WHERE p.entity = m.entity)),
  (SELECT max(c.confidence) FROM clusters c WHERE c.entity = m.entity)
FROM made m LEFT JOIN before b ON b.entity = m.entity LEFT JOIN more x ON x.entity = m.entity ORDER BY m.entity;
UPDATE tallies SET count = count + (SELECT count(*) FROM made m WHERE m.type = tallies.name) WHERE what = 'type';

-- What each entity is filed under: its kind and the order of magnitude of its sentences.
CREATE TEMP TABLE filed (
  entity INTEGER PRIMARY KEY, old_kind TEXT, kind TEXT, old_sentences INTEGER, sentences INTEGER
);
INSERT INTO filed SELECT x.entity, d.kind, iif(e.type = 'Person' AND e.official, 'Official', e.type), d.sentences,
  coalesce(d.sentences, 0) + coalesce(o.sentences, 0)
FROM (SELECT entity FROM before UNION SELECT entity FROM made) x LEFT JOIN degrees d ON d.entity = x.entity
LEFT JOIN entities e ON e.key = x.entity LEFT JOIN more o ON o.entity = x.entity;

-- Pairs.
CREATE TEMP TABLE pairs_was (
  a INTEGER, b INTEGER, sentences INTEGER, articles INTEGER, first TEXT, last TEXT, example TEXT, PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE TEMP TABLE pairs_now (
  a INTEGER, b INTEGER, sentences INTEGER, articles INTEGER, first TEXT, last TEXT, example TEXT, PRIMARY KEY (a, b)
) WITHOUT ROWID;
-- min() of a text that begins with the sentence's length picks the shortest example.
INSERT INTO pairs_was SELECT x.entity, y.entity, count(*), count(DISTINCT x.article), min(x.published),
  max(x.published), min(printf('%06d %020d %06d', x.length, x.article, x.sentence))
FROM was x CROSS JOIN was y ON y.article = x.article AND y.sentence = x.sentence AND y.entity > x.entity
GROUP BY x.entity, y.entity;
INSERT INTO pairs_now SELECT x.entity, y.entity, count(*), count(DISTINCT x.article), min(x.published),
  max(x.published), min(printf('%06d %020d %06d', x.length, x.article, x.sentence))
FROM now x CROSS JOIN now y ON y.article = x.article AND y.sentence = x.sentence AND y.entity > x.entity
GROUP BY x.entity, y.entity;

CREATE TEMP TABLE touched_pairs (a INTEGER, b INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID;
INSERT INTO touched_pairs SELECT a, b FROM pairs_now;
INSERT OR IGNORE INTO touched_pairs SELECT a, b FROM pairs_was;
INSERT OR IGNORE INTO touched_pairs SELECT p.a, p.b FROM filed f CROSS JOIN cooccurrence p ON p.a = f.entity
WHERE f.old_kind IS NOT f.kind OR magnitude(f.old_sentences) IS NOT magnitude(f.sentences);
INSERT OR IGNORE INTO touched_pairs SELECT p.a, p.b FROM filed f CROSS JOIN cooccurrence p ON p.b = f.entity
WHERE f.old_kind IS NOT f.kind OR magnitude(f.old_sentences) IS NOT magnitude(f.sentences);

DELETE FROM beside WHERE (entity, type, magnitude, sentences, other) IN (
  SELECT p.a, d.kind, magnitude(d.sentences), p.sentences, p.b FROM touched_pairs t
  CROSS JOIN cooccurrence p ON p.a = t.a AND p.b = t.b CROSS JOIN degrees d ON d.entity = p.b);
DELETE FROM beside WHERE (entity, type, magnitude, sentences, other) IN (
  SELECT p.b, d.kind, magnitude(d.sentences), p.sentences, p.a FROM touched_pairs t
  CROSS JOIN cooccurrence p ON p.a = t.a AND p.b = t.b CROSS JOIN degrees d ON d.entity = p.a);

CREATE TEMP TABLE pair_states (
  a INTEGER, b INTEGER, before INTEGER, sentences INTEGER, articles INTEGER, first TEXT, last TEXT, example TEXT,
  lost INTEGER, PRIMARY KEY (a, b)
) WITHOUT ROWID;
INSERT INTO pair_states SELECT a, b, before, sentences, articles,
  min(old_first, new_first), max(old_last, new_last), min(old_example, new_example),
  sentences > 0 AND (was_first <= old_first AND new_first > old_first OR was_last >= old_last AND new_last < old_last
    OR was_example = old_example AND new_example > old_example)
FROM (
  SELECT t.a AS a, t.b AS b, coalesce(p.sentences, 0) AS before,
    coalesce(p.sentences, 0) - coalesce(w.sentences, 0) + coalesce(n.sentences, 0) AS sentences,
    coalesce(p.articles, 0) - coalesce(w.articles, 0) + coalesce(n.articles, 0) AS articles,
    coalesce(p.first, '9999-99-99') AS old_first, coalesce(n.first, '9999-99-99') AS new_first,
    coalesce(w.first, '9999-99-99') AS was_first,
    coalesce(p.last, '') AS old_last, coalesce(n.last, '') AS new_last, coalesce(w.last, '') AS was_last,
    coalesce(iif(substr(w.example, 8) = printf('%020d %06d', p.article, p.sentence), w.example,
      (SELECT printf('%06d %020d %06d', s."end" - s.start, p.article, p.sentence) FROM sentences s
       WHERE s.article = p.article AND s.n = p.sentence)), '~') AS old_example,
    coalesce(n.example, '~') AS new_example, coalesce(w.example, '') AS was_example
  FROM touched_pairs t LEFT JOIN cooccurrence p ON p.a = t.a AND p.b = t.b
  LEFT JOIN pairs_was w ON w.a = t.a AND w.b = t.b LEFT JOIN pairs_now n ON n.a = t.a AND n.b = t.b
);
DROP TABLE pairs_was;
DROP TABLE pairs_now;
DROP TABLE touched_pairs;
