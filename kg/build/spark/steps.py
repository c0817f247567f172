"""What is kept between the steps of a build: on disk, so that an executor that is lost loses nothing."""

from __future__ import annotations

from pyspark.sql import DataFrame, SparkSession


class Steps:
    """A folder of Parquet tables, each written once and then read as often as wanted."""

    def __init__(self, session: SparkSession, folder: str) -> None:
        self.session = session
        self.folder = folder

    def keep(self, name: str, frame: DataFrame) -> DataFrame:
        """Write a table; return it as read from there: whoever uses it does not make it again."""
        path = f"{self.folder}/{name}"
        frame.write.parquet(path)
        return self.session.read.schema(frame.schema).parquet(path)
