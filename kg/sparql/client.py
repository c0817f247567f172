"""Asking: a process of :mod:`kg.sparql.worker`, ended where a query takes too long, and its answers."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Event, Timer
from types import TracebackType

from kg.sparql.messages import LimitReached, QueryError, Question, Refused, Reply, WrongFormat
from kg.sparql.scan import calls_out, is_update


def check(query: str, *, service: bool = False) -> None:
    """Refuse what would change something or, unless ``service`` allows it, call another server.

    Raises
    ------
    Refused
        The query is an update or has SERVICE in it.
    """
    if is_update(query):
        raise Refused("updates (INSERT, DELETE, LOAD …) are refused: the graph is made from the store")
    if not service and calls_out(query):
        raise Refused("SERVICE is refused: it would call another server")


class Worker:
    """A process that answers questions from one database, one after another; a context manager.

    Parameters
    ----------
    database
        A folder of :func:`kg.sparql.cache.graph_database`.
    memory
        Bytes of address space that the process may take, the engine and its database included.
    """

    def __init__(self, database: Path, memory: int = 4 * 1024**3) -> None:
        self._memory = memory
        self._database = database.resolve()
        self._folder = tempfile.TemporaryDirectory(prefix="kg-answer-")
        self.answer = Path(self._folder.name) / "answer"
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process, whatever it does, and remove the last answer."""
        self._end()
        self._folder.cleanup()

    def ask(self, question: Question) -> Reply:
        """Return what came of the question; the answer itself is in the file :attr:`answer`.

        Raises
        ------
        QueryError
            The query is not SPARQL, or (:class:`WrongFormat`) is not answered in the format asked for.
        LimitReached
            It took too much time or memory, or has too many rows.
        """
        process = self._started()
        assert process.stdin is not None
        given_up = Event()
        late = Timer(question.seconds, _give_up, (process, given_up)) if question.seconds else None
        try:
            process.stdin.write(json.dumps(question._asdict(), ensure_ascii=True) + "\n")
            process.stdin.flush()
            if late:
                late.start()
            reply = self._reply(process)
        except BrokenPipeError:
            reply = None
        finally:
            if late:
                late.cancel()
        if reply is None:
            self._end()
            if given_up.is_set():
                raise LimitReached(
                    f"given up after {question.seconds:g} seconds; ask for less or allow more time"
                )
            raise LimitReached("given up: it took too much memory; ask for less")
        if reply.kind == "limit":
            raise LimitReached(reply.text)
        if reply.kind == "format":
            raise WrongFormat(reply.text)
        if reply.kind == "error":
            raise QueryError(reply.text)
        return reply

    def _started(self) -> subprocess.Popen[str]:
        if self._process is None:
            arguments = (str(self._database), self.answer.name, str(self._memory))
            command = [sys.executable, "-m", "kg.sparql.worker", *arguments]
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
                # Python looks for modules in the folder it is started in: not in the user's.
                cwd=self._folder.name,
            )
            # Before time is taken: loading the engine is not part of the query.
            if self._reply(self._process) is None:
                self._end()
                raise QueryError(f"{self._database}: cannot be opened; remove it and ask again")
        return self._process

    def _reply(self, process: subprocess.Popen[str]) -> Reply | None:
        assert process.stdout is not None
        line = process.stdout.readline()
        return Reply(**json.loads(line)) if line.endswith("\n") else None

    def _end(self) -> None:
        if self._process is None:
            return
        process, self._process = self._process, None
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            # What was still to be written to it is lost with it.
            with suppress(BrokenPipeError):
                if stream is not None:
                    stream.close()


def _give_up(process: subprocess.Popen[str], given_up: Event) -> None:
    given_up.set()
    process.kill()
