"""Names by their last word: …行动计划, …论坛, …研究院, …产业园.

Where such a name ends is plain, where it begins is not: every plausible beginning is proposed, and
the ranker chooses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from kg.vocab.matcher import Matcher

HEADS: Mapping[str, str] = {
    "Policy": (
        "行动 行动计划 计划 工程 专项 专项行动 方案 实施方案 工作方案 办法 管理办法 规划 发展规划 纲要 规划纲要 "
        "指南 申报指南 通知 条例 意见 实施意见 指导意见 措施 若干措施 政策 若干政策 政策措施 试点 名单 细则 "
        "实施细则 规定 标准 规划建议 战略 项目 清单 目录 办法（暂行） 体系 公告 决定 十条 办法（试行） 专项资金 "
        "揭榜挂帅 消费券 算力券 补贴政策 三年行动 倡议 导则 规范 法"
    ),
    "Event": (
        "大会 论坛 峰会 博览会 展览会 展会 展 大赛 赛 专题赛 决赛 总决赛 挑战赛 邀请赛 锦标赛 会议 年会 活动 主题活动 "
        "系列活动 推广活动 交流活动 仪式 签约仪式 启动仪式 座谈会 座谈交流会 交流会 研讨会 对接会 推介会 发布会 训练营 "
        "实训营 嘉年华 活动周 宣传周 开放周 活动季 招商季 购物节 艺术节 文化节 光影节 消费节 节 工博会 进博会 "
        "对话会 洽谈会 交易会 培训班 研修班 招聘会 沙龙 路演 路演活动 展示交易会 创新展 车展 文博会 广交会 全会 专场 "
        "双年展 设计周 时装周 例会 行 周 全国两会 二十大"
    ),
    "Organization": (
        "处 科 委 局 厅 部 司 办 中心 创新中心 研究中心 服务中心 研究院 研究所 设计院 学院 大学 实验室 全国重点实验室 "
        "国家重点实验室 协会 行业协会 商会 联合会 学会 联盟 产业联盟 平台 服务平台 中试平台 公共服务平台 委员会 专业委员会 "
        "专家委员会 管委会 专班 工作专班 基金会 医院 党委 党组 工作党委 政府 人民政府 办公室 总局 分局 支队 领导小组 "
        "咨询组 博物馆 促进会 基金 引导基金 出版社 报 日报 晚报 电视台 总会 工会 法院 检察院 消防救援总队 街道办事处 "
        "党工委 研究室 联合体 创新联合体 院 所 馆 站 队 组 院校 智库 卫健委 团队"
    ),
    "Park": (
        "园区 产业园 产业园区 科技园 科创园 工业园 工业园区 高新区 开发区 经开区 示范区 试验区 引领区 先导区 功能区 新片区 "
        "保税区 综保区 自贸区 化工区 基地 产业基地 生产基地 测试基地 创新基地 产业化基地 新城 科学城 科技城 小镇 特色小镇 "
        "港 谷 湾 岛 社区 创新社区 生态社区 加速器 孵化器 创新港 商务区 集聚区 试验场 园 城 空间 中试基地 走廊 港区 枢纽 "
        "产业社区 生态园 智慧谷 软件园 创意园 总部基地 广场 综合体"
    ),
    "Company": (
        "公司 有限公司 有限责任公司 股份有限公司 集团 集团公司 股份 科技 智能 生物 医药 半导体 电子 新能源 新材料 材料 机器人 "
        "能源 动力 汽车 重工 造船 船厂 工厂 银行 证券 保险 基金公司 资本 投资 创投 控股 实业 建设 建工 电气 电力 技术 数字 "
        "信息 软件 网络 通信 微电子 光电 集成 传媒 文化 食品 制药 药业 生科 航空 航天 航运 物流 化学 化工 石化 钢铁 股权 "
        "租赁 制造 仪器 精密 装备 智造 智驾 创新 国际 环境 环保 健康 医疗 器械 基地"
    ),
}

_BOUNDARY = frozenset("，。！？；：\n、（(）)《》,;:!? 丨｜|·—")
_LINK = frozenset("的了在为是由对将和与及到至从把被等以按向给让使并也又还就已经")
_VERBS = [
    "实施",
    "推进",
    "印发",
    "发布",
    "制定",
    "出台",
    "启动",
    "举办",
    "举行",
    "召开",
    "参加",
    "出席",
    "开展",
    "组织",
    "成立",
    "设立",
    "建设",
    "打造",
    "深化",
    "落实",
    "根据",
    "按照",
    "依据",
    "制订",
    "推出",
    "入选",
    "荣获",
    "获得",
    "荣膺",
    "获评",
    "荣列",
    "公布",
    "编制",
    "支持",
    "通过",
    "联合",
    "围绕",
    "落户",
    "位于",
    "来到",
    "走访",
    "调研",
    "赴",
    "首推",
    "首届",
    "印发了",
    "发布了",
    "执行",
    "贯彻",
    "修订",
    "起草",
    "承办",
    "主办",
    "协办",
    "承担",
    "牵头",
    "聚焦",
    "走进",
    "亮相",
    "参与",
    "申报",
    "纳入",
    "依托",
    "联手",
    "携手",
    "邀请",
    "投资",
    "助力",
    "获",
    "赴",
    "与",
    "滚动实施",
    "深入实施",
    "全面实施",
    "组织申报",
    "集中开展",
    "深入推进",
    "加快推进",
    "加快",
    "完成",
    "发起",
    "打响",
    "举办了",
    "启用",
    "新建",
    "关于",
]
_LONGEST = 42
_PARENTHESIS = re.compile(r"[（(][^（）()\n]{1,20}[)）]")


@lru_cache(maxsize=1)
def _matchers() -> tuple[Matcher, Mapping[str, tuple[str, ...]], Matcher]:
    types: dict[str, list[str]] = {}
    for kind, heads in HEADS.items():
        for head in heads.split():
            types.setdefault(head, []).append(kind)
    return Matcher(types), {h: tuple(k) for h, k in types.items()}, Matcher(_VERBS)


def head_spans(
    text: str, gate: Mapping[str, list[float]], starts: frozenset[int]
) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, type) of what may be a name that ends in one of :data:`HEADS`.

    Parameters
    ----------
    gate
        For each type, how probable the tagger finds it at each character: heads where it finds it
        all but impossible are passed over.
    starts
        Positions where a known name begins or ends.
    """
    matcher, types, verbs = _matchers()
    verb_ends = frozenset(end for _, end, _ in verbs.find(text))
    longest: dict[int, tuple[int, str]] = {}
    for start, end, head in matcher.find(text):
        if end not in longest or start < longest[end][0]:
            longest[end] = (start, head)
    for end, (head_start, head) in longest.items():
        for kind in types[head]:
            if gate[kind][end - 1] < (0.02 if len(head) > 1 else 0.1):
                continue
            ends = [end]
            after = _PARENTHESIS.match(text, end)
            if after and kind in {"Policy", "Organization"}:
                ends.append(after.end())
            for begin in _beginnings(text, head_start, verb_ends, starts):
                for stop in ends:
                    if 2 <= stop - begin <= _LONGEST:
                        yield begin, stop, kind


def _beginnings(
    text: str, head_start: int, verb_ends: frozenset[int], starts: frozenset[int]
) -> Iterator[int]:
    """Yield where a name with its head at ``head_start`` may begin, going left."""
    depth = 0
    at = head_start
    while at > 0 and head_start - at < _LONGEST:
        before = text[at - 1]
        if before == "”":
            depth += 1
        elif before == "“":
            if depth == 0:
                yield at
                return
            depth -= 1
            if depth == 0:
                yield at - 1
        elif before == "\n" or (depth == 0 and before in _BOUNDARY):
            break
        elif depth == 0 and (before in _LINK or at in verb_ends or at in starts):
            yield at
        at -= 1
    yield at
