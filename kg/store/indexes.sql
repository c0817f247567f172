CREATE INDEX IF NOT EXISTS clusters_entity ON clusters (entity, confidence);
CREATE INDEX IF NOT EXISTS assertions_fact ON assertions (fact);
CREATE UNIQUE INDEX IF NOT EXISTS entities_id ON entities (id);
CREATE INDEX IF NOT EXISTS names_entity ON names (entity);
CREATE INDEX IF NOT EXISTS facts_head ON facts (head, relation);
CREATE INDEX IF NOT EXISTS facts_tail ON facts (tail, relation);
CREATE INDEX IF NOT EXISTS facts_ends ON facts (head, tail);
CREATE INDEX IF NOT EXISTS cooccurrence_b ON cooccurrence (b);
CREATE INDEX IF NOT EXISTS articles_published ON articles (published);
CREATE INDEX IF NOT EXISTS entities_order ON entities (articles DESC, id);
CREATE INDEX IF NOT EXISTS degrees_links ON degrees (kind, links DESC, facts DESC, entity);
CREATE INDEX IF NOT EXISTS degrees_weight ON degrees (weight DESC);
CREATE INDEX IF NOT EXISTS search_names_plain ON search_names (plain);
CREATE INDEX IF NOT EXISTS search_names_pinyin ON search_names (pinyin);
CREATE INDEX IF NOT EXISTS search_names_initials ON search_names (initials);
CREATE INDEX IF NOT EXISTS facts_order
  ON facts (articles DESC, assertions DESC, confidence DESC, last DESC, key);
CREATE INDEX IF NOT EXISTS facts_relation
  ON facts (relation, articles DESC, assertions DESC, confidence DESC, last DESC, key);
-- Most facts are stated: only the others are looked for by their modality.
CREATE INDEX IF NOT EXISTS facts_unstated
  ON facts (modality, articles DESC, assertions DESC, confidence DESC, last DESC, key)
  WHERE modality <> 'stated';
