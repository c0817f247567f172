"""What the tasks of Spark did, as it writes it down itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import orjson


class Task(NamedTuple):
    """One task that ended well: rows and bytes that came to it from a shuffle, bytes that it sent to the driver."""

    stage: int
    rows: int
    read: int
    written: int
    result: int


def tasks(events: Path) -> Iterator[Task]:
    """Yield the tasks that have ended so far."""
    for path in events.iterdir():
        for line in path.read_bytes().splitlines():
            if b'"Event":"SparkListenerTaskEnd"' not in line or not line.endswith(b"}"):
                continue
            event = orjson.loads(line)
            if event["Task End Reason"]["Reason"] == "Success":
                told = event["Task Metrics"]
                came = told["Shuffle Read Metrics"]
                yield Task(
                    event["Stage ID"],
                    came["Total Records Read"],
                    came["Remote Bytes Read"] + came["Local Bytes Read"],
                    told["Shuffle Write Metrics"]["Shuffle Bytes Written"],
                    told["Result Size"],
                )
