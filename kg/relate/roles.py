"""Posts as written, and whether a statement is done, planned or denied."""

from __future__ import annotations

import re

from kg.relate.context import Context, Place

_PLANNED = re.compile(
    "将(?!近|军|士|领|于\\d{4})|拟|计划(?:于|在|投资)|力争|希望|预计|有望|即将|争取|规划建设|未来.{0,4}(?:将|要)|准备"
)
_NEGATED = re.compile("未能|没有|并未|尚未|不再|终止|取消|否认|并非")
_ROLE = re.compile(r"^[\u4e00-\u9fffA-Za-z/\-（）()·、]{1,20}")
_BREAK = re.compile("[，。；：！？\n]")


def role_of(context: Context, person: Place, body: Place) -> str:
    """Return the post that the text gives the person in the body, or an empty string.

    Before a name the post stands between the body (or the next one in a row of posts) and the name:
    青浦区委副书记、区长金晓明. After a name it follows the body: 张三，任甲公司总裁.
    """
    text = context.text
    if body.end <= person.start:
        stop = person.list_start if person.list_start >= body.end else person.start
        between = [p for p in context.by_sentence[body.sentence] if body.end <= p.start < stop]
        # 甲委副主任张三、总工程师李四: what stands before the last other person is that person's.
        others = [p.end for p in between if context.kinds[p.mention] == "Person"]
        begin = max([body.end, *others])
        bodies = [
            p.start
            for p in between
            if p.start >= begin and context.kinds[p.mention] not in {"Person", "Industry"}
        ]
        role = text[begin : min([stop, *bodies])].strip(" 、，,的")
    else:
        end = min(context.sentences[body.sentence][1], body.end + 24)
        following = [p.start for p in context.by_sentence[body.sentence] if p.start >= body.end]
        role = _BREAK.split(text[body.end : min([end, *following])])[0].strip(" 、的")
    match = _ROLE.match(role)
    return match.group() if match and len(role) <= 24 else ""


def modality_of(text: str, start: int, end: int, sentence: tuple[int, int]) -> str:
    """Return ``stated``, ``planned`` or ``negated`` for what is said between two ends of a sentence.

    The words that tell stand between the ends or in the clause before them.
    """
    clause = max(text.rfind(mark, sentence[0], start) for mark in "，；：。\n") + 1
    window = text[max(sentence[0], clause) : min(sentence[1], end + 6)]
    if _NEGATED.search(window):
        return "negated"
    return "planned" if _PLANNED.search(window) else "stated"
