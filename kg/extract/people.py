"""Persons named right after their posts."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.base import Document
from kg.model import Mention
from kg.vocab.lexicon import Lexicon

_AFTER_A_NAME = frozenset("，。、；：！？,.;:!?（()）\n ”」）")
_SPEECH = (
    "表示",
    "介绍",
    "说",
    "指出",
    "强调",
    "出席",
    "认为",
    "带队",
    "一行",
    "等",
    "参加",
    "致辞",
    "陪同",
    "主持",
    "作",
    "为",
    "和",
    "与",
    "在",
)


class PeopleByPost:
    """Takes a surname and one or two characters after a post for a person's name."""

    name = "post-and-surname"

    def __init__(self, lexicon: Lexicon) -> None:
        self._surnames = frozenset(n for c in lexicon.concepts if c.type == "Surname" for n in c.weak)

    def find(self, document: Document) -> Iterable[Mention]:
        """Return one mention for each name; official where the post is a public one."""
        text = document.text
        ends: dict[int, bool] = {}
        for hit in document.hits:
            for entry in hit.entries:
                if entry.concept.type == "Post":
                    ends[hit.end] = ends.get(hit.end, False) or "public" in entry.concept.kinds
        for end, public in sorted(ends.items()):
            name = self._name_at(text, end)
            if name:
                yield Mention(end, end + len(name), name, "Person", 0.9, self.name, public)

    def _name_at(self, text: str, start: int) -> str:
        for surname_length in (2, 1):
            if text[start : start + surname_length] not in self._surnames:
                continue
            for given in (2, 1):
                end = start + surname_length + given
                name = text[start:end]
                if len(name) < surname_length + given or not all("\u4e00" <= c <= "\u9fff" for c in name):
                    continue
                if end == len(text) or text[end] in _AFTER_A_NAME or text.startswith(_SPEECH, end):
                    return name
        return ""
