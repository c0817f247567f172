-- How much there is of what, by what came and went.

CREATE TEMP TABLE counted (what TEXT, name TEXT, count INTEGER);
INSERT INTO counted SELECT 'total', 'articles', count(*) FROM dirty d CROSS JOIN articles a ON a.key = d.article WHERE d.there;
INSERT INTO counted SELECT 'total', 'articles', -count(*) FROM old_articles;
INSERT INTO counted SELECT 'total', 'mentions', count(*) FROM dirty d CROSS JOIN mentions m ON m.article = d.article WHERE d.there;
INSERT INTO counted SELECT 'total', 'mentions', -count(*) FROM old_mentions;
INSERT INTO counted SELECT 'total', 'assertions', count(*) FROM dirty d CROSS JOIN assertions x ON x.article = d.article WHERE d.there;
INSERT INTO counted SELECT 'total', 'assertions', -count(*) FROM old_assertions;
INSERT INTO counted SELECT 'total', 'entities', (SELECT count(*) FROM made) - (SELECT count(*) FROM before);
INSERT INTO counted SELECT 'total', 'names', (SELECT count(*) FROM (SELECT DISTINCT root, part, plain, name FROM made_names))
  - (SELECT lost FROM lost_names);
INSERT INTO counted SELECT 'total', 'facts', (SELECT count(*) FROM made_facts) - (SELECT count(*) FROM old_facts);
INSERT INTO counted SELECT 'total', 'cooccurrence', coalesce(sum((sentences > 0) - (before > 0)), 0) FROM pair_states;
INSERT INTO counted SELECT 'sentences', 'sentences', (SELECT count(*) FROM (SELECT DISTINCT article, sentence FROM now))
  - (SELECT count(*) FROM (SELECT DISTINCT article, sentence FROM was));
INSERT INTO counted SELECT 'relation', relation, count(*) FROM made_facts GROUP BY relation;
INSERT INTO counted SELECT 'relation', relation, -count(*) FROM old_facts GROUP BY relation;
INSERT INTO counted SELECT 'month', substr(a.published, 1, 7), count(*) FROM dirty d
CROSS JOIN articles a ON a.key = d.article WHERE d.there GROUP BY 2;
INSERT INTO counted SELECT 'month', substr(published, 1, 7), -count(*) FROM old_articles GROUP BY 2;
INSERT INTO counted SELECT 'account', a.account, count(*) FROM dirty d
CROSS JOIN articles a ON a.key = d.article WHERE d.there GROUP BY 2;
INSERT INTO counted SELECT 'account', account, -count(*) FROM old_articles GROUP BY 2;
INSERT INTO tallies SELECT what, name, sum(count) FROM counted GROUP BY what, name
ON CONFLICT (what, name) DO UPDATE SET count = count + excluded.count;
DELETE FROM tallies WHERE count = 0 AND what NOT IN ('total', 'sentences');

DROP TABLE counted;
DROP TABLE was;
DROP TABLE now;
DROP TABLE more;
DROP TABLE before;
DROP TABLE unnamed;
DROP TABLE lost_names;
DROP TABLE made;
DROP TABLE made_names;
DROP TABLE gone_entities;
DROP TABLE filed;
DROP TABLE pair_states;
DROP TABLE steps;
DROP TABLE stepped;
DROP TABLE bonds;
DROP TABLE far;
DROP TABLE old_ends;
DROP TABLE old_facts;
DROP TABLE stated;
DROP TABLE made_facts;
DROP TABLE touched_facts;
DROP TABLE dirty;
DROP TABLE changed;
DROP TABLE old_articles;
DROP TABLE old_clusters;
DROP TABLE old_mentions;
DROP TABLE old_sentences;
DROP TABLE old_assertions;
