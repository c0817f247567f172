from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.cli.table import cell, fit, table, width, wrap

TEXT = st.text(alphabet=st.characters(codec="utf-8"), max_size=60).map(cell)
ROWS = st.integers(1, 6).flatmap(
    lambda n: st.lists(st.lists(TEXT, min_size=n, max_size=n), min_size=1, max_size=6)
)


@given(TEXT, st.integers(1, 80))
def test_fit_is_exact(text: str, columns: int) -> None:
    assert width(fit(text, columns)) == columns


@given(ROWS, st.integers(10, 160), st.lists(st.integers(0, 5), max_size=4))
def test_no_line_is_wider_than_the_terminal(rows: list[list[str]], columns: int, spare: list[int]) -> None:
    text = table(rows[0], rows[1:], columns, spare=[n for n in spare if n < len(rows[0]) - 1])
    assert all(width(line) <= columns for line in text.split("\n"))


@given(TEXT, st.integers(2, 80))
def test_wrapping_loses_nothing_but_spaces(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line) <= columns for line in lines)


def test_a_line_does_not_begin_with_what_closes_a_clause() -> None:
    assert wrap("上海仪电，华为", 8) == ["上海仪", "电，华为"]


def test_what_can_be_spared_goes_before_anything_is_unreadable() -> None:
    heads, row = (
        ["name", "strength", "evidence"],
        ["上海仪电", "0.5", "上海仪电位于浦东新区，从事机器人。" * 3],
    )
    wide, narrow = table(heads, [row], 120, spare=[1]), table(heads, [row], 14, spare=[1])
    assert "strength" in wide and "strength" not in narrow
    assert narrow.splitlines()[:2] == ["name", "  evidence"]
    assert table(heads, [row], 8).startswith("name 上…\nstr… 0.5\n")


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
