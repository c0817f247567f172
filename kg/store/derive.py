"""Making the tables that answers are read from: ordered lists and the search index.

The writer calls this once its own tables are complete; nothing here depends on what stood there before.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from kg.store.costs import step_cost
from kg.store.grams import fold_text, letters, name_grams, text_grams


def derive_answers(db: sqlite3.Connection) -> None:
    """Make the ordered tables and the search index again, inside the transaction that is open."""
    db.create_function("step_cost", 3, step_cost, deterministic=True)
    _run(db, "ordered")
    _run(db, "search")
    _derive_names(db)
    _derive_articles(db)


def _run(db: sqlite3.Connection, name: str) -> None:
    """Execute a script statement by statement: executescript would end the open transaction."""
    script = (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8")
    statement = ""
    for line in script.splitlines():
        statement += line.partition("--")[0] + "\n"
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""


def _derive_names(db: sqlite3.Connection) -> None:
    from pypinyin import Style, lazy_pinyin

    rows = db.execute(
        "SELECT DISTINCT n.plain, n.entity, e.mentions, e.id FROM names n JOIN entities e ON e.key = n.entity"
        " ORDER BY e.mentions DESC, e.id, n.plain"
    ).fetchall()
    characters: set[str] = set()
    for rank, (plain, entity, _, _) in enumerate(rows, 1):
        kept = letters(plain)
        characters.update(kept)
        # Marked by a leading space, a run that is not Chinese is told from a syllable: it stays whole.
        parts = lazy_pinyin(kept, style=Style.NORMAL, errors=lambda run: f" {run}")
        pinyin = "".join(p.lstrip() for p in parts)
        initials = "".join(p[1:] if p[0] == " " else p[0] for p in parts)
        db.execute("INSERT INTO search_names VALUES (?,?,?,?,?)", (rank, plain, entity, pinyin, initials))
        db.execute("INSERT INTO name_grams (rowid, grams) VALUES (?,?)", (rank, " ".join(name_grams(plain))))
        if pinyin != kept:
            db.execute("INSERT INTO sound_grams (rowid, pinyin) VALUES (?,?)", (rank, pinyin))
    db.executemany("INSERT INTO sounds VALUES (?,?)", _sounds(characters, db))
    db.execute("CREATE INDEX search_names_plain ON search_names (plain)")
    db.execute("CREATE INDEX search_names_pinyin ON search_names (pinyin)")
    db.execute("CREATE INDEX search_names_initials ON search_names (initials)")


def _sounds(characters: set[str], db: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Yield the sound of every Chinese character of names and texts."""
    from pypinyin import lazy_pinyin

    seen = set(characters)
    for (text,) in db.execute("SELECT text FROM articles"):
        seen.update(text)
    for char in sorted(c for c in seen if "\u3400" <= c <= "\u9fff"):
        yield char, lazy_pinyin(char)[0]


def _derive_articles(db: sqlite3.Connection) -> None:
    db.execute(
        "INSERT INTO search_articles SELECT row_number() OVER (ORDER BY published DESC, id), key FROM articles"
    )
    rows = db.execute(
        "SELECT s.rank, a.text FROM search_articles s JOIN articles a ON a.key = s.article ORDER BY s.rank"
    )
    db.executemany(
        "INSERT INTO article_grams (rowid, grams) VALUES (?,?)",
        ((rank, " ".join(dict.fromkeys(text_grams(fold_text(text))))) for rank, text in rows),
    )
