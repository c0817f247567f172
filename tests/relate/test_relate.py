"""Pairs and lists of names, as the relation finder sees them."""

from __future__ import annotations

from kg.corpus.sentences import sentences
from kg.extract.batch import make_batch
from kg.model import RELATIONS, Cluster, Mention
from kg.relate.layout import Layout, Text, make_layout
from kg.relate.pairs import candidate_pairs
from kg.vocab.lexicon import fold


def layout(*texts: tuple[str, dict[str, str]]) -> Layout:
    arranged = []
    for text, names in texts:
        clusters = [Cluster(kind, name, (name,), False, 1.0) for name, kind in names.items()]
        mentions = sorted(
            Mention(at, at + len(name), name, kind, 1.0, "test", False, n)
            for n, (name, kind) in enumerate(names.items())
            for at in range(len(text))
            if text.startswith(name, at)
        )
        arranged.append(Text(text, mentions, clusters, sentences(text)))
    return make_layout(make_batch([fold(t.text) for t in arranged]), arranged)


def pairs(of: Layout) -> set[tuple[int, str, int]]:
    found = candidate_pairs(of)
    return {
        (h, relation, t)
        for h, t, bits in zip(found.head.tolist(), found.tail.tolist(), found.relations.tolist(), strict=True)
        for n, relation in enumerate(RELATIONS)
        if bits >> n & 1
    }


def test_members_of_a_list_share_its_span() -> None:
    places = layout(
        ("甲公司落户浦东、闵行和嘉定。", dict.fromkeys(("浦东", "闵行", "嘉定"), "District"))
    ).places
    assert len(set(places.list_start.tolist())) == len(set(places.list_end.tolist())) == 1
    assert places.rank.tolist() == [0, 1, 2]


def test_pairs_stay_within_one_text_and_within_the_signatures() -> None:
    names = {"甲公司": "Company", "浦东": "District"}
    found = pairs(layout(("甲公司落户浦东。", names), ("甲公司落户浦东。", names)))
    assert (0, "locatedIn", 1) in found
    assert (2, "locatedIn", 3) in found
    assert not any({h, t} & {0, 1} and {h, t} & {2, 3} for h, _, t in found)
    assert not any(relation == "operatesIn" for _, relation, _ in found)


def test_guests_are_looked_at_far_from_the_event_that_they_attend() -> None:
    text = "甲论坛举行\n第一句。第二句。第三句。第四句。张三出席并致辞。"
    found = pairs(layout((text, {"甲论坛": "Event", "张三": "Person"})))
    assert (1, "attends", 0) in found


def test_a_visit_needs_a_word_that_says_so() -> None:
    names = {"张三": "Person", "甲公司": "Company"}
    assert (0, "visits", 1) in pairs(layout(("张三赴甲公司调研。", names)))
    assert (0, "visits", 1) not in pairs(layout(("张三提到甲公司。", names)))
