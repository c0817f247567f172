"""The text in which ``kg show`` tells about an entity."""

from __future__ import annotations

from kg.cli.table import cell, wrap
from kg.query.facts import FactRow
from kg.query.labels import heading, phrase, term, value
from kg.query.profile import Profile

NAMED = 8
"""Co-occurrences told at most; the other formats have all."""


def profile_text(found: Profile, lang: str | None, columns: int | None = None, *, why: bool = False) -> str:
    """Return an entity's id, names, dates and facts, each fact with its surest sentence.

    Parameters
    ----------
    columns
        What lines are broken to fit; None breaks none.
    why
        Say under the names why each was joined to the entity; its own name needs no reason.
    """
    kind = term(found.type, lang) + (f", {term('Official', lang)}" if found.official else "")
    names = "、".join(f"{n.name} ({n.mentions})" for n in found.names)
    seen = phrase("seen", lang, mentions=found.mentions, articles=found.articles)
    lines = [f"{found.name}  ({kind})", f"{heading('id', lang)}  {found.id}"]
    if found.concept:
        lines.append(f"{heading('concept', lang)}  {found.concept}")
    lines.append(f"{heading('names', lang)}  {names}")
    if why:
        lines += [f"  {n.name}: {n.why}" for n in found.names if n.why]
    lines.append(f"{heading('seen', lang)}  {seen}, {found.first} – {found.last}")
    if found.together:
        others = "、".join(f"{n.name} ({n.count})" for n in found.together[:NAMED])
        lines.append(f"{heading('together', lang)}  {others}")
    for fact in found.facts:
        lines += ["", *_fact(fact, lang)]
    return "".join(_line(line, columns) for line in lines)


def _fact(fact: FactRow, lang: str | None) -> tuple[str, str]:
    role = f" [{fact.role}]" if fact.role else ""
    said = "" if fact.modality == "stated" else f" ({value('modality', fact.modality, lang)})"
    support = phrase("support", lang, articles=fact.articles, confidence=fact.confidence)
    return (
        f"{fact.head} {term(fact.relation, lang)} {fact.tail}{role}{said}  ({support})",
        f"  {fact.last} {fact.evidence}  — {fact.title}",
    )


def _line(line: str, columns: int | None) -> str:
    indent = "  " if line.startswith("  ") else ""
    text = cell(line)
    parts = [text] if columns is None or not text else wrap(text, columns - len(indent))
    return "".join(f"{indent}{part}\n" for part in parts)
