"""The corpus-wide test set of names that are the same thing, and names that only look it."""

from __future__ import annotations

import csv

from kg.link.identity import link
from kg.link.keys import NameUse
from kg.vocab.lexicon import load_lexicon

from tests.conftest import ROOT

PAIRS = ROOT / "data" / "gold" / "same-different.tsv"


def test_names_are_joined_with_precision() -> None:
    lexicon = load_lexicon()
    joined_right = joined_wrong = apart_wrong = 0
    with PAIRS.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            uses = [
                NameUse("a1", "2026-01-01", 0, row["typeA"], row["nameA"], 1, 0, "上海"),
                NameUse("a2", "2026-01-02", 0, row["typeB"], row["nameB"], 1, 0, "上海"),
            ]
            _, entity_of = link(uses, lexicon)
            joined = entity_of["a1", 0] == entity_of["a2", 0]
            same = row["same|different"] == "same"
            joined_right += joined and same
            joined_wrong += joined and not same
            apart_wrong += same and not joined
    assert joined_right + joined_wrong + apart_wrong >= 75
    assert joined_right / (joined_right + joined_wrong) >= 0.97
    assert joined_right / (joined_right + apart_wrong) >= 0.85
