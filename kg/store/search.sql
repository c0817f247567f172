-- What names and articles are found by. Full-text tables hold no text of their own: their rows are numbered
-- in the order of an answer (names by mentions, articles latest first), so that a search stops when it has
-- enough; a number depends on nothing but its own row (numbers.py). Words are cut into pairs of characters: most
-- Chinese words have two, and the trigram tokenizer cannot find those.

CREATE TABLE search_names (
  number   INTEGER PRIMARY KEY,
  plain    TEXT NOT NULL,
  entity   INTEGER NOT NULL,
  pinyin   TEXT NOT NULL,
  initials TEXT NOT NULL
);
CREATE VIRTUAL TABLE name_grams USING fts5(grams, content='', columnsize=0, detail=none, tokenize='ascii');
CREATE VIRTUAL TABLE sound_grams USING fts5(pinyin, content='', columnsize=0, detail=none, tokenize='trigram');

-- How the characters of names and texts sound, so that a word typed with a wrong character of the same sound is found.
CREATE TABLE sounds (
  char   TEXT PRIMARY KEY,
  pinyin TEXT NOT NULL,
  uses   INTEGER NOT NULL     -- names and articles that have it
) WITHOUT ROWID;

CREATE TABLE search_articles (
  number  INTEGER PRIMARY KEY,
  article INTEGER NOT NULL
);
CREATE VIRTUAL TABLE article_grams USING fts5(grams, content='', columnsize=0, detail=none, tokenize='ascii');
