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
  sense      INTEGER,          -- what it is linked by
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

-- What linking counts and decides. Keys are hashes of type and plain name, senses of a key and a kind of post.

CREATE TABLE keys (            -- the names that are compared
  key     INTEGER PRIMARY KEY,
  type    TEXT NOT NULL,
  name    TEXT NOT NULL,       -- plain
  concept TEXT NOT NULL,       -- what the vocabulary knows it as: an IRI, or empty
  sure    INTEGER,             -- the fuller name that vocabulary or articles point to
  stem    INTEGER NOT NULL,    -- where such pointers lead
  ruled   INTEGER,             -- the fuller name that a rule points to
  user    INTEGER,             -- the name that the user's own file points to
  reason  TEXT NOT NULL,       -- why it points
  target  INTEGER,             -- the pointer that counts
  root    INTEGER NOT NULL     -- where the pointers lead
);

CREATE TABLE shapes (          -- under which forms fuller names are found, and looked for
  form   INTEGER NOT NULL,     -- hash of type and form
  fuller INTEGER NOT NULL,     -- 1: the name may be shortened to this; 0: it looks here
  key    INTEGER NOT NULL,
  PRIMARY KEY (form, fuller, key)
) WITHOUT ROWID;

CREATE TABLE senses (          -- what clusters are known by; all clusters of a sense are one entity
  sense    INTEGER PRIMARY KEY,
  key      INTEGER NOT NULL,   -- the name that says it best
  post     TEXT NOT NULL,      -- of persons: official, other or empty
  clusters INTEGER NOT NULL,
  entity   INTEGER
);

CREATE TABLE forms (           -- how often which name is used in which sense
  sense    INTEGER NOT NULL,
  key      INTEGER NOT NULL,
  surface  TEXT NOT NULL,
  concept  TEXT NOT NULL,
  uses     INTEGER NOT NULL,   -- clusters
  mentions INTEGER NOT NULL,
  first    TEXT NOT NULL,      -- date, article and offset
  PRIMARY KEY (sense, key, surface, concept)
) WITHOUT ROWID;

CREATE TABLE identities (      -- which entity the names that lead to a root are, namesakes apart
  root   INTEGER NOT NULL,
  part   TEXT NOT NULL,        -- what tells namesakes apart
  base   TEXT NOT NULL,        -- the id before it was made distinct
  bare   TEXT NOT NULL,        -- the id as it is compared with others for that
  entity INTEGER NOT NULL,
  PRIMARY KEY (root, part)
) WITHOUT ROWID;

-- What is derived: kept up with every change.

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

-- Counts only: NPMI and log-likelihood depend on the number of all sentences and are computed when read.
CREATE TABLE cooccurrence (
  a         INTEGER NOT NULL,
  b         INTEGER NOT NULL,
  sentences INTEGER NOT NULL,
  articles  INTEGER NOT NULL,
  first     TEXT NOT NULL,
  last      TEXT NOT NULL,
  article   INTEGER NOT NULL,  -- where the example stands
  sentence  INTEGER NOT NULL,
  PRIMARY KEY (a, b)
) WITHOUT ROWID;
