-- What linking looks things up by.
CREATE INDEX IF NOT EXISTS keys_concept ON keys (concept) WHERE concept <> '';
CREATE INDEX IF NOT EXISTS keys_sure ON keys (sure) WHERE sure IS NOT NULL;
CREATE INDEX IF NOT EXISTS keys_target ON keys (target) WHERE target IS NOT NULL;
CREATE INDEX IF NOT EXISTS keys_user ON keys (user) WHERE user IS NOT NULL;
CREATE INDEX IF NOT EXISTS keys_root ON keys (root);
CREATE INDEX IF NOT EXISTS senses_key ON senses (key);
CREATE INDEX IF NOT EXISTS forms_key ON forms (key, sense);
CREATE INDEX IF NOT EXISTS identities_bare ON identities (bare);
