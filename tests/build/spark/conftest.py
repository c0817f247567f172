"""One Spark for all tests: two executors, each a process of its own, as on a cluster."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MASTER = "local-cluster[2,1,1024]"


class Cluster:
    """A session, and where it writes down what its tasks did."""

    def __init__(self, session: SparkSession, events: Path) -> None:
        self.session = session
        self.events = events


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Spark on two executors; skips where it or Java is missing, fails there with KG_REQUIRE_TOOLS set."""
    if shutil.which("java") is None and not os.environ.get("KG_REQUIRE_TOOLS"):
        pytest.skip("java is not installed")
    events = tmp_path_factory.mktemp("events")
    settings = {
        "spark.eventLog.enabled": "true",
        "spark.eventLog.compress": "false",
        "spark.eventLog.rolling.enabled": "false",
        "spark.eventLog.dir": events.as_uri(),
        "spark.sql.shuffle.partitions": "3",
        "spark.ui.enabled": "false",
        # Functions of the tests run on the executors too.
        "spark.executorEnv.PYTHONPATH": str(ROOT),
    }

    from kg.build.spark.session import start

    before = os.environ.get("SPARK_CONF_DIR")
    folder = tmp_path_factory.mktemp("conf")
    (folder / "spark-defaults.conf").write_text("".join(f"{k} {v}\n" for k, v in settings.items()))
    os.environ["SPARK_CONF_DIR"] = str(folder)
    try:
        session = start(MASTER)
        yield Cluster(session, events)
        session.stop()
    finally:
        os.environ.pop("SPARK_CONF_DIR")
        if before is not None:
            os.environ["SPARK_CONF_DIR"] = before
