"""Words that mark where names begin and end: last words of names, verbs before them, words after lists."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from kg.model import ENTITY_TYPES
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


VERBS = (
    "与 主办 举办 举办了 举行 亮相 位于 依托 依据 修订 入选 全面实施 公布 关于 出台 出席 制定 制订 加快 加快推进 助力 协办 印发 印发了 参与 参加 发布 发布了 发起 召开 启动 "
    "启用 围绕 完成 实施 建设 开展 成立 打响 打造 执行 承办 承担 投资 按照 推出 推进 携手 支持 新建 来到 根据 深入实施 深入推进 深化 滚动实施 牵头 申报 纳入 组织 组织申报 编制 "
    "联合 联手 聚焦 荣列 荣膺 荣获 获 获得 获评 落实 落户 设立 调研 贯彻 走访 走进 赴 起草 通过 邀请 集中开展 首届 首推"
)
"""Verbs and phrases that often stand right before a name."""

HARD_STOPS = "，。！？；：\n、（(）)《》,;:!? 丨｜|·—"
"""Names do not run over these, but for names in quotation marks."""

LINKS = "的了在为是由对将和与及到至从把被等以按向给让使并也又还就已经"
"""After these characters a name may begin."""

FIELD_WORDS = "产业链 产业集群 全产业链 产业 行业 细分领域 领域 赛道 技术 企业 公司 板块"
"""What stands before these words may be an industry."""

FIELD_ENDINGS = frozenset({"产业链", "产业", "行业", "技术"})
"""Those of them that may belong to its name."""

LIST_TAILS = "等 领域 产业 行业 赛道 方向 环节 板块 企业 公司 技术 项目 单位 部门 （ ("
"""A list in running text may end before these."""


@lru_cache(maxsize=1)
def verb_matcher() -> Matcher:
    """Return a matcher of the verbs."""
    return Matcher(VERBS.split())


@lru_cache(maxsize=1)
def head_matcher() -> tuple[Matcher, npt.NDArray[np.bool_]]:
    """Return a matcher of the last words of names, and the types of each, shape (words, types)."""
    matcher = Matcher(word for words in HEADS.values() for word in words.split())
    types = [[word in HEADS.get(kind, "").split() for kind in ENTITY_TYPES] for word in matcher.labels]
    return matcher, np.array(types)


@lru_cache(maxsize=1)
def field_matcher() -> Matcher:
    """Return a matcher of the words that follow industries."""
    return Matcher(FIELD_WORDS.split())


@lru_cache(maxsize=1)
def tail_matcher() -> Matcher:
    """Return a matcher of the words that follow lists."""
    return Matcher(LIST_TAILS.split())
