"""The forms that linking looks at, made for each article where it is annotated."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pyspark import SparkFiles

from kg.link.forms import FormMaker
from kg.link.keys import NameUse
from kg.store.flat import Flat
from kg.vocab.lexicon import Lexicon, load_lexicon
from kg.vocab.names import plain

FORMS = (
    "array<struct<n: bigint, type: string, anchor: string, post: string, plain: string, surface: string,"
    " concept: string, mentions: bigint, offset: bigint, opens: bigint>>"
)
"""Nested forms of an article; the key is (type, plain), the sense ((type, anchor), post); ``n`` the
cluster, ``opens`` 1 in the first form of each cluster and else 0."""


class Linker(NamedTuple):
    """What making forms needs; made once a process."""

    lexicon: Lexicon
    forms: FormMaker
    labels: dict[str, str]


@lru_cache(maxsize=2)
def make_linker(lexicons: tuple[Path, ...]) -> Linker:
    """Load the lexicon: the package's and the user's own files."""
    lexicon = load_lexicon(lexicons)
    return Linker(lexicon, FormMaker(lexicon), {c.iri: c.name for c in lexicon.concepts})


def here(lexicons: tuple[str, ...]) -> tuple[Path, ...]:
    """Return where the user's files of names, sent with the job, stand on the machine that runs this."""
    return tuple(Path(SparkFiles.get(name)) for name in lexicons)


def nested_forms(flat: Flat, linker: Linker, home: str) -> list[dict[str, object]]:
    """Return the forms of an article as the structs of :data:`FORMS`."""
    made = linker.forms.forms(name_uses(flat, linker.forms.region(flat.article[5]) or home))
    return [
        {
            "n": n,
            "type": form.key[0],
            "anchor": form.sense.anchor[1],
            "post": form.sense.post,
            "plain": form.key[1],
            "surface": form.surface,
            "concept": form.concept,
            "mentions": form.mentions,
            "offset": form.first[2],
            "opens": int(at == 0),
        }
        for (_, n), forms in sorted(made.items())
        for at, form in enumerate(forms)
    ]


def name_uses(flat: Flat, region: str) -> list[NameUse]:
    """Return the surfaces of each cluster of an article, as the store asks for them in SQL.

    Parameters
    ----------
    region
        The region whose 市委 is meant, or empty.
    """
    _, article_id, _, _, published, *_ = flat.article
    districts = tuple(sorted({plain(c[3]) for c in flat.clusters if c[2] == "District"}))
    cluster_of = [m[2] for m in flat.mentions]
    posted = {cluster_of[a[2]] for a in flat.assertions if a[3] == "holdsPosition"}
    found: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for _, _, cluster, _, start, _, surface, *_ in flat.mentions:
        found[cluster, surface].append(start)
    return [
        NameUse(
            *(article_id, published, n, flat.clusters[n][2], surface, len(starts), min(starts)),
            *(region, bool(flat.clusters[n][4]), n in posted, districts),
        )
        for (n, surface), starts in sorted(found.items())
    ]
