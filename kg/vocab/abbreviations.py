"""Whether one name is short for another of the same type, by rule; each rule says why."""

from __future__ import annotations

import re

from kg.vocab.names import core, is_subsequence, plain

_BRANCH = re.compile("(?:工厂|基地|分公司|研究院|研发中心|研究所|公司|中心|厂|院|分行|支行|门店|实验室)$")
NUMBERING = re.compile(
    "^(?:(?:19|20)\\d\\d(?:年|年度)?|第[一二三四五六七八九十百\\d]{1,4}届|首届|上海市?|中国|国家|全国|本市|全市|市|系统|关于印发|关于)+"
)
_POLICY_TAIL = re.compile("(?:\\((?:暂行|试行|[^()]{1,14})\\)|专项行动|专项|行动|项目|计划|方案)$")
_EVENT_TAIL = re.compile("(?:活动|大会|论坛|系列活动|主题活动)$")
_PARK_TAIL = (
    "新片区",
    "高新区",
    "园区",
    "科学城",
    "开发区",
    "高新技术产业开发区",
    "经济技术开发区",
    "产业园",
    "科技园",
)
_ORGANIZATION_ENDS = (
    ("委", "委员会"),
    ("局", "局"),
    ("部", "部"),
    ("院", "院"),
    ("大", "大学"),
    ("会", "会"),
    ("所", "所"),
    ("办", "办公室"),
    ("厅", "厅"),
    ("中心", "中心"),
    ("政府", "政府"),
    ("大学", "大学"),
    ("学院", "学院"),
    ("实验室", "实验室"),
    ("联盟", "联盟"),
    ("协会", "协会"),
    ("处", "处"),
    ("平台", "平台"),
    ("社", "社"),
)
SUFFIXED = {
    "District": ("区", "县", "市", "新区"),
    "Place": ("市", "省", "地区", "自治区", "特别行政区", "上", "镇", "街道"),
    "Industry": ("产业链", "产业", "行业", "领域", "赛道", "业", "技术", "制造", "工业"),
}


def short_for(kind: str, short: str, long: str) -> str:
    """Return the rule by which ``short`` is short for ``long``, or an empty string.

    Both are names of the same entity type as they stand in one article; ``short`` is the shorter.
    """
    a, b = plain(short), plain(long)
    if len(a) < 2 or len(a) >= len(b):
        return ""
    if b in (f"{a}({b[len(a) + 1 : -1]})", f"{b[: -len(a) - 2]}({a})"):
        return "with the other in brackets"
    if kind in SUFFIXED:
        return "without suffix" if b.startswith(a) and b[len(a) :] in SUFFIXED[kind] else ""
    rule = _RULES.get(kind)
    return rule(a, b) if rule else ""


def _company(a: str, b: str) -> str:
    if _BRANCH.search(b) and not b.endswith(("有限公司", "有限责任公司", a[-2:])) and len(b) - len(a) > 2:
        return ""
    body = core(b)
    if a == body or core(a) == body:
        return "without legal form"
    bare = re.sub("^(?:上海市?|中国|北京市?|深圳市?|苏州市?|浙江|江苏|广东)", "", body)
    if len(a) >= 2 and bare.startswith(a):
        return "beginning of the name"
    if a[0] == body[0] and is_subsequence(a, body) and (len(a) >= 3 or len(body) <= 6):
        return "characters in order"
    if len(a) >= 3 and a in body:
        return "part of the name"
    return ""


def _organization(a: str, b: str) -> str:
    for short_end, long_end in _ORGANIZATION_ENDS:
        if a.endswith(short_end) and b.endswith(long_end):
            stem_a, stem_b = a[: -len(short_end)], b[: -len(long_end)]
            if not stem_a:
                return ""
            if stem_b.endswith(stem_a):
                return "without place"
            if is_subsequence(stem_a, stem_b) and (stem_a[0] == stem_b[0] or stem_a[0] in "市区省县"):
                return "characters in order" if len(stem_b) - len(stem_a) <= 8 else ""
    return ""


def _park(a: str, b: str) -> str:
    if b.endswith(a) and len(a) >= 4:
        return "without place"
    if b.startswith(a) and b[len(a) :] in _PARK_TAIL:
        return "without kind of park"
    if NUMBERING.sub("", b).startswith(a) and NUMBERING.sub("", b)[len(a) :] in _PARK_TAIL:
        return "without place and kind of park"
    return ""


def _policy(a: str, b: str) -> str:
    bare = NUMBERING.sub("", b)
    if bare == NUMBERING.sub("", a) or (b.endswith(a) and len(a) >= 5):
        return "without issuer or year"
    if _POLICY_TAIL.sub("", bare) == _POLICY_TAIL.sub("", a) and len(a) >= 4:
        return "without ending"
    if len(a) >= 4 and a in b and _POLICY_TAIL.sub("", bare).endswith(a):
        return "without issuer and ending"
    return ""


def _event(a: str, b: str) -> str:
    bare, other = NUMBERING.sub("", b), NUMBERING.sub("", a)
    if bare == other:
        return "without number or year"
    if len(other) >= 3 and (b.endswith(a) or bare.endswith(other)):
        return "without beginning"
    if len(other) >= 4 and _EVENT_TAIL.sub("", bare) == _EVENT_TAIL.sub("", other):
        return "without ending"
    if len(a) <= 5 and a[-1] == b[-1] and is_subsequence(a, bare) and a[:1] == bare[:1]:
        return "characters in order"
    return ""


_RULES = {
    "Company": _company,
    "Organization": _organization,
    "Park": _park,
    "Policy": _policy,
    "Event": _event,
}
