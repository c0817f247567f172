"""What is fuzzed: five functions of bytes, each of which raises where a promise is broken."""

from __future__ import annotations

import gzip
import io
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox
from kg.corpus.clean import clean
from kg.corpus.read import read_articles, to_article
from kg.corpus.sentences import sentences
from kg.export.base import Settings
from kg.export.iri import names
from kg.export.jsonld import write_jsonld
from kg.export.rdf import write_nquads, write_ntriples, write_rdfxml, write_trig, write_turtle
from kg.model import ENTITY_TYPES, RELATIONS, Annotation, Article, Rejected
from kg.relate.annotate import annotate, make_annotator
from kg.store.check import check_store
from kg.store.scan import Scan
from kg.store.writer import StoreWriter
from kg.vocab.lexicon import Lexicon

from tests.export.stores import N, R, annotated

LEXICON = Lexicon((), {})
ROOM = Path("/dev/shm")
ENDINGS = (".json", ".jsonl", ".json.gz", ".json")


def folder() -> tempfile.TemporaryDirectory[str]:
    """Return a folder in memory where there is one: files are written by the thousand."""
    return tempfile.TemporaryDirectory(dir=ROOM if ROOM.is_dir() else None, prefix="kg-fuzz-")


def check_article(article: Article) -> None:
    """An article is made of clean text that can be written as UTF-8."""
    for value in article:
        value.encode("utf-8")
        assert "\x00" not in value
    assert date.fromisoformat(article.published).isoformat() == article.published
    assert article.id and "\n" not in article.id + article.title + article.url + article.account
    assert article.text.startswith(article.title + "\n")


def check_sentences(text: str) -> None:
    """Sentences are in order, inside the text, apart from one another, and not blank."""
    last = 0
    for start, end in sentences(text):
        assert last <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        last = end


def reader(data: bytes) -> None:
    """Read a file of these bytes: articles and rejections come out, nothing else."""
    ending = ENDINGS[data[0] % len(ENDINGS)] if data else ".json"
    body = gzip.compress(data[1:], 1) if data and data[0] % 8 == 2 else data[1:]
    with folder() as there:
        path = Path(there) / f"articles{ending}"
        path.write_bytes(body)
        for item in read_articles([path]):
            if isinstance(item, Rejected):
                assert item.file == str(path) and item.record >= 0
                assert item.reason and "\n" not in item.reason
                assert len(item.raw) <= 2000
                item.raw.encode("utf-8")
            else:
                check_article(item)


def cleaner(data: bytes) -> None:
    """Clean a text: no blank or padded lines, nothing invisible, nothing to do the second time."""
    # JSON may hold halves of surrogate pairs: every other text here has some where bytes are no UTF-8.
    raw = data.decode("utf-8", "surrogateescape" if data[:1] > b"\x7f" else "replace")
    text = clean(raw)
    assert text == "" or all(line and line == line.strip(" ") for line in text.split("\n"))
    assert not set(text) & {"\x00", "\r", "\u200b", "\ufeff", "\u2028", "\t"}
    text.encode("utf-8")
    if "&" not in raw:
        assert clean(text) == text
    check_sentences(text)


@lru_cache
def _beside() -> Article:
    return Article("z", "浦东新区", "", "2026-01-02", "", "浦东新区\n上海仪电位于浦东新区。")


def check_annotation(article: Article, found: Annotation) -> None:
    """Spans hold what they say, indices point at something, confidences are probabilities."""
    text = article.text
    for m in found.mentions:
        assert text[m.start : m.end] == m.surface and m.surface
        assert found.clusters[m.cluster].type == m.type in ENTITY_TYPES
        assert 0 <= m.confidence <= 1
    assert {m.cluster for m in found.mentions} == set(range(len(found.clusters)))
    for a in found.assertions:
        assert a.relation in RELATIONS and 0 <= a.confidence <= 1
        assert 0 <= a.start < a.end <= len(text)
        assert 0 <= a.head < len(found.mentions) and 0 <= a.tail < len(found.mentions)
        for value in a.attributes:
            assert 0 <= value.start < value.end <= len(text) and value.value


def recognisers(data: bytes) -> None:
    """Annotate a text, alone and beside another: the same comes out, and it is in order."""
    record = {"id": "a", "published": "2026-01-29", "title": "", "text": data.decode("utf-8", "replace")}
    title, end, rest = record["text"].partition("\n")
    article = to_article({**record, "title": title, "text": rest} if end and rest.strip() else record)
    if isinstance(article, Rejected):
        return
    annotator = make_annotator()
    (alone,) = annotate([article], annotator)
    _, beside = annotate([_beside(), article], annotator)
    assert alone == beside
    check_annotation(article, alone)


def _names(text: str) -> Iterator[N]:
    for number, word in enumerate(text.split("\x1f")):
        # Surfaces are never blank: the tagger proposes none.
        if word.strip():
            kind = ENTITY_TYPES[(ord(word[0]) + number) % len(ENTITY_TYPES)]
            yield N(word, kind, str(len(word) % 3), official=kind == "Person" and number % 2 == 0)


def written(path: Path, data: bytes) -> None:
    """Do with a store what the bytes say: add, replace, remove, break off."""
    for step in data.split(b"\x1e")[:4]:
        text = clean(step[2:].decode("utf-8", "replace").replace("\x1f", "|"), ()).replace("|", "\x1f")
        found = list(_names(text))[:8]
        code = step[0] if step else 0
        ends = [R(n, RELATIONS[(code + n) % len(RELATIONS)], n + 1) for n in range(0, len(found) - 1, 2)]
        parts = [x for n in found for x in (n, "与", "。")]
        with StoreWriter(path) as writer:
            title = text[:9].replace("\n", " ").replace("\x1f", " ")
            writer.add(
                [annotated(f"{code % 5} {text[:3]}", "2026-01-29", parts, ends, title=title, url=text[:20])]
            )
            if code % 7 == 0:
                writer.remove([f"{(code + 1) % 5} {text[:3]}"])
            if code % 5 or not path.exists():
                writer.finish(LEXICON, {})


def store(data: bytes) -> None:
    """Write a store in steps: it keeps its promises after each history."""
    with folder() as there:
        path = Path(there) / "kg.db"
        written(path, data)
        broken = check_store(path)
        assert broken == [], broken
        db = sqlite3.connect(path)
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        db.close()
        assert [p.name for p in path.parent.iterdir() if p.suffix != ".part"] == ["kg.db"]


RDF = (
    (write_turtle, ox.RdfFormat.TURTLE),
    (write_ntriples, ox.RdfFormat.N_TRIPLES),
    (write_nquads, ox.RdfFormat.N_QUADS),
    (write_trig, ox.RdfFormat.TRIG),
    (write_rdfxml, ox.RdfFormat.RDF_XML),
    (write_jsonld, ox.RdfFormat.JSON_LD),
)


def rdf(data: bytes) -> None:
    """Write a store as RDF: every syntax can be parsed, and all say the same."""
    with folder() as there:
        path = Path(there) / "kg.db"
        written(path, data)
        settings = Settings(names("https://example.org/kg/"))
        counts = {}
        with Scan(path) as scan:
            for write, fmt in RDF:
                stream = io.BytesIO()
                write(scan, stream, settings)
                found = {(q.subject, q.predicate, q.object) for q in ox.parse(stream.getvalue(), format=fmt)}
                counts[fmt.file_extension] = found
        turtle = counts.pop("ttl")
        for name, found in counts.items():
            if name in ("nt", "nq", "trig"):
                assert found == turtle, name
            else:
                assert len(found) == len(turtle), name


TARGETS: dict[str, Callable[[bytes], None]] = {
    "reader": reader,
    "cleaner": cleaner,
    "recognisers": recognisers,
    "store": store,
    "rdf": rdf,
}
