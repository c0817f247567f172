"""The session of Spark that a build runs in."""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build.spark.errors import SparkError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_LOG = Path(__file__).with_name("log4j2.properties")

SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    # Whole articles travel in these batches: with the default of 10,000 rows one would be 60 MB.
    "spark.sql.execution.arrow.maxRecordsPerBatch": "1024",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.python.worker.reuse": "true",
}
"""What a build sets where the user has not (spark-defaults.conf, ``--conf`` of spark-submit)."""


def start(master: str | None) -> SparkSession:
    """Return a session.

    Parameters
    ----------
    master
        Where it runs (``local[4]``, ``spark://host:7077``, ``yarn``, ``k8s://…``); None for what
        spark-submit or spark-defaults.conf says, else this machine.

    Raises
    ------
    SparkError
        PySpark or Java is missing, or the master cannot be reached.
    """
    # PySpark warns of pandas 3 whenever Arrow is used; no pandas object is made here.
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas")
    try:
        import pyarrow  # noqa: F401
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ModuleNotFoundError as error:
        raise SparkError(f"--engine spark needs the package {error.name}: pip install 'kg[spark]'") from error
    if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
        raise SparkError("--engine spark needs Java 17 or later: install it, or set JAVA_HOME to where it is")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("kg build")
    if master:
        builder = builder.master(master)
    builder = builder.config("spark.driver.extraJavaOptions", f"-Dlog4j2.configurationFile={_LOG.as_uri()}")
    builder = builder.config("spark.ui.showConsoleProgress", "false")
    try:
        session: SparkSession = builder.getOrCreate()
    except (PySparkException, Py4JError) as error:
        raise SparkError(
            f"Spark does not start{f' on {master}' if master else ''}: {reason(error)}"
        ) from error
    given = {name for name, _ in session.sparkContext.getConf().getAll()}
    for name, value in SETTINGS.items():
        if name not in given and session.conf.isModifiable(name):
            session.conf.set(name, value)
    return session


def reason(error: BaseException) -> str:
    """Return the one line of an error of Spark that says what is wrong."""
    java = getattr(error, "java_exception", None)
    while java is not None and java.getCause() is not None:
        java = java.getCause()
    text = str(java.getMessage() if java is not None else error)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[0][:300] if lines else type(error).__name__
