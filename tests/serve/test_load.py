"""Many clients at once: all are answered, and memory stays as it is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.bench_serve import loaded


@pytest.mark.slow
def test_64_clients_at_once(built: Path) -> None:
    program = Path(sys.executable).with_name("kg")
    command = [program, "serve", "--port", "0", "--store", built]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", bufsize=1) as server:
        assert server.stdout is not None
        try:
            port = int(server.stdout.readline().split("/")[2].rpartition(":")[2])
            found = loaded(port, server.pid, clients=64, seconds=6)
        finally:
            server.terminate()
    assert set(found.statuses) == {200}
    assert found.statuses[200] > 64
    # What a leak would take: a few kB a request are many MB here.
    assert found.after < found.before + 40
