"""Hypothesis strategies over what a file of articles may hold, good and bad."""

from __future__ import annotations

import gzip
import json
from typing import Any

from hypothesis import strategies as st
from kg.corpus.read import FIELDS

WORDS = st.sampled_from(
    ("上海仪电", "位于", "浦东新区", "。", "，", "《", "》", "“", "签约", "3.5亿元", "\r\r", "&nbsp;", "\u3000", "\u200b", "\x00", "🏭", "\\", '"')
)  # fmt: skip
TEXTS = st.lists(WORDS | st.text(max_size=5), max_size=12).map("".join)
DATES = st.dates().map(str) | st.sampled_from(
    ("2026/1/9", "2026年1月29日", "2026-01-29T10:00:00Z", "2026-02-30", "soon", "", "2026-01-29" + " " * 500)
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a record with Chinese or English keys, mostly with what belongs there."""
    values = {
        "id": st.uuids().map(str) | st.integers(0, 2**70),
        "published": DATES,
        **dict.fromkeys(("title", "url", "account"), TEXTS),
        "text": TEXTS,
    }
    record = {}
    for field, keys in FIELDS.items():
        if draw(st.integers(0, 9)):
            right = values[field] if draw(st.integers(0, 9)) else ANYTHING
            record[draw(st.sampled_from(keys))] = draw(right)
    return record


RECORDS = records() | ANYTHING


@st.composite
def files(draw: st.DrawFn) -> tuple[bytes, int]:
    """Draw the bytes of a file in one of the forms, and how many records it holds."""
    found = draw(st.lists(RECORDS, min_size=1, max_size=6))
    plain = draw(st.booleans())
    written = [json.dumps(r, ensure_ascii=plain).encode("utf-8", "surrogatepass") for r in found]
    form = draw(st.sampled_from(("array", "lines", "spaced")))
    if form == "array":
        body = b"[" + b",".join(written) + b"]"
    elif form == "spaced":
        body = b" \n[\r\n " + b" ,\n\t".join(written) + b"\n ]\n"
    else:
        # A line that begins with a bracket would make the file an array.
        written = [w for w in written if w[:1] != b"["] or [b"{}"]
        body = b"\n\n".join(written)
    body = draw(st.sampled_from((b"", b"\xef\xbb\xbf"))) + body
    return (gzip.compress(body, 1) if draw(st.booleans()) else body), len(written)
