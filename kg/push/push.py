"""Sending a graph: added to what is there, or put in its place, and counted afterwards.

A graph is replaced in three steps: its pieces are added to a graph of their own beside it, they are
counted there, and that graph is moved to the name wanted. Until then the old graph is whole. Where
the store takes no updates the graph is replaced in one single request instead.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.push.chunks import chunks
from kg.push.errors import PushError, Unreachable
from kg.push.graphstore import GraphStore
from kg.push.record import Record, read_record, write_record

Progress = Callable[[int], None]


class Job(NamedTuple):
    """What is to be pushed: the graph, how to make its triples, and where the record is kept.

    ``state`` tells one state of the store from another; ``size`` is triples a request.
    """

    graph: str
    quads: Callable[[], Iterable[ox.Quad]]
    state: str
    kept: Path
    size: int = 20_000


class Report(NamedTuple):
    """What came of it: triples of ours, triples in the graph before and after, triples sent before."""

    triples: int
    before: int
    after: int
    resumed: int


def waiting_graph(job: Job) -> str:
    """Return the name of the graph in which the pieces wait: the same for the same push."""
    digest = hashlib.blake2b(f"{job.graph}\0{job.state}".encode(), digest_size=6).hexdigest()
    return f"{job.graph}.push-{digest}"


def add(job: Job, store: GraphStore, progress: Progress) -> Report:
    """Add the graph to what the graph on the server holds."""
    before = store.count(job.graph)
    begun = _begun(job, store, "add")
    resumed = begun.triples if begun.triples <= before else 0
    if not resumed:
        begun = begun._replace(chunks=0, triples=0)
    sent = _send(job, store, job.graph, begun, progress)
    after = store.count(job.graph)
    if after < sent.triples or after > max(before, sent.triples) + sent.triples:
        raise PushError(
            f"{sent.triples:,} triples were sent, but <{job.graph}> held {before:,} before and holds {after:,} now"
        )
    job.kept.unlink(missing_ok=True)
    return Report(sent.triples, before, after, resumed)


def replace(job: Job, store: GraphStore, progress: Progress) -> Report:
    """Put the graph in the place of the one on the server, which is whole until the last step."""
    before = store.count(job.graph)
    if not store.where.update:
        return _replace_at_once(job, store, before, progress)
    waiting = waiting_graph(job)
    _forget(job, store)
    begun = _begun(job, store, "replace")
    there = store.count(waiting)
    # One chunk may have arrived whose acknowledgement did not.
    if not begun.triples <= there <= begun.triples + job.size:
        begun = begun._replace(chunks=0, triples=0)
    if not begun.chunks and there:
        store.delete(waiting)
    resumed = begun.triples
    sent = _send(job, store, waiting, begun, progress)
    there = store.count(waiting)
    if there != sent.triples:
        job.kept.unlink(missing_ok=True)
        raise PushError(f"{sent.triples:,} triples were sent, but {there:,} arrived in <{waiting}>")
    if sent.triples:
        _move(store, waiting, job.graph, sent.triples, before)
    else:
        store.delete(job.graph)
    job.kept.unlink(missing_ok=True)
    return Report(sent.triples, before, sent.triples, resumed)


def situation(job: Job, store: GraphStore, mode: str) -> str:
    """Say what is on the server after a push that broke off, without asking it."""
    record = read_record(job.kept)
    done = record.triples if record is not None else 0
    goes_on = "; the same command goes on from there"
    if mode == "replace" and not store.where.update:
        return f"<{job.graph}> was to be replaced in one request: it is as it was, or already the new one"
    if not done:
        return f"<{job.graph}> is as it was"
    if mode == "add":
        return f"<{job.graph}> holds {done:,} triples of this store, beside what it held{goes_on}"
    return f"<{job.graph}> is as it was; {done:,} triples wait in <{waiting_graph(job)}>{goes_on}"


def _forget(job: Job, store: GraphStore) -> None:
    """Remove what waits of an earlier state of the store: nobody will go on with it."""
    old = read_record(job.kept)
    if old is not None and old.mode == "replace" and old.state != job.state:
        store.delete(waiting_graph(job._replace(state=old.state)))


def _begun(job: Job, store: GraphStore, mode: str) -> Record:
    new = Record(job.state, store.where.store, job.graph, mode, job.size)
    old = read_record(job.kept)
    return old if old is not None and old.same_push(new) else new


def _send(job: Job, store: GraphStore, graph: str, begun: Record, progress: Progress) -> Record:
    """Add all chunks after those that were acknowledged, and keep a record of each."""
    record, total = begun, 0
    for chunk in chunks(job.quads(), job.size):
        total += len(chunk.triples)
        if chunk.number >= begun.chunks:
            store.add(graph, chunk.ntriples())
            record = record._replace(chunks=chunk.number + 1, triples=total)
            write_record(job.kept, record)
        progress(total)
    return record


def _move(store: GraphStore, waiting: str, graph: str, triples: int, before: int) -> None:
    """Move the graph; after a failure look before trying again, for it may have been moved all the same."""
    policy, failed = store.policy, ""
    left, there = triples, before
    for tried in range(1, policy.tries + 1):
        try:
            # Only while everything waits: a store may empty the target for a graph that is not there.
            if left == triples:
                store.move(waiting, graph)
        except Unreachable as error:
            failed = f"{error}; "
            time.sleep(policy.pause(tried, error.retry_after))
        left, there = store.count(waiting), store.count(graph)
        if (left, there) == (0, triples):
            return
    raise PushError(
        f"{failed}after MOVE <{graph}> holds {there:,} triples (before: {before:,}, new: {triples:,})"
        f" and {left:,} wait in <{waiting}>"
    )


def _replace_at_once(job: Job, store: GraphStore, before: int, progress: Progress) -> Report:
    with tempfile.TemporaryDirectory(prefix="kg-push-") as folder:
        file, total = Path(folder) / "graph.nt", 0
        with file.open("wb") as stream:
            for chunk in chunks(job.quads(), job.size):
                total += len(chunk.triples)
                stream.write(chunk.ntriples())
                progress(total)
        store.replace(job.graph, file)
    after = store.count(job.graph)
    if after != total:
        raise PushError(f"{total:,} triples were sent, but <{job.graph}> holds {after:,}")
    return Report(total, before, after, 0)
