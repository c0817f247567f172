-- Keys of articles, entities and facts are the first 63 bits of a BLAKE2b hash of their id, so that the
-- same content gives the same rows whatever the order in which it came.

CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- What was read and found.

CREATE TABLE articles (
  key       INTEGER PRIMARY KEY,
  id        TEXT NOT NULL,
  title     TEXT NOT NULL,
  url       TEXT NOT NULL,
  published TEXT NOT NULL,
  account   TEXT NOT NULL,
  text      TEXT NOT NULL,
  hash      TEXT NOT NULL
);

CREATE TABLE clusters (
  article    INTEGER NOT NULL,
  n          INTEGER NOT NULL,
  type       TEXT NOT NULL,
  name       TEXT NOT NULL,
  official   INTEGER NOT NULL,
  confidence REAL NOT NULL,
  entity     INTEGER,
  PRIMARY KEY (article, n)
) WITHOUT ROWID;

CREATE TABLE mentions (
  article    INTEGER NOT NULL,
  n          INTEGER NOT NULL,
  cluster    INTEGER NOT NULL,
  sentence   INTEGER NOT NULL,
  start      INTEGER NOT NULL,
  "end"      INTEGER NOT NULL,
  surface    TEXT NOT NULL,
  confidence REAL NOT NULL,
  recogniser TEXT NOT NULL,
  PRIMARY KEY (article, n)
) WITHOUT ROWID;

CREATE TABLE sentences (
  article INTEGER NOT NULL,
  n       INTEGER NOT NULL,
  start   INTEGER NOT NULL,
  "end"   INTEGER NOT NULL,
  PRIMARY KEY (article, n)
) WITHOUT ROWID;

CREATE TABLE assertions (
  article    INTEGER NOT NULL,
  n          INTEGER NOT NULL,
  head       INTEGER NOT NULL, -- mention
  relation   TEXT NOT NULL,
  tail       INTEGER NOT NULL, -- mention
  start      INTEGER NOT NULL,
  "end"      INTEGER NOT NULL,
  confidence REAL NOT NULL,
  role       TEXT NOT NULL,
  modality   TEXT NOT NULL,
  attributes TEXT NOT NULL,    -- JSON
  fact       INTEGER,
  copy_of    INTEGER,          -- the earlier article whose sentence this one repeats
  PRIMARY KEY (article, n)
) WITHOUT ROWID;

-- What is derived from it: made again after every change.

CREATE TABLE entities (
  key        INTEGER PRIMARY KEY,
  id         TEXT NOT NULL,
  type       TEXT NOT NULL,
  name       TEXT NOT NULL,
  official   INTEGER NOT NULL,
  concept    TEXT NOT NULL,    -- IRI in a vocabulary, or empty
  articles   INTEGER NOT NULL,
  mentions   INTEGER NOT NULL,
  first      TEXT NOT NULL,
  last       TEXT NOT NULL,
  confidence REAL NOT NULL
);

CREATE TABLE names (
  plain    TEXT NOT NULL,      -- the form in which names are compared
  entity   INTEGER NOT NULL,
  name     TEXT NOT NULL,
  mentions INTEGER NOT NULL,
  why      TEXT NOT NULL,      -- why this name was joined to the entity
  PRIMARY KEY (plain, entity, name)
) WITHOUT ROWID;

CREATE TABLE facts (
  key        INTEGER PRIMARY KEY,
  head       INTEGER NOT NULL,
  relation   TEXT NOT NULL,
  tail       INTEGER NOT NULL,
  assertions INTEGER NOT NULL,
  articles   INTEGER NOT NULL,
  first      TEXT NOT NULL,
  last       TEXT NOT NULL,
  confidence REAL NOT NULL,
  modality   TEXT NOT NULL
);

CREATE TABLE cooccurrence (
  a         INTEGER NOT NULL,
  b         INTEGER NOT NULL,
  sentences INTEGER NOT NULL,
  articles  INTEGER NOT NULL,
  npmi      REAL NOT NULL,
  llr       REAL NOT NULL,
  first     TEXT NOT NULL,
  last      TEXT NOT NULL,
  article   INTEGER NOT NULL,  -- where the example stands
  sentence  INTEGER NOT NULL,
  PRIMARY KEY (a, b)
) WITHOUT ROWID;
