-- What came, went or changed since what is derived was last derived, and how it stood then. Not in a finished store.

CREATE TABLE IF NOT EXISTS changed (article INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS old_articles AS SELECT * FROM articles WHERE 0;
CREATE TABLE IF NOT EXISTS old_clusters AS SELECT * FROM clusters WHERE 0;
CREATE TABLE IF NOT EXISTS old_mentions AS SELECT * FROM mentions WHERE 0;
CREATE TABLE IF NOT EXISTS old_sentences AS SELECT * FROM sentences WHERE 0;
CREATE TABLE IF NOT EXISTS old_assertions AS SELECT * FROM assertions WHERE 0;
CREATE INDEX IF NOT EXISTS old_articles_key ON old_articles (key);
CREATE INDEX IF NOT EXISTS old_clusters_key ON old_clusters (article, n);
CREATE INDEX IF NOT EXISTS old_sentences_key ON old_sentences (article, n);
CREATE INDEX IF NOT EXISTS old_mentions_key ON old_mentions (article, n);
CREATE INDEX IF NOT EXISTS old_assertions_key ON old_assertions (article);
