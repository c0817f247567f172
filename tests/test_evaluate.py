from __future__ import annotations

from typing import Any

from kg.evaluate import evaluate, mistakes, normal
from kg.reliability import reliability


def record(
    aid: str, entities: list[tuple[str, list[str]]], relations: tuple[tuple[int, str, int], ...] = ()
) -> dict[str, Any]:
    return {
        "aid": aid,
        "entities": [
            {"id": f"E{n}", "type": kind.rstrip("!"), "surfaces": names, "official": kind.endswith("!")}
            for n, (kind, names) in enumerate(entities)
        ],
        "relations": [{"head": f"E{h}", "type": r, "tail": f"E{t}"} for h, r, t in relations],
    }


def test_counting_is_by_distinct_surfaces_and_types() -> None:
    gold = {
        "a": record("a", [("Company", ["甲", "甲公司"]), ("Person!", ["张三"]), ("Industry", ["机器人产业"])])
    }
    given = {
        "a": record(
            "a", [("Company", ["甲"]), ("Person", ["张三"]), ("Industry", ["机器人"]), ("Park", ["乙"])]
        )
    }
    result = evaluate(gold, given)
    assert result.entities["Company"][:3] == (2, 1, 1)
    assert result.entities["Industry"].f1 == 1.0
    assert result.entities["Official"].recall == 0.0
    assert result.entity_micro[:3] == (4, 4, 3)


def test_linking_counts_pairs_of_surfaces_found_by_both() -> None:
    gold = {"a": record("a", [("Company", ["甲", "甲公司", "甲集团"])])}
    given = {"a": record("a", [("Company", ["甲", "甲公司"]), ("Company", ["乙"])])}
    assert evaluate(gold, given).linking == (1, 1, 1, 1)


def test_relations_meet_over_a_shared_surface_and_symmetric_ones_both_ways() -> None:
    entities = [("Company", ["甲", "甲公司"]), ("Company", ["乙"]), ("Industry", ["芯片"])]
    gold = {"a": record("a", entities, ((0, "cooperatesWith", 1), (0, "operatesIn", 2)))}
    other = [("Company", ["乙"]), ("Company", ["甲"]), ("Industry", ["芯片"])]
    given = {"a": record("a", other, ((0, "cooperatesWith", 1), (0, "operatesIn", 2)))}
    result = evaluate(gold, given)
    assert result.relations["cooperatesWith"].f1 == 1.0
    assert result.relations["operatesIn"].f1 == 0.0


def test_mistakes_come_with_their_sentence_and_the_frequent_pattern_first() -> None:
    gold = {"a": record("a", [("Company", ["甲厂"]), ("Company", ["乙厂"]), ("Park", ["丙园"])])}
    given = {"a": record("a", [("Place", ["丙园"])])}
    found = mistakes(gold, given, {"a": "题\n甲厂和乙厂在丙园。完。"})
    assert [(m.error, m.surface) for m in found] == [
        ("missed", "乙厂"),
        ("missed", "甲厂"),
        ("taken for Place", "丙园"),
    ]
    assert found[0].sentence == "甲厂和乙厂在丙园。"


def test_normal_forms() -> None:
    assert normal("Industry", "集成电路产业链") == "集成电路"
    assert normal("District", "青浦区") == "青浦"
    assert normal("District", "浦东新区") == "浦东新区"
    assert normal("Policy", "《条 例》") == "条例"


def test_reliability_counts_what_is_right_by_the_confidence_given() -> None:
    gold = {"a": record("a", [("Company", ["甲"]), ("Industry", ["机器人"])], ((0, "operatesIn", 1),))}
    given = record("a", [("Company", ["甲"]), ("Industry", ["机器人"]), ("Park", ["乙"])])
    given["mentions"] = [
        {"surface": "甲", "entity": "E0", "confidence": 0.95},
        {"surface": "机器人", "entity": "E1", "confidence": 0.55},
        {"surface": "乙", "entity": "E2", "confidence": 0.51},
    ]
    given["relations"] = [{"head": "E0", "type": "operatesIn", "tail": "E1", "confidence": 1.0}]
    assert reliability(gold, {"a": given}) == [
        ("names", 0.5, 2, 1),
        ("names", 0.9, 1, 1),
        ("relations", 0.9, 1, 1),
    ]
