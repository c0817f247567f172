from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.corpus.clean import clean


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("\r\r第一段。\r\r第二段。\r", "第一段。\n第二段。"),
        ("图3 &nbsp;操作人员&amp;班组", "图3 操作人员&班组"),
        ("甲\u3000乙\u00a0丙", "甲 乙 丙"),
        ("上 海 市 公 安 局发布", "上海市公安局发布"),
        ("主任 王 明", "主任 王 明"),
        ("正文。\n欢迎转发，但请注明出处“示例账号”\n觉得不错请点赞！", "正文。"),
        ("a\x00b\u200bc\ufeff", "abc"),
        ("坏\ud800字", "坏?字"),
    ],
)
def test_cleaning(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@given(st.text())
def test_cleaning_again_changes_nothing(raw: str) -> None:
    once = clean(raw)
    # Text that spells an entity only after decoding ("&amp;lt;") may be decoded once more; nothing else may.
    if "&" not in once:
        assert clean(once) == once


@given(st.text())
def test_no_line_is_blank_or_padded(raw: str) -> None:
    text = clean(raw)
    assert text == "" or all(line and line == line.strip(" ") for line in text.split("\n"))
