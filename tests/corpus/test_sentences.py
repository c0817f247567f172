from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st
from kg.corpus.sentences import sentences


def test_closing_quotes_belong_to_their_sentence() -> None:
    text = "标题\n他说：“开工了。”随后离开！完"
    assert [text[s:e] for s, e in sentences(text)] == ["标题", "他说：“开工了。”", "随后离开！", "完"]


@given(st.text(alphabet="甲乙。！？；\n ”"))
def test_sentences_hold_all_text_in_order(text: str) -> None:
    spans = sentences(text)
    assert "".join(text[s:e] for s, e in spans).replace(" ", "") == text.replace("\n", "").replace(" ", "")
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
