"""Files that are made to do harm, and files of every form: each record is an article or is told why not."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.corpus.read import read_articles, to_article
from kg.corpus.split import MAX_DEPTH, MAX_RECORD, elements
from kg.corpus.unpack import ALWAYS, MAX_RATIO
from kg.model import Article, Rejected

from tests.conftest import ROOT, Run
from tests.corpus.forms import files
from tests.fuzz.targets import check_article

GOOD = {"id": "a", "title": "题", "published": "2026-01-29", "text": "文。"}


def read(path: Path) -> list[Article | Rejected]:
    return list(read_articles([path]))


def read_bytes(content: bytes) -> list[Article | Rejected]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.json"
        path.write_bytes(content)
        return read(path)


@given(files())
def test_every_record_is_an_article_or_rejected(file: tuple[bytes, int]) -> None:
    content, count = file
    items = read_bytes(content)
    assert len(items) == count
    for number, item in enumerate(items, 1):
        if isinstance(item, Rejected):
            assert item.record == number and item.reason
            item.raw.encode()
        else:
            check_article(item)


@given(files(), st.data())
def test_a_file_cut_or_changed_anywhere_is_still_read(file: tuple[bytes, int], data: st.DataObject) -> None:
    content = bytearray(file[0])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    for item in read_bytes(bytes(content[: data.draw(st.integers(1, len(content)))])):
        if isinstance(item, Article):
            check_article(item)


@given(
    st.lists(
        st.recursive(st.text() | st.integers(0, 9), lambda x: st.lists(x) | st.dictionaries(st.text(), x))
    )
)
def test_arrays_are_cut_where_their_elements_end(values: list[object]) -> None:
    import io

    stream = io.BytesIO(json.dumps(values).encode())
    assert [json.loads(piece) for piece in elements(stream) if isinstance(piece, bytes)] == values


@pytest.mark.parametrize("chunk", [1, 2, 3, 7])
def test_where_chunks_end_changes_nothing(chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    values = [{"a": '\\"[{,]}\\\\'}, ["\\", '"', {"上": "海"}], "", 1, {}]
    monkeypatch.setattr("kg.corpus.split._CHUNK", chunk)
    for ascii_only in (True, False):
        body = json.dumps(values, ensure_ascii=ascii_only).encode()
        assert [json.loads(p) for p in elements(io.BytesIO(body)) if isinstance(p, bytes)] == values


def test_a_bad_record_of_an_array_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    good = json.dumps(GOOD)
    path.write_text(f'[{good}, {{"id": nothing}}, {good},, {good}, [1, 2}}, {good},]', encoding="utf-8")
    kinds = "".join(type(item).__name__[0] for item in read(path))
    assert kinds == "ARARARA"


@pytest.mark.parametrize(
    "content", ["[" * 100_000, '{"id":' * 100_000, '[{"id":' + "[" * 100_000 + "]" * 100_000 + "}]"]
)
def test_deep_nesting_is_one_rejection(content: str) -> None:
    (item,) = read_bytes(content.encode())
    assert isinstance(item, Rejected)
    assert "not valid JSON" in item.reason or f"more than {MAX_DEPTH} deep" in item.reason


@pytest.mark.parametrize("depth", [90, 300, 1000, 1023])
def test_a_record_nested_as_deep_as_parsers_allow(depth: int) -> None:
    nested = "[" * depth + "]" * depth
    for form in ('{"id": %s}', '[{"id": %s}]'):
        (item,) = read_bytes((form % nested).encode())
        assert isinstance(item, Rejected)
    assert isinstance(to_article({"id": json.loads(nested) if depth < 900 else 1}), Rejected)


def test_what_json_cannot_say_is_rejected_too() -> None:
    inner: list[object] = []
    for _ in range(5000):
        inner = [inner]
    for value in (inner, {1: object()}, {"id": 2**80, "text": {1, 2}}, {"id": "\ud800"}):
        assert isinstance(to_article(value), Rejected)


def test_numbers_too_large_to_be_told_apart_are_no_ids() -> None:
    (item,) = read_bytes(b'{"id": 123456789012345678901234, "text": "x", "published": "2026-01-01"}')
    assert isinstance(item, Rejected) and "write it as text" in item.reason


def test_a_gzip_bomb(tmp_path: Path, kg: Run) -> None:
    path = tmp_path / "bomb.jsonl.gz"
    with gzip.open(path, "wb", 9) as stream:
        for _ in range(ALWAYS // 1_000_000 + 2):
            stream.write(b" " * 1_000_000)
    done = kg("build", path, "-o", tmp_path / "out")
    assert done.returncode == 1
    first = done.stderr.splitlines()[0]
    assert f"unpack to more than {ALWAYS:,}" in first and f"at most {MAX_RATIO} times its size" in first


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04" + b"\0" * 30, "a zip archive; unpack it first (unzip)"),
        (b"\x28\xb5\x2f\xfd" + b"\0" * 30, "packed by zstd"),
        (b"\xfd7zXZ\x00", "packed by xz"),
        (b"BZh91AY", "packed by bzip2"),
        (b"PAR1" + b"\0" * 10, "a Parquet file"),
        (gzip.compress(b'{"a": 1}')[:-6], "cannot be read"),
        (b"\x1f\x8b\x08\x00" + b"\xff" * 40, "cannot be read"),
    ],
)
def test_what_is_packed_otherwise_or_damaged_is_named(content: bytes, said: str) -> None:
    assert any(isinstance(item, Rejected) and said in item.reason for item in read_bytes(content))


def test_a_damaged_gzip_wherever_it_is_damaged() -> None:
    body = gzip.compress(b"\n".join(orjson.dumps({**GOOD, "id": str(n)}) for n in range(50)))
    for at in range(2, len(body)):
        for item in read_bytes(body[:at] + bytes([body[at] ^ 0x55]) + body[at + 1 :]):
            assert isinstance(item, Article) or item.reason


def test_links_and_dots_in_paths(tmp_path: Path, kg: Run) -> None:
    real, link, loop = tmp_path / "real", tmp_path / "link", tmp_path / "loop"
    real.mkdir()
    link.symlink_to(real)
    loop.symlink_to(loop)
    (real / "articles.json").write_bytes(orjson.dumps([GOOD]))
    (item,) = read(link / ".." / "real" / "articles.json")
    assert isinstance(item, Article)
    (item,) = read(loop)
    assert isinstance(item, Rejected) and "cannot be read" in item.reason
    # Outputs through links: what they lead to is replaced, the links stay.
    (tmp_path / "kept.db").symlink_to(real / "kg.db")
    out = tmp_path / "out"
    out.mkdir()
    (out / "kg.db").symlink_to(real / "kg.db")
    (out / "kg.ttl").symlink_to(real / "kg.ttl")
    assert kg("build", link / "articles.json", "-o", out / ".." / "out", "--jobs", "1").returncode == 0
    assert (out / "kg.db").is_symlink() and (out / "kg.ttl").is_symlink()
    assert (real / "kg.db").stat().st_size > 10_000 and (real / "kg.ttl").stat().st_size > 100


def test_devices_are_written_and_never_replaced(tmp_path: Path, kg: Run, built: Path) -> None:
    link = tmp_path / "null"
    link.symlink_to("/dev/null")
    done = kg("export", "-o", link, "--store", built)
    assert (done.returncode, done.stderr) == (0, "")
    assert link.is_symlink() and Path("/dev/null").is_char_device()


MEMORY = """
import itertools, resource, sys
from kg.corpus.read import read_articles
from kg.model import Rejected
list(read_articles([sys.argv[2]]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
good = bad = 0
for item in read_articles([sys.argv[1]]):
    if isinstance(item, Rejected):
        bad += 1
    else:
        good += 1
print(good, bad, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def reading(path: Path, small: Path) -> tuple[int, int, int]:
    """Return good and bad records of a file, and the MB that reading it took beyond reading a small one."""
    command = [sys.executable, "-c", MEMORY, path, small]
    out = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    good, bad, grown = map(int, out.split())
    return good, bad, grown


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.json"
    path.write_bytes(orjson.dumps([GOOD]))
    return path


RECORDS = int(os.environ.get("KG_RECORDS", "100000"))
"""Records of a large file; docs/reliability.md tells of a million."""

BAD = (b"{", b"7", b'{"id": "x"}', b'{"id": "x", "text": "y", "published": "never"}', b'{"id": [[[[]]]]}')


@pytest.mark.slow
@pytest.mark.parametrize("form", ["lines", "array"])
def test_a_large_file_with_every_tenth_record_bad(tmp_path: Path, small: Path, form: str) -> None:
    path = tmp_path / "large.json"
    # In an array an open bracket would hide what follows.
    bad = [b for b in BAD if form == "lines" or b != b"{"]
    between = b"\n" if form == "lines" else b",\n"
    with path.open("wb") as stream:
        stream.write(b"" if form == "lines" else b"[")
        for n in range(RECORDS):
            record = bad[n // 10 % len(bad)] if n % 10 == 9 else orjson.dumps({**GOOD, "id": f"a{n}"})
            stream.write((between if n else b"") + record)
        stream.write(b"" if form == "lines" else b"]")
    good, rejected, grown = reading(path, small)
    assert (good, rejected) == (RECORDS - RECORDS // 10, RECORDS // 10)
    assert grown < 32


def test_strings_of_100_mb_are_never_held(tmp_path: Path, small: Path) -> None:
    for form in ("line", "array", "zeros"):
        path = tmp_path / f"{form}.json"
        with path.open("wb") as stream:
            stream.write({"line": b'{"id": "', "array": b'[{"id": "', "zeros": b""}[form])
            for _ in range(100):
                stream.write((b"\0" if form == "zeros" else b"x") * 1_000_000)
            stream.write({"line": b'"}', "array": b'"}]', "zeros": b""}[form] + b"\n")
            if form == "line":
                stream.write(orjson.dumps(GOOD))
        good, rejected, grown = reading(path, small)
        assert (good, rejected) == (form == "line", 1)
        assert grown < 5 * MAX_RECORD // 1_000_000


@pytest.mark.slow
def test_rejections_are_written_not_held_and_told_in_short(tmp_path: Path, kg: Run) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_bytes(b"7\n" * 5000 + orjson.dumps(GOOD))
    done = kg("build", path, "-o", tmp_path / "out", "--jobs", "1")
    assert done.returncode == 0
    assert len(done.stderr.splitlines()) == 21
    assert "4,980 more records were rejected" in done.stderr and "rejected.jsonl has them all" in done.stderr
    assert (tmp_path / "out" / "rejected.jsonl").read_bytes().count(b"\n") == 5000
    assert "5000 rejected" in done.stdout
