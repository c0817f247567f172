"""Writing files so that they appear whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.locks import Held, only_one


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Open a file beside ``path`` for writing; it takes that name only when the block ends well.

    Where ``path`` is a symbolic link, what it leads to is replaced; a device or a pipe is written directly.

    Raises
    ------
    OSError
        The folder cannot be written, the disk is full, or another process writes the file; it names
        the file.
    """
    target = Path(os.path.realpath(path))
    with _named(path):
        if target.exists() and not target.is_file():
            with target.open("wb") as stream:
                yield stream
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{target.name}.part")
        with _alone(target):
            try:
                with os.fdopen(os.open(part, _FRESH, 0o666), "wb") as stream:
                    yield stream
                    stream.flush()
                    os.fsync(stream.fileno())
                part.replace(target)
                sync_folder(target.parent)
            finally:
                part.unlink(missing_ok=True)


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """Give an empty folder beside ``path``; it takes that name only when the block ends well.

    A folder of that name that holds nothing but what such a block wrote before is replaced; which one
    that is, the file ``.kg-export`` in it tells.

    Raises
    ------
    FileExistsError
        Something else stands there.
    OSError
        The folder cannot be written, the disk is full, or another process writes it.
    """
    mark = ".kg-export"
    target = Path(os.path.realpath(path))
    if target.exists() and not (target / mark).is_file() and not _is_empty_folder(target):
        raise FileExistsError(errno.EEXIST, "stands there and was not written by an export", str(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    part, old = target.with_name(f".{target.name}.part"), target.with_name(f".{target.name}.old")
    with _named(path), _alone(target):
        _clear(part)
        part.mkdir()
        try:
            (part / mark).touch()
            yield part
            if target.exists():
                _clear(old)
                target.rename(old)
            try:
                part.rename(target)
            except OSError:
                if old.exists():
                    old.rename(target)
                raise
            sync_folder(target.parent)
        finally:
            _clear(part)
            _clear(old)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder written to disk: a renamed file keeps its new name if the power fails."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


_FRESH = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Give an error of writing the name of the file: the system tells it only where opening fails."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        beside = (
            error.filename is not None and Path(error.filename).parent == Path(os.path.realpath(path)).parent
        )
        if error.errno is None or not (beside or error.filename is None):
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    try:
        with only_one(target):
            yield
    except Held as error:
        raise OSError(
            errno.EBUSY, "another process is writing it; wait for it and try again", str(target)
        ) from error


def _is_empty_folder(path: Path) -> bool:
    return path.is_dir() and not any(path.iterdir())


def _clear(path: Path) -> None:
    """Remove what a process left that was ended; never what a symbolic link leads to."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    else:
        shutil.rmtree(path, ignore_errors=True)
