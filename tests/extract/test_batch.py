from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from kg.extract.batch import hashes_of_length, is_latin, make_batch, span_hashes, whole

TEXTS = st.lists(st.text("上海市仪电ai1 \n", max_size=40), min_size=1, max_size=4)


@given(TEXTS, st.data())
def test_equal_spans_have_equal_numbers_and_others_do_not(texts: list[str], data: st.DataObject) -> None:
    batch = make_batch(texts)
    size = len(batch.chars)
    length = data.draw(st.integers(1, min(6, size)))
    starts = np.arange(size - length + 1)
    hashes = span_hashes(batch, starts, starts + length)
    by_text: dict[str, int] = {}
    for start, number in zip(starts.tolist(), hashes.tolist(), strict=True):
        assert by_text.setdefault(batch.folded[start : start + length], number) == number
    assert len(set(by_text.values())) == len(by_text)
    assert np.array_equal(hashes, hashes_of_length(batch, length))


@given(TEXTS)
def test_every_text_stands_where_it_is_said_to(texts: list[str]) -> None:
    batch = make_batch(texts)
    for number, (text, start) in enumerate(zip(texts, batch.starts, strict=True)):
        assert batch.folded[start : start + len(text)] == text
        inside = np.arange(start, start + len(text))
        assert (batch.document_of(inside) == number).all()


def test_latin_words_are_not_cut() -> None:
    batch = make_batch(["openai与ai"])
    found = [batch.folded.index("ai"), batch.folded.rindex("ai")]
    starts = np.array(found)
    assert whole(is_latin(batch), starts, starts + 2).tolist() == [False, True]
