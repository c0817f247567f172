-- Tables that hold answers in the order in which they are given, so that the first rows of an answer cost
-- the same whether an entity has ten links or a hundred thousand. No row depends on the size of the whole.

-- The facts of an entity, each at both its ends. Walked by weight, the strongest (least) first; days are 20260129.
CREATE TABLE around (
  entity    INTEGER NOT NULL,
  type      TEXT NOT NULL,    -- of the other end; Official for officials
  weight    REAL NOT NULL,
  other     INTEGER NOT NULL,
  fact      INTEGER NOT NULL,
  direction TEXT NOT NULL,    -- out, in; both for symmetric relations
  relation  TEXT NOT NULL,
  strength  REAL NOT NULL,    -- confidence
  first     INTEGER NOT NULL,
  last      INTEGER NOT NULL,
  PRIMARY KEY (entity, type, weight, other, fact)
) WITHOUT ROWID;

-- What stands in one sentence with an entity, each pair at both its ends: by the order of magnitude (power of
-- two) of the other's sentences, and of one magnitude those with most sentences together first.
CREATE TABLE beside (
  entity    INTEGER NOT NULL,
  type      TEXT NOT NULL,    -- of the other end; Official for officials
  magnitude INTEGER NOT NULL,
  sentences INTEGER NOT NULL,
  other     INTEGER NOT NULL,
  first     INTEGER NOT NULL,
  last      INTEGER NOT NULL,
  PRIMARY KEY (entity, type, magnitude, sentences DESC, other)
) WITHOUT ROWID;

-- In how many sentences an entity stands, and with how many other entities it is linked, by how many facts and
-- co-occurrences; the weight is that of its links in a picture (as in costs.py).
CREATE TABLE degrees (
  entity        INTEGER PRIMARY KEY,
  kind          TEXT NOT NULL,    -- its type; Official for officials
  sentences     INTEGER NOT NULL,
  links         INTEGER NOT NULL,
  facts         INTEGER NOT NULL,
  cooccurrences INTEGER NOT NULL,
  weight        INTEGER NOT NULL
);

-- The assertions of a fact, the one to be shown first ranked 1: surest, then latest.
CREATE TABLE support (
  fact    INTEGER NOT NULL,
  rank    INTEGER NOT NULL,
  article INTEGER NOT NULL,
  n       INTEGER NOT NULL,
  PRIMARY KEY (fact, rank)
) WITHOUT ROWID;

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

-- In which articles an entity is named, and how often.
CREATE TABLE appears (
  entity   INTEGER NOT NULL,
  day      INTEGER NOT NULL,
  article  INTEGER NOT NULL,
  mentions INTEGER NOT NULL,
  PRIMARY KEY (entity, day, article)
) WITHOUT ROWID;

-- How much there is of what.
CREATE TABLE tallies (
  what  TEXT NOT NULL,            -- total (rows of a table; sentences that name something), type, relation, month, account
  name  TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (what, name)
) WITHOUT ROWID;
