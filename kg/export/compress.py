"""Writing compressed by the file's ending: ``.gz`` and ``.zst``."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast


@contextmanager
def compressed(stream: IO[bytes], path: Path) -> Iterator[IO[bytes]]:
    """Wrap a stream as the ending of ``path`` asks; the same content gives the same bytes."""
    if path.suffix == ".gz":
        # Neither time nor name in the header: two runs give the same file.
        with gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0, compresslevel=6) as packed:
            yield cast("IO[bytes]", packed)
    elif path.suffix == ".zst":
        import zstandard

        with zstandard.ZstdCompressor(level=6).stream_writer(stream, closefd=False) as packed:
            yield cast("IO[bytes]", packed)
    else:
        yield stream
