"""A relation found between two mentions as an assertion: its words, post, modality and typed values."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from kg.model import Assertion, Attribute, Mention
from kg.relate.attributes import attributes
from kg.relate.roles import modality_of, role_of

_MEASURED = frozenset({"investsIn", "locatedIn", "cooperatesWith", "issuedBy", "visits", "attends"})


class Statement:
    """The text that assertions are read from: its mentions in order, its sentences, its date.

    What is asked of a sentence more than once is kept.
    """

    def __init__(
        self, text: str, mentions: Sequence[Mention], sentences: Sequence[tuple[int, int]], published: str
    ) -> None:
        self.text = text
        self.mentions = mentions
        self.sentences = sentences
        self._published = published
        self._starts = [start for start, _ in sentences]
        self._values: dict[int, tuple[Attribute, ...]] = {}

    def sentence_of(self, position: int) -> int:
        """Return the number of the sentence at a position."""
        return bisect_right(self._starts, position) - 1

    def values(self, sentence: int) -> tuple[Attribute, ...]:
        """Return the typed values stated in a sentence."""
        if sentence not in self._values:
            span = self.sentences[sentence]
            self._values[sentence] = tuple(attributes(self.text, *span, self._published))
        return self._values[sentence]


def make_assertion(statement: Statement, relation: str, head: int, tail: int, confidence: float) -> Assertion:
    """Return the assertion that a relation holds between two mentions, given by their numbers."""
    text, h, t = statement.text, statement.mentions[head], statement.mentions[tail]
    of_h, of_t = statement.sentence_of(h.start), statement.sentence_of(t.start)
    sentence_h, sentence_t = statement.sentences[of_h], statement.sentences[of_t]
    if of_h == of_t:
        start, end = _clause(text, min(h.start, t.start), max(h.end, t.end), sentence_h)
    elif abs(of_h - of_t) == 1:
        start, end = min(sentence_h[0], sentence_t[0]), max(sentence_h[1], sentence_t[1])
    else:
        start, end = sentence_h
    role, modality = "", "stated"
    if relation != "holdsPosition":
        last = max(h.end, t.end) if of_h == of_t else max(h.end, end)
        modality = modality_of(text, min(h.start, start), last, sentence_h)
    elif of_h == of_t:
        role = role_of(text, statement.mentions, head, tail, sentence_h)
    measured = statement.values(of_h) if relation in _MEASURED else ()
    return Assertion(head, relation, tail, start, end, round(confidence, 4), role, modality, measured)


def _clause(text: str, start: int, end: int, sentence: tuple[int, int]) -> tuple[int, int]:
    """Return the span widened to the commas around it, within the sentence."""
    left = max(text.rfind(mark, sentence[0], start) for mark in "，；：") + 1
    marks = [at for mark in "，；" if (at := text.find(mark, end, sentence[1])) >= 0]
    return max(left, sentence[0]), min([sentence[1], *marks])
