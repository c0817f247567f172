"""What fuzzing begins with, and the words it puts together."""

from __future__ import annotations

import orjson

from tests.conftest import SAMPLE
from tests.export.stores import AWKWARD

WORDS = (
    *(
        "有限公司",
        "（集团）",
        "浦东新区",
        "人民政府",
        "关于",
        "的通知",
        "《",
        "》",
        "“",
        "”",
        "、",
        "和",
        "与",
        "。",
        "，",
    ),
    *(
        "位于",
        "投资",
        "签约",
        "3.5亿元",
        "2026年1月29日",
        "年产",
        "书记",
        "区长",
        "出席",
        "调研",
        "主办",
        "转载自：",
        "简称",
    ),
    *(
        "低空经济",
        "机器人",
        "研究院",
        "论坛",
        "（",
        "）",
        "：",
        "！",
        "A",
        "a1",
        " ",
        "\u3000",
        "🏭",
        "𠮷",
        "&nbsp;",
        "&#x0;",
    ),
)
JSON_WORDS = (
    *(
        '{"id":"a","text":"x","published":"2026-01-01"}',
        '"id":',
        '"finalContent":',
        '"时间time":',
        "null",
        "true",
    ),
    *(
        "1e999",
        "-0",
        "[",
        "{",
        "}",
        "]",
        ",",
        '"',
        "\\ud800",
        "\\u0000",
        "\\",
        "\ufeff",
        "\n",
        "NaN",
        "99999999999999999999",
    ),
)


def seeds(target: str) -> list[bytes]:
    """Return a few inputs that get far into the target."""
    records = orjson.loads(SAMPLE.read_bytes())[:12]
    if target == "reader":
        whole, lines = orjson.dumps(records[:2]), b"\n".join(map(orjson.dumps, records[:2]))
        return [
            b"\x00" + whole,
            b"\x01" + lines,
            b"\x02" + whole,
            b"\x06" + lines,
            b"\x01" + "坏".encode("gb18030"),
        ]
    texts = [r.get("finalContent") or r.get("text") or "" for r in records]
    if target == "cleaner":
        return [t[:300].encode() for t in texts] + ["上 海 市 公 安 局 &nbsp; \r\r 阅读原文\r".encode()]
    if target == "recognisers":
        return [t[:400].encode() for t in texts]
    pieces = [
        "\x1f".join(AWKWARD),
        "甲公司\x1f乙公司\x1f示例区\x1f示例市",
        "\x1f".join(texts[0][:60].split("，")),
    ]
    return [b"\x1e".join(b"\x01\x01" + p.encode() for p in pieces[n:]) for n in range(3)]


def dictionary(target: str) -> tuple[str, ...]:
    """Return the words that are put into inputs."""
    return (
        JSON_WORDS
        if target == "reader"
        else (*WORDS, "\x1f", "\x1e\x01\x01", "\x1e\x05\x05", "]]>", "<", ">")
    )
