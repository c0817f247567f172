"""Comparing names: their plain form, and whether one is short for another."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_QUOTES = str.maketrans("", "", '《》“”"「」『』〈〉‘’')
_SPACES = re.compile(r"\s+")

_BRACKETED = re.compile(r"[（(][^（）()]{1,12}[)）]")
_COMPANY_TAILS = ("有限责任公司", "有限公司", "总公司", "公司", "集团", "控股", "股份")


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """Return the name in the form in which names are compared.

    Unicode NFKC, lower case, no white space, no quotation marks: 上海仪电（集团）有限公司 and its
    half-width form become one, whatever the quotes around them.
    """
    return _SPACES.sub("", unicodedata.normalize("NFKC", name).casefold()).translate(_QUOTES)


def core(name: str) -> str:
    """Return what is left of a company's plain name without legal form and bracketed parts."""
    text = _BRACKETED.sub("", plain(name))
    end = len(text)
    while text.endswith(_COMPANY_TAILS, 0, end):
        end -= next(len(tail) for tail in _COMPANY_TAILS if text.endswith(tail, 0, end))
    return text[:end] if end >= 2 else text


def is_subsequence(short: str, long: str) -> bool:
    """Tell whether all characters of ``short`` stand in ``long`` in the same order."""
    rest = iter(long)
    return all(char in rest for char in short)
