from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from kg.corpus.read import MAX_CHARACTERS, parse_date, read_articles
from kg.corpus.split import MAX_RECORD
from kg.model import Article, Rejected

GOOD = {
    "id": "a1",
    "title": "题",
    "url": "https://example.org/1",
    "published": "2026-01-29",
    "account": "号",
    "text": "文。",
}
CHINESE = {
    "文章标识符aid": "a1",
    "标题title": "题",
    "链接url": "https://example.org/1",
    "时间time": "2026-01-29",
    "公众号名称": "号",
    "finalContent": "文。",
}


def read(path: Path) -> list[Article | Rejected]:
    return list(read_articles([path]))


def reason(path: Path) -> str:
    (item,) = read(path)
    assert isinstance(item, Rejected)
    assert item.file == str(path)
    return item.reason


@pytest.mark.parametrize("record", [GOOD, CHINESE])
@pytest.mark.parametrize("form", ["array", "lines", "gzip"])
def test_every_form_gives_the_same_article(tmp_path: Path, record: dict[str, str], form: str) -> None:
    body = json.dumps([record] if form == "array" else record, ensure_ascii=False).encode()
    path = tmp_path / ("articles.jsonl.gz" if form == "gzip" else "articles.json")
    path.write_bytes(gzip.compress(body) if form == "gzip" else b"\xef\xbb\xbf" + body)
    assert read(path) == [Article("a1", "题", "https://example.org/1", "2026-01-29", "号", "题\n文。")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "the file is empty"),
        (b"\n \n", "the file is empty"),
        (b"hello", "not valid JSON"),
        (b"[1]", "an article is an object, this is a number"),
        (b'["x"]', "an article is an object, this is text"),
        (b'{"id": "a", "text": "x", "published": "2026-13-01"}', "wrong date '2026-13-01'"),
        (b'{"id": "a", "text": "x"}', "no date"),
        (b'{"text": "x", "published": "2026-01-01"}', "no id"),
        (b'{"id": "a", "published": "2026-01-01"}', "no text"),
        (b'{"id": "a", "published": "2026-01-01", "text": "\\u0000"}', "no text is left"),
        (b'{"id": {}, "published": "2026-01-01", "text": "x"}', "id is an object, not text"),
        ('{"id": "a", "text": "上海"}'.encode("gb18030"), "GB18030"),
        (b'{"id": "a", "text": "\xff\xfe"}', "not UTF-8"),
        (b'{"id": "\\ud800", "text": "x", "published": "2026-01-01"}', "not valid JSON"),
    ],
)
def test_bad_input_is_named(tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    assert expected in reason(path)


def test_missing_file_and_directory(tmp_path: Path) -> None:
    assert reason(tmp_path / "none.json") == "no such file"
    assert "is a directory" in reason(tmp_path)


@pytest.mark.parametrize(
    ("characters", "limit"), [(MAX_CHARACTERS + 1, MAX_CHARACTERS), (7_000_000, MAX_RECORD)]
)
def test_an_article_that_is_too_long_is_rejected(tmp_path: Path, characters: int, limit: int) -> None:
    path = tmp_path / "big.jsonl"
    path.write_text(json.dumps({**GOOD, "text": "长" * characters}, ensure_ascii=False), encoding="utf-8")
    assert f"{limit:,}" in reason(path) and "at most" in reason(path)


def test_good_records_beside_bad_ones_are_read(tmp_path: Path) -> None:
    path = tmp_path / "mixed.json"
    path.write_text(json.dumps([GOOD, 7, {**GOOD, "id": "a2"}]), encoding="utf-8")
    kinds = [(type(x).__name__, x.id if isinstance(x, Article) else x.record) for x in read(path)]
    assert kinds == [("Article", "a1"), ("Rejected", 2), ("Article", "a2")]


def test_a_broken_array_keeps_what_stands_before_the_break(tmp_path: Path) -> None:
    path = tmp_path / "broken.json"
    path.write_text(json.dumps([GOOD, {**GOOD, "id": "a2"}])[:-30], encoding="utf-8")
    first, second = read(path)
    assert isinstance(first, Article)
    assert isinstance(second, Rejected)
    assert second.record == 2


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-01-29", "2026-01-29"),
        ("2026/1/9", "2026-01-09"),
        ("2026年1月29日", "2026-01-29"),
        ("2026-01-29T10:00:00Z", "2026-01-29"),
        ("2026-01-29 10:00", "2026-01-29"),
        ("2026-02-30", None),
        ("yesterday", None),
    ],
)
def test_dates(text: str, iso: str | None) -> None:
    assert parse_date(text) == iso
