"""One text with what was found in it: for a prompt or a notebook, without a store."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

from kg.corpus.clean import clean
from kg.model import Article
from kg.query.rows import Rows
from kg.relate.annotate import annotate, make_annotator


@dataclass(frozen=True)
class FoundName:
    """A name in the text: where it stands (code points of the cleaned text), what it is, and how surely."""

    name: str
    type: str
    surface: str
    start: int
    end: int
    official: bool
    confidence: float
    recogniser: str


@dataclass(frozen=True)
class FoundRelation:
    """A relation stated in the text, with the words that state it."""

    head: str
    relation: str
    tail: str
    role: str
    modality: str
    confidence: float
    evidence: str


@dataclass(frozen=True)
class AnnotatedText:
    """The cleaned text (title, newline, body), the names in it in order, and the relations."""

    text: str
    names: Rows[FoundName]
    relations: Rows[FoundRelation]

    def _repr_html_(self) -> str:
        parts, at = [], 0
        for name in self.names:
            if name.start >= at:
                label = f'title="{escape(name.type)}: {escape(name.name)}"'
                parts += [
                    escape(self.text[at : name.start]),
                    f"<mark {label}>{escape(self.text[name.start : name.end])}</mark>",
                ]
                at = name.end
        parts.append(escape(self.text[at:]))
        return f"<p>{''.join(parts)}</p>".replace("\n", "<br>") + self.relations._repr_html_()


def annotate_text(text: str, title: str = "", lexicons: tuple[Path, ...] = ()) -> AnnotatedText:
    """Return the text with its names and relations; see :func:`kg.annotate`.

    Raises
    ------
    kg.vocab.lexicon.LexiconError
        A file of names cannot be read.
    """
    headline = clean(title, ()).replace("\n", " ")
    article = Article("text", headline, "", "1970-01-01", "", f"{headline}\n{clean(text)}")
    (annotation,) = annotate([article], make_annotator(lexicons))
    mentions, clusters = annotation.mentions, annotation.clusters
    names = [
        FoundName(
            name=clusters[m.cluster].name,
            type=m.type,
            surface=m.surface,
            start=m.start,
            end=m.end,
            official=clusters[m.cluster].official,
            confidence=m.confidence,
            recogniser=m.recogniser,
        )
        for m in mentions
    ]
    relations = [
        FoundRelation(
            head=clusters[mentions[a.head].cluster].name,
            relation=a.relation,
            tail=clusters[mentions[a.tail].cluster].name,
            role=a.role,
            modality=a.modality,
            confidence=a.confidence,
            evidence=article.text[a.start : a.end],
        )
        for a in annotation.assertions
    ]
    return AnnotatedText(article.text, Rows(names, FoundName), Rows(relations, FoundRelation))
