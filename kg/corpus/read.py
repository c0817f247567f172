"""Reading articles from JSON arrays, JSON Lines and gzip of both.

One bad record never stops the others: readers yield :class:`~kg.model.Article` and
:class:`~kg.model.Rejected` in the order of the file.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import IO, Any

import ijson
import orjson

from kg.corpus.clean import DEFAULT_BOILERPLATE, clean
from kg.model import Article, Rejected

MAX_CHARACTERS = 2_000_000
"""Articles longer than this are rejected: no news item is, and one would hold up all the others."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("文章标识符aid", "id", "aid"),
    "title": ("标题title", "title"),
    "url": ("链接url", "url", "link"),
    "published": ("时间time", "published", "time", "date"),
    "account": ("公众号名称", "account", "source"),
    "text": ("finalContent", "text", "content", "body"),
}
"""The keys under which each field of an article is looked for, the first one found wins."""

_DATE = re.compile(r"\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s].*)?$")


class InputError(Exception):
    """A file that cannot be read at all; the message names the file and what to do."""


def read_articles(
    paths: Iterable[str | Path], boilerplate: tuple[str, ...] = DEFAULT_BOILERPLATE
) -> Iterator[Article | Rejected]:
    """Yield every article of the files, and a :class:`~kg.model.Rejected` for each bad record."""
    for path in paths:
        yield from _read_file(Path(path), boilerplate)


def _read_file(path: Path, boilerplate: tuple[str, ...]) -> Iterator[Article | Rejected]:
    number = 0
    try:
        if path.is_dir():
            raise InputError(f"{path}: is a directory; name its article files, for example {path}/*.json")
        with _open(path) as stream:
            start = _first_byte(stream)
            if start == b"":
                yield Rejected(str(path), 0, "the file is empty", "")
                return
            records = _array(stream) if start == b"[" else _lines(stream)
            for number, record in enumerate(records, 1):
                if isinstance(record, Rejected):
                    yield record._replace(file=str(path), record=number)
                else:
                    yield to_article(record, str(path), number, boilerplate)
    except FileNotFoundError:
        yield Rejected(str(path), 0, "no such file", "")
    except InputError as error:
        yield Rejected(str(path), 0, str(error).removeprefix(f"{path}: "), "")
    except (OSError, EOFError) as error:
        yield Rejected(str(path), number, f"cannot be read: {error}", "")
    except (ijson.JSONError, UnicodeDecodeError) as error:
        reason = " ".join(str(error).split())[:200]
        yield Rejected(str(path), number + 1, f"not valid JSON from this record on: {reason}", "")


def _open(path: Path) -> IO[bytes] | gzip.GzipFile:
    if path.suffix == ".gz":
        return gzip.open(path, "rb")
    return path.open("rb")


def _first_byte(stream: IO[bytes] | gzip.GzipFile) -> bytes:
    """Return the first byte that is not white space or a byte order mark, the stream rewound."""
    head = stream.read(4096)
    stream.seek(0)
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]


def _array(stream: IO[bytes] | gzip.GzipFile) -> Iterator[Any]:
    if stream.read(3) != b"\xef\xbb\xbf":
        stream.seek(0)
    yield from ijson.items(stream, "item", use_float=True)


def _lines(stream: IO[bytes] | gzip.GzipFile) -> Iterator[Any]:
    for line in stream:
        body = line.removeprefix(b"\xef\xbb\xbf").strip()
        if not body:
            continue
        try:
            yield orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raw = body[:2000].decode("utf-8", "backslashreplace")
            yield Rejected("", 0, _why_not_json(body, error), raw)


def _why_not_json(body: bytes, error: Exception) -> str:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        try:
            body.decode("gb18030")
        except UnicodeDecodeError:
            return "not UTF-8 text"
        return "not UTF-8 but GB18030; convert it: iconv -f GB18030 -t UTF-8"
    return f"not valid JSON: {' '.join(str(error).split())[:120]}"


def to_article(
    record: object, file: str = "", number: int = 0, boilerplate: tuple[str, ...] = DEFAULT_BOILERPLATE
) -> Article | Rejected:
    """Turn one record (a mapping with Chinese or English keys) into an article, or say why not."""

    def reject(reason: str) -> Rejected:
        raw = (
            orjson.dumps(record, default=str).decode("utf-8", "replace")
            if _dumpable(record)
            else repr(record)
        )
        return Rejected(file, number, reason, raw[:2000])

    if not isinstance(record, Mapping):
        return reject(f"an article is an object, this is {_json_kind(record)}")
    values: dict[str, str] = {}
    for field, keys in FIELDS.items():
        value = next((record[k] for k in keys if record.get(k) is not None), "")
        if isinstance(value, (dict, list, bool)):
            return reject(f"{field} is {_json_kind(value)}, not text")
        values[field] = str(value)
    if not values["id"].strip():
        return reject(f"no id (one of the keys {', '.join(FIELDS['id'])})")
    if not values["text"].strip():
        return reject(f"no text (one of the keys {', '.join(FIELDS['text'])})")
    if len(values["text"]) > MAX_CHARACTERS:
        return reject(f"text of {len(values['text']):,} characters; at most {MAX_CHARACTERS:,} are read")
    published = parse_date(values["published"])
    if published is None:
        given = values["published"].strip()
        return reject(f"wrong date {given[:40]!r}; write 2026-01-29" if given else "no date")
    title = clean(values["title"], ()).replace("\n", " ")
    body = clean(values["text"], boilerplate)
    if not body:
        return reject("no text is left after cleaning")
    return Article(
        id=clean(values["id"], ()).replace("\n", " "),
        title=title,
        url=clean(values["url"], ()).replace("\n", ""),
        published=published,
        account=clean(values["account"], ()).replace("\n", " "),
        text=f"{title}\n{body}",
    )


def parse_date(text: str) -> str | None:
    """Return the ISO form of 2026-01-29, 2026/1/29, 2026年1月29日 (a time after it is dropped), or None."""
    match = _DATE.match(text)
    if not match:
        return None
    try:
        return date(*(int(g) for g in match.groups())).isoformat()
    except ValueError:
        return None


def _dumpable(record: object) -> bool:
    try:
        orjson.dumps(record, default=str)
    except (orjson.JSONEncodeError, RecursionError):
        return False
    return True


def _json_kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    kinds = {dict: "an object", list: "an array", str: "text", type(None): "null"}
    return kinds.get(type(value), "a number")
