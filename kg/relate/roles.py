"""Posts as written, and whether a statement is done, planned or denied."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Mention

_PLANNED = re.compile(
    # 将甲列为乙 says 把, not a plan.
    "将(?!近|军|士|领|于\\d{4}|[^，。；]{1,40}?(?:列为|列入|作为|视为|纳入|定为|归为|应用于|转化为))|拟|计划(?:于|在|投资)|力争|希望|预计|有望|即将|争取|规划建设|未来.{0,4}(?:将|要)|准备"
)
_NEGATED = re.compile("未能|(?:没有|并未|从未|尚未)(?!放弃|停|间断|缺席)|不再|并非|终止|取消|否认")
"""Who has not given up (没有放弃) goes on."""
_ROLE = re.compile(r"^[\u4e00-\u9fffA-Za-z/\-（）()·、]{1,20}")
_JOINED = re.compile("[、，,和与及]")
_CLAUSE_ENDS = "，；：。\n·丨｜"
_BREAK = re.compile("[，。；：！？\n]")
_POST_ENDS = frozenset("长任记裁理士授师员人监事席家官表问董总手工秘助导委使管令将帅警OT")
"""Last characters of posts: what ends in another is no post but part of a body's name or of the sentence."""


def role_of(text: str, mentions: Sequence[Mention], person: int, body: int, sentence: tuple[int, int]) -> str:
    """Return the post that a sentence gives the person in the body, or an empty string.

    Before a name the post stands between the body (or the next one in a row of posts) and the name:
    青浦区委副书记、区长金晓明. After a name it follows the body: 张三，任甲公司总裁. Mentions are given by their
    numbers.
    """
    who, where = mentions[person], mentions[body]
    if where.end <= who.start:
        between = mentions[body + 1 : person]
        # 甲委副主任张三、总工程师李四: what stands before the last other person is that person's.
        others = [m.end for m in between if m.type == "Person"]
        begin = max([where.end, *others])
        stop = who.start
        while others and others[-1] < stop and _JOINED.fullmatch(text, others[-1], stop):
            # 主任张三、李四: a list of persons shares the post before it.
            stop = next(m.start for m in between if m.end == others[-1])
            others.pop()
            begin = max([where.end, *others])
        bodies = [
            m.start for m in between if begin <= m.start < stop and m.type not in {"Person", "Industry"}
        ]
        role = text[begin : min([stop, *bodies])].strip(" 、，,的")
    else:
        end = min(sentence[1], where.end + 24)
        following = [m.start for m in mentions[body + 1 : body + 8] if where.end <= m.start < end]
        role = _BREAK.split(text[where.end : min([end, *following])])[0].strip(" 、的")
    match = _ROLE.match(role)
    return match.group() if match and len(role) <= 24 and match.group()[-1] in _POST_ENDS else ""


def modality_of(text: str, start: int, end: int, sentence: tuple[int, int]) -> str:
    """Return ``stated``, ``planned`` or ``negated`` for what is said between two ends of a sentence.

    The words that tell stand between the ends or in the clause before them.
    """
    clause = max(text.rfind(mark, sentence[0], start) for mark in _CLAUSE_ENDS) + 1
    stops = [at for mark in _CLAUSE_ENDS if (at := text.find(mark, end, end + 6)) >= 0]
    first, last = max(sentence[0], clause), min([sentence[1], end + 6, *stops])
    if _NEGATED.search(text, first, last):
        return "negated"
    # Whether 将 says 把 shows behind the two ends.
    planned = _PLANNED.search(text, first, sentence[1])
    return "planned" if planned and planned.start() < last else "stated"
