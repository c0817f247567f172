from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.cli.table import cell, fit, table, width

TEXT = st.text(alphabet=st.characters(codec="utf-8"), max_size=60).map(cell)
ROWS = st.integers(1, 6).flatmap(
    lambda n: st.lists(st.lists(TEXT, min_size=n, max_size=n), min_size=1, max_size=6)
)


@given(TEXT, st.integers(1, 80))
def test_fit_is_exact(text: str, columns: int) -> None:
    assert width(fit(text, columns)) == columns


@given(ROWS, st.integers(40, 160))
def test_no_line_is_wider_than_the_terminal(rows: list[list[str]], columns: int) -> None:
    text = table(rows[0], rows[1:], columns)
    assert all(width(line) <= columns for line in text.split("\n"))


@given(ROWS)
def test_nothing_is_cut_without_a_terminal(rows: list[list[str]]) -> None:
    text = table(rows[0], rows[1:], None)
    assert text.count("\n") == len(rows)
    for value in rows[-1]:
        assert value.strip() in text


@pytest.mark.parametrize("evil", ["\x1b[31mred", "a\x07b", "x\u202ey", "two\nlines\t\r\n"])
def test_a_cell_cannot_move_the_cursor(evil: str) -> None:
    assert cell(evil).isprintable()


def test_chinese_columns_line_up() -> None:
    lines = table(["name", "n"], [["上海仪电", "1"], ["abc", "22"]], None).splitlines()
    assert [width(line) for line in lines] == [12, 12, 12]
