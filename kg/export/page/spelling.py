"""How names are typed on a Latin keyboard."""

from __future__ import annotations

from collections.abc import Iterable


def spellings(names: Iterable[str]) -> list[str]:
    """Return each name's pinyin, syllables apart (``shang hai yi dian``), without repetition.

    The page finds ``shanghaiyidian`` and the initials ``shyd`` in it.
    """
    from pypinyin import lazy_pinyin

    found: dict[str, None] = {}
    for name in names:
        syllables = " ".join(" ".join(lazy_pinyin(name)).lower().split())
        if syllables != name.lower():
            found.setdefault(syllables)
    return list(found)
