from __future__ import annotations

import pytest
from kg.model import Cluster, Mention
from kg.relate.context import Context, make_context
from kg.relate.roles import modality_of, role_of


def context(text: str, *names: tuple[str, str]) -> Context:
    mentions = [
        Mention(text.index(s), text.index(s) + len(s), s, kind, 1.0, "test", False, n)
        for n, (s, kind) in enumerate(names)
    ]
    order = sorted(mentions)
    clusters = [Cluster(kind, s, (s,), False, 1.0) for s, kind in names]
    return make_context(text, order, clusters, [(0, len(text))])


@pytest.mark.parametrize(
    ("text", "person", "body", "role"),
    [
        ("甲市经信委副主任张三出席", "张三", "甲市经信委", "副主任"),
        ("青浦区委副书记、区长李四到场", "李四", "青浦区委", "副书记、区长"),
        ("王五，乙科技公司总裁", "王五", "乙科技公司", "总裁"),
    ],
)
def test_the_post_is_taken_as_written(text: str, person: str, body: str, role: str) -> None:
    found = context(text, (body, "Organization"), (person, "Person"))
    assert role_of(found, found.places[1][0], found.places[0][0]) == role


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("甲公司在临港投产", "stated"),
        ("甲公司将在临港投产", "planned"),
        ("甲公司拟投资乙公司", "planned"),
        ("甲公司终止与乙公司合作", "negated"),
    ],
)
def test_plans_and_denials_are_told_from_deeds(text: str, modality: str) -> None:
    assert modality_of(text, 0, len(text), (0, len(text))) == modality
