"""What a SPARQL query would do beyond asking: an update, or a call to another server.

A look at words, not a parser: words in strings, IRIs, names, variables and comments do not count. What
can neither be asked nor understood is left to the engine to complain about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
_FORMS = frozenset({"SELECT", "CONSTRUCT", "DESCRIBE", "ASK"})

# In the order of the alternatives: whatever could hide a word, then a word.
_TOKEN = re.compile(
    r"""
      \#[^\r\n]*                                        # comment
    | <[^<>"{}|^`\x00-\x20]*>                           # IRI, its escapes too
    | '''(?:[^'\\]|\\.|'{1,2}(?!'))*'''
    | \"\"\"(?:[^"\\]|\\.|"{1,2}(?!"))*\"\"\"
    | '(?:[^'\\\r\n]|\\.)*'
    | "(?:[^"\\\r\n]|\\.)*"
    | @[A-Za-z0-9-]+                                    # language
    | [?$]\w+                                           # variable
    | :(?:[\w.:%-]|\\.)*                                # name with the empty prefix
    | (?P<words>[\w.-]+)(?P<local>:(?:[\w.:%-]|\\.)*)?  # words, or a prefixed name or blank node
    """,
    re.VERBOSE | re.DOTALL,
)

_WORD = re.compile(r"[A-Za-z_]\w*")


def words(query: str) -> Iterator[str]:
    """Yield the bare words of a query (keywords, names of functions) in capitals."""
    for match in _TOKEN.finditer(query):
        if match["words"] and match["local"] is None:
            for word in _WORD.findall(match["words"]):
                yield word.upper()


def is_update(query: str) -> bool:
    """Tell whether the text is a SPARQL update: its first verb is one of an update."""
    first = next((word for word in words(query) if word in _UPDATES | _FORMS), "")
    return first in _UPDATES


def calls_out(query: str) -> bool:
    """Tell whether the query asks another server (``SERVICE``)."""
    return "SERVICE" in words(query)
