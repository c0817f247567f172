"""Words that announce a relation, in groups that mean the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from kg.vocab.matcher import Matcher

TRIGGERS: Mapping[str, str] = {
    "attend": "出席 参加 参会 到会 与会 列席 亮相 见证",
    "speak": "致辞 发言 演讲 主旨演讲 作报告 作主旨发言 讲话 分享 主持 点评 授课",
    "exhibit": "参展 展出 展示 携 展台 展位",
    "visit": "调研 走访 考察 赴 来到 前往 走进 一行 实地 参观 慰问 检查 视察 拜访 察看 访问",
    "accompany": "陪同 参加调研 随同",
    "organize": "主办 举办 承办 协办 指导单位 主办单位 承办单位 联合主办 组织开展 发起 支持单位 指导",
    "issue": "印发 发布 出台 制定 颁布 公布 起草 编制 修订 联合印发 推出 实施 启动 下发 审议通过",
    "target": "聚焦 支持 推动 促进 加快 培育 发展 壮大 围绕 重点 面向 鼓励 加大",
    "cluster": "集聚 汇聚 打造 布局 高地 集群 基地 特色 形成 主导产业 先导产业 深耕 优势",
    "lead": "领先 领跑 首位 龙头 领军 领域 行业 赛道 专注 深耕 从事 致力于 主营 研发 生产 制造商 供应商 服务商",
    "located": "位于 落户 落地 坐落 地处 设在 总部 选址 入驻 注册 设立 扎根 投产 启用 开工 建成 落成 奠基 竣工 工厂",
    "hold": "举行 召开 开幕 闭幕 开启 拉开帷幕",
    "cooperate": "合作 签约 签署 协议 携手 联合 共建 共同 战略合作 联手 牵手 订单 交付 供货 采购 对接 揭牌",
    "invest": "投资 出资 增资 入股 领投 跟投 注资 融资 收购 参股 募资 投向",
    "subsidiary": "旗下 下属 隶属 子公司 控股 所属 全资 分公司 直属 成员单位",
    "post": "主任 书记 董事长 总经理 总裁 市长 区长 院长 主席 会长 局长 处长 部长 教授 院士 负责人 秘书长 创始人 首席",
    "plan": "将 拟 计划 力争 希望 预计 有望 推进 目标",
    "negate": "未 没有 不是 并非 终止 取消 否认",
    "say": "表示 介绍 指出 强调 说 认为 透露 告诉",
    "list": "包括 包含 涵盖 涉及 等领域 等产业 等行业 三大 六大 方向",
}


GROUPS = tuple(TRIGGERS)
"""The groups by number."""


def bits(groups: Iterable[str]) -> int:
    """Return a set of groups as bits."""
    return sum(1 << GROUPS.index(group) for group in groups)


@lru_cache(maxsize=1)
def trigger_matcher() -> tuple[Matcher, npt.NDArray[np.int64]]:
    """Return a matcher of all trigger words, and the number of each word's group."""
    group_of = {word: n for n, words in enumerate(TRIGGERS.values()) for word in words.split()}
    matcher = Matcher(group_of)
    return matcher, np.array([group_of[word] for word in matcher.labels])
