-- Pairs put in their places, now that how each stands is known.

DELETE FROM cooccurrence WHERE (a, b) IN (SELECT a, b FROM pair_states WHERE sentences = 0);
INSERT INTO cooccurrence SELECT a, b, sentences, articles, first, last,
  CAST(substr(example, 8, 20) AS INTEGER), CAST(substr(example, 29) AS INTEGER)
FROM pair_states WHERE sentences > 0
ON CONFLICT (a, b) DO UPDATE SET sentences = excluded.sentences, articles = excluded.articles,
  first = excluded.first, last = excluded.last, article = excluded.article, sentence = excluded.sentence;

INSERT INTO degrees SELECT entity, kind, sentences, 0, 0, 0, 0 FROM filed WHERE kind IS NOT NULL
ON CONFLICT (entity) DO UPDATE SET kind = excluded.kind, sentences = excluded.sentences;

INSERT INTO beside SELECT * FROM (
  SELECT s.a AS entity, d.kind AS type, magnitude(d.sentences) AS magnitude, s.sentences AS sentences, s.b AS other,
    CAST(replace(s.first, '-', '') AS INTEGER), CAST(replace(s.last, '-', '') AS INTEGER)
  FROM pair_states s CROSS JOIN degrees d ON d.entity = s.b WHERE s.sentences > 0
  UNION ALL
  SELECT s.b, d.kind, magnitude(d.sentences), s.sentences, s.a,
    CAST(replace(s.first, '-', '') AS INTEGER), CAST(replace(s.last, '-', '') AS INTEGER)
  FROM pair_states s CROSS JOIN degrees d ON d.entity = s.a WHERE s.sentences > 0
) ORDER BY entity, type, magnitude, sentences DESC, other;

-- By how much each entity's counts change: filled further by its facts.
CREATE TEMP TABLE steps (entity INTEGER, links INTEGER, facts INTEGER, cooccurrences INTEGER, weight INTEGER);
INSERT INTO steps SELECT a, (sentences > 0) - (before > 0), 0, (sentences > 0) - (before > 0), sentences - before
FROM pair_states WHERE sentences <> before;
INSERT INTO steps SELECT b, (sentences > 0) - (before > 0), 0, (sentences > 0) - (before > 0), sentences - before
FROM pair_states WHERE sentences <> before;
