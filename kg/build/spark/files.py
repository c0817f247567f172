"""Folders where Spark reads and writes: this machine's, HDFS or an object store, by the same few calls."""

from __future__ import annotations

from typing import Any

from pyspark.sql import SparkSession


class Files:
    """The file system that a folder is in, through Hadoop's interface to it.

    The gateway to Java has no types: what comes from it is ``Any``.
    """

    def __init__(self, session: SparkSession, folder: str) -> None:
        context = session.sparkContext
        gateway: Any = context._jvm
        self._path = gateway.org.apache.hadoop.fs.Path
        configuration = context._jsc.hadoopConfiguration()
        self._system = self._path(folder).getFileSystem(configuration)

    def exists(self, path: str) -> bool:
        """Tell whether there is a file or folder."""
        return bool(self._system.exists(self._path(path)))

    def delete(self, path: str) -> None:
        """Delete a file or a folder with all that is in it; nothing where there is none."""
        self._system.delete(self._path(path), True)

    def rename(self, old: str, new: str) -> None:
        """Rename a file or folder."""
        if not self._system.rename(self._path(old), self._path(new)):
            raise OSError(f"{old}: cannot be renamed to {new}")

    def names(self, folder: str) -> list[str]:
        """Return the names in a folder, sorted."""
        return sorted(status.getPath().getName() for status in self._system.listStatus(self._path(folder)))
