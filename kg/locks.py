"""One process at a time: a lock that the system takes back when its process ends, however it ends."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Held(Exception):
    """Another process holds the lock."""


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold what stands, or will stand, at ``path``; the lock is the file ``.NAME.lock`` beside it.

    Raises
    ------
    Held
        Another holds it.
    OSError
        The folder cannot be written.
    """
    lock = path.with_name(f".{path.name}.lock")
    handle = _taken(lock)
    try:
        yield
    finally:
        # While it is held: a file that another process has just made is never removed.
        with suppress(OSError):
            lock.unlink()
        os.close(handle)


def _taken(lock: Path) -> int:
    while True:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        try:
            _try_lock(handle)
        except OSError as error:
            os.close(handle)
            if error.errno in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
                raise Held(str(lock)) from error
            raise
        # It may have been removed by the one who held it between our opening and our locking.
        with suppress(FileNotFoundError):
            if os.path.samestat(lock.stat(follow_symlinks=False), os.fstat(handle)):
                return handle
        os.close(handle)
