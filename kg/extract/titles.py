"""Policies and events by the form of their titles."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extract.base import Document
from kg.model import Mention

POLICY_HEADS = "办法|条例|规定|规划|纲要|方案|意见|通知|措施|计划|细则|指南|标准|政策|法|决定|建议|目录|公告|规范|导则|章程|准则|清单"
_TITLE = re.compile(f"《([^《》\n]{{3,80}}?(?:{POLICY_HEADS})(?:[（(][^（）()《》\n]{{1,20}}[)）])?)》")
_EVENT_HEADS = (
    "大会|论坛|峰会|博览会|展览会|大赛|年会|对话会|洽谈会|交易会|工博会|进博会|设计周|艺术节|购物节|嘉年华"
)
_NUMBERED = re.compile(
    f"(?:第[一二三四五六七八九十百零\\d]{{1,4}}届|(?:19|20)\\d\\d年?(?:度)?)(?:[“][^“”\n]{{1,24}}[”])?"
    f"[\u4e00-\u9fffA-Za-z0-9·（）]{{0,24}}?(?:{_EVENT_HEADS})"
)


class QuotedPolicies:
    """Takes a title in 《》 for a policy when its last word is one of a policy's."""

    name = "policy-title"

    def find(self, document: Document) -> Iterable[Mention]:
        """Return one mention for each such title, without the marks."""
        for match in _TITLE.finditer(document.text):
            yield Mention(match.start(1), match.end(1), match.group(1), "Policy", 0.95, self.name)


class NumberedEvents:
    """Takes 第N届… or a year followed by …大会, …论坛 and the like for an event."""

    name = "event-title"

    def find(self, document: Document) -> Iterable[Mention]:
        """Return one mention for each such name."""
        for match in _NUMBERED.finditer(document.text):
            yield Mention(match.start(), match.end(), match.group(), "Event", 0.85, self.name)
