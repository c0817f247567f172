"""From SKOS vocabularies to a lexicon: which names are known, and what each of them names."""

from __future__ import annotations

import csv
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.model import ENTITY_TYPES
from kg.resources import vocabulary_files

SKOS = "http://www.w3.org/2004/02/skos/core#"
KG = "https://example.org/kg/ontology#"


class LexiconError(Exception):
    """A vocabulary that cannot be read; the message names file and line."""


class Concept(NamedTuple):
    """One thing known beforehand.

    ``names`` are the preferred and alternative labels, ``weak`` the hidden ones: names that are
    everyday words too and count only with other evidence. ``type`` is an entity type, or ``Post``
    for posts and titles, ``Surname`` for surnames. ``region`` is the region whose articles mean this concept by its hidden
    labels.
    """

    iri: str
    type: str
    name: str
    names: tuple[str, ...]
    weak: tuple[str, ...]
    broader: tuple[str, ...]
    code: str
    region: str
    kinds: tuple[str, ...]


class Entry(NamedTuple):
    """What one label names: a concept, and whether the label alone is enough evidence."""

    concept: Concept
    strong: bool


class Lexicon(NamedTuple):
    """All concepts, and every label with what it names."""

    concepts: tuple[Concept, ...]
    labels: Mapping[str, tuple[Entry, ...]]


def fold(text: str) -> str:
    """Return the text with full-width letters, digits and brackets made half-width, lower case.

    One code point stays one code point, so that offsets into the folded text are offsets into the
    text itself.
    """
    return text.translate(_fold_table())


@lru_cache(maxsize=1)
def _fold_table() -> dict[int, int]:
    table = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    table[0x3000] = 0x20
    for code in (*range(0x41, 0x5B), *range(0xFF21, 0xFF3B)):
        table[code] = (code - 0xFEE0 if code > 0xFF00 else code) + 0x20
    # Punctuation of running text keeps its form: 《，。 mark structure that recognisers look for.
    for char in "，。；：？！～":
        table.pop(ord(char), None)
    return table


@lru_cache(maxsize=4)
def load_lexicon(extra: tuple[Path, ...] = ()) -> Lexicon:
    """Read the package's vocabularies and the user's own (``.ttl`` or ``.csv``) into a lexicon.

    A user's CSV has the columns ``name,type`` and optionally ``aliases`` (separated by ``|``).

    Raises
    ------
    LexiconError
        A file is missing, or is not what its ending says; the message names file and line.
    """
    concepts: list[Concept] = []
    for path in (*vocabulary_files(), *extra):
        concepts.extend(_read_csv(path) if path.suffix == ".csv" else _read_skos(path))
    labels: defaultdict[str, list[Entry]] = defaultdict(list)
    for concept in concepts:
        for name in concept.names:
            labels[fold(name)].append(Entry(concept, True))
        for name in concept.weak:
            labels[fold(name)].append(Entry(concept, False))
    return Lexicon(tuple(concepts), {label: tuple(entries) for label, entries in labels.items()})


def _read_skos(path: Path) -> Iterable[Concept]:
    values: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    try:
        data = path.read_bytes()
        for triple in ox.parse(data, format=ox.RdfFormat.TURTLE, base_iri=path.resolve().as_uri()):
            if not isinstance(triple.subject, ox.NamedNode):
                continue
            obj = triple.object
            if isinstance(obj, ox.Literal) and obj.language not in (None, "zh"):
                continue
            if isinstance(obj, (ox.Literal, ox.NamedNode)):
                values[triple.subject.value][triple.predicate.value].append(obj.value)
    except OSError as error:
        raise LexiconError(f"{path}: {error.strerror}") from error
    except SyntaxError as error:
        raise LexiconError(f"{path}:{error.lineno}: {error.msg}") from error
    for iri in sorted(values):
        v = values[iri]
        entity_type = v[KG + "entityType"]
        label_kind = "Post" if v[KG + "postKind"] else next(iter(v[KG + "labelKind"]), "").capitalize()
        if not entity_type and not label_kind:
            continue
        preferred = v[SKOS + "prefLabel"] or v[SKOS + "altLabel"]
        if not preferred:
            continue
        yield Concept(
            iri=iri,
            type=label_kind or entity_type[0].removeprefix(KG),
            name=preferred[0],
            names=tuple(dict.fromkeys([*preferred, *sorted(v[SKOS + "altLabel"])])),
            weak=tuple(sorted(v[SKOS + "hiddenLabel"])),
            broader=tuple(sorted(v[SKOS + "broader"])),
            code=next(iter(v[SKOS + "notation"]), ""),
            region=next(iter(v[KG + "homeRegion"]), ""),
            kinds=tuple(sorted(v[KG + "postKind"])),
        )


def _read_csv(path: Path) -> Iterable[Concept]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.DictReader(stream):
                line = f"{path}: record {row}"
                name, kind = (row.get("name") or "").strip(), (row.get("type") or "").strip()
                if not name or kind not in ENTITY_TYPES:
                    raise LexiconError(f"{line}: needs a name and a type, one of {', '.join(ENTITY_TYPES)}")
                aliases = [a.strip() for a in (row.get("aliases") or "").split("|") if a.strip()]
                slug = unicodedata.normalize("NFKC", name)
                names = tuple(dict.fromkeys([name, *aliases]))
                yield Concept(f"urn:kg:user:{kind}:{slug}", kind, name, names, (), (), "", "", ())
    except OSError as error:
        raise LexiconError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path}: not UTF-8; save it as UTF-8") from error
