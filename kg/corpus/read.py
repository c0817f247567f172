"""Reading articles from JSON arrays, JSON Lines and gzip of both.

One bad record never stops the others: readers yield :class:`~kg.model.Article` and
:class:`~kg.model.Rejected` in the order of the file.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import orjson

from kg.corpus.clean import DEFAULT_BOILERPLATE, clean
from kg.corpus.split import Broken, elements, lines
from kg.corpus.unpack import InputError, opened
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

_MARK = b"\xef\xbb\xbf"
_DATE = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?:\s?日)?(?:[T\s].*)?$")


_EXACT = 2**53
"""Whole numbers from here on are not told apart once they are read as floating point."""


def read_articles(
    paths: Iterable[str | Path], boilerplate: tuple[str, ...] = DEFAULT_BOILERPLATE
) -> Iterator[Article | Rejected]:
    """Yield every article of the files, and a :class:`~kg.model.Rejected` for each bad record."""
    for path in paths:
        yield from _read_file(Path(path), boilerplate)


def _read_file(path: Path, boilerplate: tuple[str, ...]) -> Iterator[Article | Rejected]:
    try:
        if path.is_dir():
            raise InputError(f"is a directory; name its article files, for example {path}/*.json")
        with opened(path) as stream:
            yield from read_stream(stream, str(path), boilerplate)
    except FileNotFoundError:
        yield Rejected(str(path), 0, "no such file", "")
    except InputError as error:
        yield Rejected(str(path), 0, str(error), "")
    except OSError as error:
        yield Rejected(str(path), 0, f"cannot be read: {error.strerror or error}", "")


def read_stream(
    stream: io.BufferedReader, name: str, boilerplate: tuple[str, ...] = DEFAULT_BOILERPLATE
) -> Iterator[Article | Rejected]:
    """Yield what an open file holds, a JSON array or JSON Lines; ``name`` is what messages call it."""
    number = 0
    try:
        start = _first_byte(stream)
        if start == b"":
            yield Rejected(name, 0, "the file is empty", "")
            return
        for number, piece in enumerate(elements(stream) if start == b"[" else lines(stream), 1):
            yield read_record(piece, name, number, boilerplate)
    except InputError as error:
        yield Rejected(name, number, str(error), "")
    except (OSError, EOFError, zlib.error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        yield Rejected(name, number, f"cannot be read: {reason}", "")


def _first_byte(stream: io.BufferedReader) -> bytes:
    """Skip white space and a byte order mark; return the byte that is next, empty at the end."""
    if stream.peek(3).startswith(_MARK):
        stream.read(len(_MARK))
    while head := stream.peek(1):
        if rest := head.lstrip():
            stream.read(len(head) - len(rest))
            return rest[:1]
        stream.read(len(head))
    return b""


def read_record(
    piece: bytes | Broken, file: str, number: int, boilerplate: tuple[str, ...]
) -> Article | Rejected:
    """Turn one record, as JSON, into an article, or say why not."""
    if isinstance(piece, Broken):
        return Rejected(file, number, piece.reason, "")
    try:
        record = orjson.loads(piece.removeprefix(_MARK))
    except orjson.JSONDecodeError as error:
        raw = piece[:2000].decode("utf-8", "backslashreplace")[:2000]
        return Rejected(file, number, _why_not_json(piece, error), raw)
    return to_article(record, file, number, boilerplate)


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
        return Rejected(file, number, reason, _as_text(record)[:2000])

    if not isinstance(record, Mapping):
        return reject(f"an article is an object, this is {_json_kind(record)}")
    values: dict[str, str] = {}
    for field, keys in FIELDS.items():
        value = next((record[k] for k in keys if record.get(k) is not None), "")
        if isinstance(value, (dict, list, bool)):
            return reject(f"{field} is {_json_kind(value)}, not text")
        if isinstance(value, float) and field == "id" and abs(value) >= _EXACT:
            return reject("id is a number too large to be read exactly; write it as text")
        values[field] = str(value)
    if not values["id"].strip():
        return reject(f"no id (one of the keys {', '.join(FIELDS['id'])})")
    if not values["text"].strip():
        return reject(f"no text (one of the keys {', '.join(FIELDS['text'])})")
    if len(values["text"]) > MAX_CHARACTERS:
        return reject(f"text of {len(values['text']):,} characters; at most {MAX_CHARACTERS:,} are read")
    given = values["published"].strip()
    published = parse_date(given)
    if published is None:
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
    match = _DATE.match(text.strip())
    if not match:
        return None
    try:
        return date(*(int(g) for g in match.groups())).isoformat()
    except ValueError:
        return None


def _as_text(record: object) -> str:
    try:
        return orjson.dumps(record, default=str).decode("utf-8", "replace")
    except (orjson.JSONEncodeError, RecursionError):
        # What Python can hold and JSON cannot; it may still be nested too deep to be shown at all.
        try:
            return repr(record).encode("utf-8", "backslashreplace").decode("utf-8")
        except RecursionError:
            return ""


def _json_kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    kinds = {dict: "an object", list: "an array", str: "text", type(None): "null"}
    return kinds.get(type(value), "a number")
