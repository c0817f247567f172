CREATE INDEX IF NOT EXISTS clusters_entity ON clusters (entity);
CREATE INDEX IF NOT EXISTS assertions_fact ON assertions (fact);
CREATE UNIQUE INDEX IF NOT EXISTS entities_id ON entities (id);
CREATE INDEX IF NOT EXISTS names_entity ON names (entity);
CREATE INDEX IF NOT EXISTS facts_head ON facts (head, relation);
CREATE INDEX IF NOT EXISTS facts_tail ON facts (tail, relation);
CREATE INDEX IF NOT EXISTS cooccurrence_b ON cooccurrence (b);
CREATE INDEX IF NOT EXISTS articles_published ON articles (published);
