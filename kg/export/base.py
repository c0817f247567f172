"""What a format is: the protocol of its writer, and the one registry of all formats."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import IO, NamedTuple, Protocol

from kg.export.iri import Names
from kg.store.scan import Scan


class Settings(NamedTuple):
    """What every writer is told: the maker of IRIs, and whether CSV cells are defused for spreadsheets."""

    names: Names
    spreadsheet_safe: bool = False


class FileWriter(Protocol):
    """Writes a walk through a store to one binary stream, holding none of it."""

    def __call__(self, scan: Scan, stream: IO[bytes], settings: Settings, /) -> None:
        """Write everything that the scan walks through."""


class FolderWriter(Protocol):
    """Writes a walk through a store as files of an empty folder, holding none of it."""

    def __call__(self, scan: Scan, folder: Path, settings: Settings, /) -> None:
        """Write everything that the scan walks through."""


class Format(NamedTuple):
    """One format: its file ending, whether it is a folder of files, where its writer stands, what it is for."""

    ending: str
    is_folder: bool
    writer: str
    about: str


FORMATS = {
    "turtle": Format("ttl", False, "kg.export.rdf:write_turtle", "RDF to read and to load anywhere"),
    "ntriples": Format("nt", False, "kg.export.rdf:write_ntriples", "RDF, one triple a line"),
    "nquads": Format("nq", False, "kg.export.rdf:write_nquads", "RDF, one named graph an article"),
    "trig": Format("trig", False, "kg.export.rdf:write_trig", "Turtle with one named graph an article"),
    "jsonld": Format("jsonld", False, "kg.export.jsonld:write_jsonld", "RDF as JSON, with its context"),
    "rdfxml": Format("rdf", False, "kg.export.rdf:write_rdfxml", "RDF/XML"),
    "graphml": Format("graphml", False, "kg.export.graphml:write_graphml", "networkx, yEd, Gephi"),
    "gexf": Format("gexf", False, "kg.export.gexf:write_gexf", "Gephi, with time intervals"),
    "neo4j": Format("", True, "kg.export.neo4j:write_neo4j", "folder of CSV for neo4j-admin"),
    "parquet": Format("", True, "kg.export.parquet:write_parquet", "folder of tables for pandas, DuckDB"),
    "jsonl": Format("jsonl", False, "kg.export.jsonl:write_jsonl", "nodes and links as JSON Lines"),
}
"""Every format by name; its module is imported when it is asked for."""


def file_writer(name: str) -> FileWriter:
    """Return the writer of a format that is one file."""
    writer: FileWriter = _load(name)
    return writer


def folder_writer(name: str) -> FolderWriter:
    """Return the writer of a format that is a folder."""
    writer: FolderWriter = _load(name)
    return writer


def _load(name: str):  # type: ignore[no-untyped-def]
    module, _, function = FORMATS[name].writer.partition(":")
    return getattr(importlib.import_module(module), function)
