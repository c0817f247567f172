"""The whole of what is found in one article: names, clusters, relations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from kg.extract.base import Document, Recogniser, make_document
from kg.extract.companies import LegalNames
from kg.extract.known import KnownNames
from kg.extract.merge import group, one_type_per_name, settle
from kg.extract.people import PeopleByPost
from kg.extract.titles import NumberedEvents, QuotedPolicies
from kg.model import Article, Cluster, Mention
from kg.vocab.lexicon import Lexicon
from kg.vocab.matcher import Matcher, lexicon_matcher


class Extractor(NamedTuple):
    """The lexicon, its matcher and the recognisers: all that finding names depends on."""

    lexicon: Lexicon
    matcher: Matcher
    recognisers: tuple[Recogniser, ...]


class Extraction(NamedTuple):
    """The names of one article: the document they were found in, its mentions and clusters."""

    document: Document
    mentions: tuple[Mention, ...]
    clusters: tuple[Cluster, ...]


@lru_cache(maxsize=4)
def make_extractor(lexicons: tuple[Path, ...] = ()) -> Extractor:
    """Load the lexicon (the package's and the user's own files) and set up the recognisers."""
    lexicon, matcher = lexicon_matcher(lexicons)
    recognisers: tuple[Recogniser, ...] = (
        KnownNames(),
        QuotedPolicies(),
        NumberedEvents(),
        PeopleByPost(lexicon),
        LegalNames(),
    )
    return Extractor(lexicon, matcher, recognisers)


def extract(articles: Iterable[Article], extractor: Extractor) -> Iterator[Extraction]:
    """Yield the names found in each article: a pure function of article and extractor."""
    for article in articles:
        document = make_document(article, extractor.lexicon, extractor.matcher)
        found = [m for r in extractor.recognisers for m in r.find(document)]
        mentions = one_type_per_name(settle([*found, *_repeated(document, found)]))
        yield Extraction(document, *group(mentions))


def _repeated(document: Document, found: Sequence[Mention]) -> Iterator[Mention]:
    """Find every other place where a name found once stands in the same article."""
    seen = {(m.start, m.end) for m in found}
    for surface, mention in {m.surface: m for m in sorted(found)}.items():
        at = document.text.find(surface)
        while at >= 0:
            if (at, at + len(surface)) not in seen:
                yield mention._replace(start=at, end=at + len(surface), recogniser="repeated")
            at = document.text.find(surface, at + 1)
