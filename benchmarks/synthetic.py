"""A store of invented articles, as large as wanted: the real schema, filled at once instead of by extraction.

One entity, 上海, is named together with every other, as hubs are.
"""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

from kg.link.curated import NOTHING_CURATED
from kg.link.identity import stable_key
from kg.store.derive import derive
from kg.store.derive.script import run_file
from kg.store.writer import SCHEMA_VERSION
from kg.vocab.lexicon import Lexicon

PLACES = ["上海", "北京", "苏州", "杭州", "合肥", "武汉", "成都", "深圳", "重庆", "宁波", "无锡", "南京"]
TRADES = ["电子", "机器人", "医药", "能源", "半导体", "船舶", "航空", "软件", "汽车", "材料", "通信", "仪器"]
ENDS = {
    "Company": "有限公司",
    "Organization": "研究院",
    "Park": "产业园",
    "Event": "论坛",
    "Policy": "行动方案",
}
CHARACTERS = "华科中信海创新联合众达远景智云天宇腾飞安泰恒瑞金盛东方宏图鼎立博雅明德启辰星河"
PER_SENTENCE, PER_ARTICLE = 4, 40


def make_store(path: Path, mentions: int = 1_000_000, entities: int = 100_000, seed: int = 7) -> None:
    """Write a store with so many mentions of so many entities to ``path``."""
    chance = random.Random(seed)
    db = sqlite3.connect(path, isolation_level=None)
    db.executescript("PRAGMA synchronous=OFF; PRAGMA page_size=8192;")
    for name in ("schema", "ordered", "search"):
        run_file(db, name)
    db.execute("BEGIN")
    run_file(db, "changes")
    db.execute("INSERT INTO meta VALUES ('schema', ?)", (SCHEMA_VERSION,))
    people = _entities(entities, chance)
    sentences = _sentences(mentions // PER_SENTENCE, len(people), chance)
    _articles(db, people, sentences, chance)
    db.execute("INSERT INTO changed SELECT key FROM articles")
    derive(db, Lexicon((), {}), NOTHING_CURATED, "")
    db.execute("COMMIT")
    db.execute("ANALYZE")
    db.close()


def _entities(count: int, chance: random.Random) -> list[tuple[int, str, str, str]]:
    """Return (key, id, type, name), the hub first."""
    found = {"上海": ("Place", "上海"), "上海仪电": ("Company", "上海仪电")}
    while len(found) < count:
        kind = chance.choice([*ENDS, "Company", "Company"])
        middle = "".join(chance.choices(CHARACTERS, k=2 + (len(found) > 20_000)))
        name = f"{chance.choice(PLACES)}{middle}{chance.choice(TRADES)}{ENDS[kind]}"
        found.setdefault(name, (kind, name))
    ids = [(f"{kind.lower()}/{name}", kind, name) for kind, name in found.values()]
    return [(stable_key(id_), id_, kind, name) for id_, kind, name in ids]


def _sentences(count: int, entities: int, chance: random.Random) -> list[tuple[int, ...]]:
    """Return the entities (by number) of each sentence; the hub with every other in turn."""
    weights = [1 / (n + 10) for n in range(entities)]
    drawn = chance.choices(range(1, entities), weights[1:], k=count * PER_SENTENCE)
    found = []
    for n in range(count):
        some = drawn[n * PER_SENTENCE : (n + 1) * PER_SENTENCE]
        if n % 5 < 2:
            some[:2] = 0, 1 + (n // 5 * 2 + n % 5) % (entities - 1)
        found.append(tuple(dict.fromkeys(some)))
    return found


def _articles(
    db: sqlite3.Connection,
    people: list[tuple[int, str, str, str]],
    sentences: list[tuple[int, ...]],
    chance: random.Random,
) -> None:
    per = PER_ARTICLE // PER_SENTENCE
    for n in range(0, len(sentences), per):
        key = stable_key(f"a{n}")
        day = f"20{chance.randrange(19, 26)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        text, rows, spans, clusters, stated = "", [], [], {}, []
        for s, members in enumerate(sentences[n : n + per]):
            begin = len(text)
            for m in members:
                name = people[m][3]
                cluster = clusters.setdefault(m, len(clusters))
                rows.append((key, len(rows), cluster, s, len(text), len(text) + len(name), name, 0.9, "made"))
                text += f"{name}与"
            text = f"{text[:-1]}签署协议，共同推进产业发展。"
            spans.append((key, s, begin, len(text)))
            if s % 2 == 0 and len(members) > 1:
                stated.append(
                    (len(rows) - len(members) + 1, len(rows) - len(members), members, begin, len(text))
                )
        title = text[:20]
        db.execute(
            "INSERT INTO articles VALUES (?,?,?,?,?,?,?,?)", (key, f"a{n}", title, "", day, "示例", text, "")
        )
        db.executemany("INSERT INTO mentions VALUES (?,?,?,?,?,?,?,?,?)", rows)
        db.executemany("INSERT INTO sentences VALUES (?,?,?,?)", spans)
        db.executemany(
            "INSERT INTO clusters VALUES (?,?,?,?,0,0.9,NULL,NULL)",
            ((key, c, people[m][2], people[m][3]) for m, c in clusters.items()),
        )
        for i, (head, tail, members, begin, end) in enumerate(stated):
            relation = "locatedIn" if members[0] == 0 else "cooperatesWith"
            db.execute(
                "INSERT INTO assertions VALUES (?,?,?,?,?,?,?,0.9,'','stated','[]',NULL,NULL)",
                (key, i, head, relation, tail, begin, end),
            )
