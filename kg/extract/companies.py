"""Companies by their legal form."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extract.base import Document
from kg.model import Mention

_LEGAL = re.compile(
    "(?:^|(?<=[，。、；：！？\n“（(和与及]))"
    "([\u4e00-\u9fffA-Za-z0-9·]{2,20}(?:[（(][\u4e00-\u9fff]{1,8}[)）])?[\u4e00-\u9fffA-Za-z]{0,14}?"
    "(?:有限责任公司|股份有限公司|有限公司))",
    re.MULTILINE,
)
_NOT_IN_A_NAME = re.compile("[的了是在由将与和及对向把被为]|公司.")


class LegalNames:
    """Takes a phrase between punctuation that ends in a legal form for a company."""

    name = "legal-form"

    def find(self, document: Document) -> Iterable[Mention]:
        """Return one mention for each such name without function words inside."""
        for match in _LEGAL.finditer(document.text):
            name = match.group(1)
            if not _NOT_IN_A_NAME.search(name):
                yield Mention(match.start(1), match.end(1), name, "Company", 0.9, self.name)
