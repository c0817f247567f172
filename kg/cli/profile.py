"""The text in which ``kg show`` tells about an entity."""

from __future__ import annotations

from kg.cli.table import cell
from kg.query.labels import heading, term
from kg.query.profile import Profile


def profile_text(found: Profile, lang: str | None) -> str:
    """Return an entity's id, names, dates and facts, each fact with its surest sentence."""
    kind = term(found.type, lang) + (f", {term('Official', lang)}" if found.official else "")
    lines = [f"{found.name}  ({kind})", f"{heading('id', lang)}  {found.id}"]
    if found.concept:
        lines.append(f"{heading('concept', lang)}  {found.concept}")
    names = "、".join(f"{n.name} ({n.mentions})" for n in found.names)
    lines.append(f"{heading('names', lang)}  {names}")
    lines.append(
        f"{heading('seen', lang)}  {found.mentions} {heading('mentions', lang)},"
        f" {found.articles} {heading('articles', lang)}, {found.first} – {found.last}"
    )
    for fact in found.facts:
        role = f" [{fact.role}]" if fact.role else ""
        said = "" if fact.modality == "stated" else f" ({fact.modality})"
        lines += [
            "",
            f"{fact.head} {term(fact.relation, lang)} {fact.tail}{role}{said}"
            f"  ({fact.articles} {heading('articles', lang)}, {fact.confidence:.2f})",
            f"  {fact.last} {fact.evidence}  — {fact.title}",
        ]
    return "".join(cell(line) + "\n" if line[:2] != "  " else f"  {cell(line)}\n" for line in lines)
