"""Building on one machine: as many processes as wanted, one store."""

from __future__ import annotations

import hashlib
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from threading import current_thread, main_thread
from typing import NamedTuple

from kg import __version__
from kg.build.keep import EVERYTHING, Keep, keep
from kg.build.kept import Kept
from kg.corpus.clean import DEFAULT_BOILERPLATE
from kg.corpus.read import read_articles
from kg.link.curated import NOTHING_CURATED, Curated
from kg.model import Annotation, Article, Rejected
from kg.relate.annotate import annotate, make_annotator
from kg.store.writer import StoreWriter, article_hash
from kg.vocab.lexicon import LexiconError

CHUNK = 16
"""Articles handed to a process at a time."""


class BuildReport(NamedTuple):
    """What a build did: articles read, unchanged, taken over from one that was stopped; records rejected.

    ``replaced`` are ids given twice with other text.
    """

    read: int
    unchanged: int
    rejected: int
    replaced: tuple[str, ...]
    resumed: int = 0


def build_store(
    inputs: Iterable[Path],
    path: Path,
    *,
    jobs: int = 1,
    lexicons: tuple[Path, ...] = (),
    boilerplate: tuple[str, ...] = DEFAULT_BOILERPLATE,
    wanted: Keep = EVERYTHING,
    curated: Curated = NOTHING_CURATED,
    settings: Mapping[str, str] | None = None,
    progress: Callable[[int], None] = lambda done: None,
    refuse: Callable[[Rejected], None] = lambda rejected: None,
) -> BuildReport:
    """Read the inputs, annotate what is new or changed, and write the store at ``path``.

    Parameters
    ----------
    boilerplate
        Regular expressions: lines that match one are dropped.
    wanted
        What of the annotations is kept.
    curated
        The user's own links between names.
    settings
        What the store says of how it was made; ``home_region`` is the region whose 市委 is meant where
        an account's name does not tell.
    refuse
        Called with each record that cannot be used.

    Raises
    ------
    kg.store.errors.StoreError
        The store cannot be written.
    """
    replaced: list[str] = []
    counts = {"read": 0, "unchanged": 0, "rejected": 0}
    how = annotated_how(wanted, lexicons)
    with StoreWriter(path) as writer, Kept(path, how) as kept:
        known = writer.known_hashes()
        seen: dict[str, str] = {}

        def fresh() -> Iterator[Article]:
            for item in read_articles(inputs, boilerplate):
                if isinstance(item, Rejected):
                    counts["rejected"] += 1
                    refuse(item)
                    continue
                counts["read"] += 1
                digest = article_hash(item, how)
                if seen.get(item.id, digest) != digest:
                    replaced.append(item.id)
                if seen.get(item.id) == digest or known.get(item.id) == digest:
                    counts["unchanged"] += 1
                    seen[item.id] = digest
                    continue
                seen[item.id] = digest
                yield item

        done = resumed = 0
        rest = fresh()
        # What a build of the same articles that was stopped has annotated: these are the first ones.
        for article in rest:
            found = kept.annotation(article_hash(article, how))
            if found is None:
                rest = chain([article], rest)
                break
            writer.add([(article, found)], how)
            resumed += 1
        for batch in annotate_all(rest, jobs, lexicons, wanted):
            kept.keep((article_hash(article, how), annotation) for article, annotation in batch)
            writer.add(batch, how)
            done += len(batch)
            progress(resumed + done)
        if not counts["read"]:
            return BuildReport(0, 0, counts["rejected"], ())
        home = (settings or {}).get("home_region", "")
        writer.finish(make_annotator(lexicons).extractor.lexicon, settings or {}, curated, home)
        kept.forget()
    return BuildReport(counts["read"], counts["unchanged"], counts["rejected"], tuple(replaced), resumed)


def annotated_how(wanted: Keep, lexicons: tuple[Path, ...]) -> str:
    """Return what annotations depend on besides their article: the release, what is kept, the user's names.

    Raises
    ------
    kg.vocab.lexicon.LexiconError
        A file of names cannot be read.
    """
    try:
        names = [hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest() for path in lexicons]
    except OSError as error:
        raise LexiconError(f"{error.filename}: {error.strerror}") from error
    return " ".join([__version__, repr(tuple(wanted)), *names])


def annotate_all(
    articles: Iterable[Article],
    jobs: int = 1,
    lexicons: tuple[Path, ...] = (),
    wanted: Keep = EVERYTHING,
) -> Iterator[list[tuple[Article, Annotation]]]:
    """Yield articles with their annotations in the order given, in chunks, on ``jobs`` processes."""
    chunks = _chunks(articles)
    if jobs <= 1:
        for chunk in chunks:
            yield _annotate_chunk(chunk, lexicons, wanted)
        return
    first = list(islice(chunks, jobs * 4))
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))
    try:
        with _interruptions_ignored():  # by the processes that start here: they inherit it
            pending = [pool.submit(_annotate_chunk, c, lexicons, wanted) for c in first]
        while pending:
            yield pending.pop(0).result()
            pending.extend(pool.submit(_annotate_chunk, c, lexicons, wanted) for c in islice(chunks, 1))
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _interruptions_ignored() -> Iterator[None]:
    """Ignore Ctrl-C for a moment; outside the main thread, which alone can say so, change nothing."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _chunks(articles: Iterable[Article]) -> Iterator[list[Article]]:
    rest = iter(articles)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _annotate_chunk(
    chunk: list[Article], lexicons: tuple[Path, ...], wanted: Keep
) -> list[tuple[Article, Annotation]]:
    found = annotate(chunk, make_annotator(lexicons))
    return [(article, keep(annotation, wanted)) for article, annotation in zip(chunk, found, strict=True)]


def remove_articles(path: Path, ids: Iterable[str], lexicons: tuple[Path, ...] = ()) -> list[str]:
    """Take articles out of a store and make what is derived again; return the ids that were not there.

    Raises
    ------
    kg.store.errors.StoreError
        There is no store, or it cannot be written.
    """
    with StoreWriter(path, must_exist=True) as writer:
        missing = writer.remove(ids)
        settings = writer.settings()
        writer.finish(
            make_annotator(lexicons).extractor.lexicon, settings, home=settings.get("home_region", "")
        )
    return missing
