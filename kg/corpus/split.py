"""Cutting a stream into the JSON records in it, in bounded memory, whatever the stream holds.

A look at quotes and brackets, not a parser: whether a record is JSON is for the parser to tell. So one
record that is none costs no other, and none takes more memory than it may.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import IO, NamedTuple

MAX_RECORD = 16_000_000
"""Bytes of a record at most: the longest article there may be, with every character escaped, and more."""

MAX_DEPTH = 100
"""Brackets inside one another at most."""

_CHUNK = 1 << 18
_IN_STRING = re.compile(rb'(?:[^"\\]+|\\.)*', re.DOTALL)
_OUTSIDE = re.compile(rb'["\[\]{},]')


class Broken(NamedTuple):
    """A record that cannot be used, and why."""

    reason: str


TOO_LONG = Broken(f"more than {MAX_RECORD:,} bytes in one record; at most that many are read")
TOO_DEEP = Broken(f"brackets nested more than {MAX_DEPTH} deep; at most that many are read")
BROKEN_OFF = Broken("not valid JSON from this record on: the file breaks off in it")
MORE = Broken("not valid JSON: more stands after the end of the array")
NOTHING = Broken("not valid JSON: nothing between two commas")


def lines(stream: IO[bytes]) -> Iterator[bytes | Broken]:
    """Yield the lines that are not blank, without white space around them."""
    for line in iter(partial(stream.readline, MAX_RECORD + 1), b""):
        if len(line) > MAX_RECORD:
            rest = line
            while rest and not rest.endswith(b"\n"):
                rest = stream.readline(_CHUNK)
            yield TOO_LONG
        elif body := line.strip():
            yield body


def elements(stream: IO[bytes]) -> Iterator[bytes | Broken]:
    """Yield the elements of an array; the stream stands at its opening bracket."""
    stream.read(1)
    record = _Record()
    for chunk in iter(partial(stream.read, _CHUNK), b""):
        begin = 0
        for end, char in record.marks(chunk):
            record.take(chunk[begin : end - 1])
            begin = end
            piece = record.taken()
            if piece or char == b",":
                yield piece or NOTHING
            if char == b"]":
                rest = iter(partial(stream.read, _CHUNK), b"")
                if chunk[end:].strip() or any(more.strip() for more in rest):
                    yield MORE
                return
        record.take(chunk[begin:])
    yield BROKEN_OFF


class _Record:
    """The record that is being read: its bytes so far, and how far in brackets and strings the stream is."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._broken: Broken | None = None
        self._depth = 0
        self._in_string = False
        self._escaped = False

    def marks(self, chunk: bytes) -> Iterator[tuple[int, bytes]]:
        """Yield where an element ends in a chunk, just behind the comma or bracket, and that byte."""
        at = int(self._escaped)
        self._escaped = False
        while at < len(chunk):
            if self._in_string:
                at = self._through_string(chunk, at)
                continue
            mark = _OUTSIDE.search(chunk, at)
            if mark is None:
                return
            at, char = mark.end(), mark.group()
            if char == b'"':
                self._in_string = True
            elif char in b"[{":
                self._depth += 1
                if self._depth >= MAX_DEPTH:
                    self._refuse(TOO_DEEP)
            elif self._depth and char in b"]}":
                self._depth -= 1
            elif not self._depth and char in b",]":
                yield at, char

    def _through_string(self, chunk: bytes, at: int) -> int:
        match = _IN_STRING.match(chunk, at)
        at = match.end() if match else at
        if at < len(chunk):
            # A quote ends the string; a backslash at the very end hides the next chunk's first byte.
            self._in_string = self._escaped = chunk[at : at + 1] == b"\\"
        return at + 1

    def take(self, part: bytes) -> None:
        """Add bytes to the record, as many as it may have."""
        if self._broken is None:
            self._bytes += part
            if len(self._bytes) > MAX_RECORD:
                self._refuse(TOO_LONG)

    def _refuse(self, why: Broken) -> None:
        self._broken = self._broken or why
        self._bytes.clear()

    def taken(self) -> bytes | Broken:
        """Return the record and begin the next one; empty where there is nothing but white space."""
        found = self._broken or bytes(self._bytes).strip()
        self._bytes.clear()
        self._broken = None
        return found
