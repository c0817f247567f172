"""From the text as published to the text that everything else works on.

Cleaning happens once, before anything is found: all offsets point into the cleaned text.
"""

from __future__ import annotations

import html
import re

_ZERO_WIDTH_AND_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff]"
)
_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029]")
_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_BLANK_LINES = re.compile(" ?\n[ \n]*")
_CJK = "\u3400-\u4dbf\u4e00-\u9fff"
# "上 海 市 公 安 局": four or more single characters, each set off by one space. Two or three are left
# alone, since "王 明" is a person's name as it stands.
_SPACED_OUT = re.compile(f"(?<![{_CJK}])(?:[{_CJK}] ){{3,60}}[{_CJK}]")

DEFAULT_BOILERPLATE = (
    "^欢迎转发，但请注明出处.{0,40}$",
    "^觉得不错请点赞.{0,10}$",
    "^(?:点击|长按).{0,12}(?:阅读原文|二维码|关注).{0,20}$",
    "^阅读原文$",
)


def clean(raw: str, boilerplate: tuple[str, ...] = DEFAULT_BOILERPLATE) -> str:
    """Return the text with entities decoded, spaces and line ends made plain, boilerplate lines gone.

    Parameters
    ----------
    raw
        Text as the source publishes it; carriage returns stand for paragraph breaks.
    boilerplate
        Regular expressions; a line that one of them matches is dropped.

    Returns
    -------
    str
        Lines separated by single newlines, no blank lines, no space at a line's ends, no control
        or zero-width characters. ``clean(clean(x)) == clean(x)``.
    """
    text = raw
    for _ in range(3):
        decoded = html.unescape(text)
        if decoded == text:
            break
        text = decoded
    text = text.encode("utf-8", "replace").decode("utf-8")
    text = _LINE_ENDS.sub("\n", text)
    text = _ZERO_WIDTH_AND_CONTROL.sub("", text)
    text = _SPACES.sub(" ", text)
    text = _BLANK_LINES.sub("\n", text).strip()
    text = _SPACED_OUT.sub(lambda m: m.group().replace(" ", ""), text)
    if boilerplate:
        patterns = [re.compile(p) for p in boilerplate]
        lines = text.split("\n")
        kept = [line for line in lines if not any(p.match(line) for p in patterns)]
        text = "\n".join(kept)
    return text
