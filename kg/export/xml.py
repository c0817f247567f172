"""Streaming XML: what XML 1.0 cannot hold is left out, everything else is escaped."""

from __future__ import annotations

import re
from typing import IO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def without_control(text: str) -> str:
    """Return the text without the characters that XML 1.0 has no way to write."""
    return _NOT_XML.sub("", text)


class XmlWriter:
    """Writes elements one after another, indented by one space a level."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._xml = XMLGenerator(stream, encoding="utf-8", short_empty_elements=True)
        self._open: list[str] = []
        self._xml.startDocument()

    def start(self, name: str, **attributes: object) -> None:
        """Open an element; attributes that are None are left out, a trailing ``_`` of a name is cut."""
        self._line()
        self._open.append(name)
        self._xml.startElement(name, AttributesImpl(_attributes(attributes)))

    def end(self) -> None:
        """Close the element opened last."""
        name = self._open.pop()
        self._xml.ignorableWhitespace("\n" + " " * len(self._open))
        self._xml.endElement(name)
        if not self._open:
            self._xml.ignorableWhitespace("\n")
            self._xml.endDocument()

    def leaf(self, name: str, text: str | None = None, **attributes: object) -> None:
        """Write an element that holds only text, or nothing."""
        self._line()
        self._xml.startElement(name, AttributesImpl(_attributes(attributes)))
        if text is not None:
            self._text(without_control(text))
        self._xml.endElement(name)

    def _text(self, text: str) -> None:
        # Parsers turn a bare carriage return into a newline; only a reference keeps it.
        first, *rest = text.split("\r")
        self._xml.characters(first)
        for part in rest:
            self._xml.ignorableWhitespace("&#13;")
            self._xml.characters(part)

    def _line(self) -> None:
        self._xml.ignorableWhitespace("\n" + " " * len(self._open) if self._open else "")


def _attributes(values: dict[str, object]) -> dict[str, str]:
    """Return attributes as text; ``attr_name`` stands for ``attr.name``, ``xsi__x`` for ``xsi:x``."""
    return {
        name.replace("__", ":").replace("attr_", "attr.").rstrip("_"): without_control(str(value))
        for name, value in values.items()
        if value is not None
    }
