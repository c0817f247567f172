"""Builds that are killed: nothing is lost, doubled or half written, and the same build again ends well."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.build.contents import differences
from tests.conftest import ROOT, SAMPLE, Run

KILLS = os.environ.get("KG_KILLS", "25")
"""How many builds are killed; docs/reliability.md tells of 200."""


@pytest.mark.slow
def test_builds_killed_at_random_moments(tmp_path: Path) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "tests.crash.killing", tmp_path, "20260129", KILLS]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    counted = json.loads(done.stdout)
    assert counted["kills"] == int(KILLS)
    assert counted["annotations kept"] > 0 and counted["work files left"] > 0


@pytest.mark.slow
@pytest.mark.parametrize("after", [0.5, 1.0, 1.5, 2.0])
def test_the_installed_command_killed_with_its_processes(
    after: float, tmp_path: Path, kg: Run, built: Path
) -> None:
    program = Path(sys.executable).with_name("kg")
    arguments = ["build", str(SAMPLE), "-o", str(tmp_path / "out"), "--jobs", "2"]
    process = subprocess.Popen(
        [program, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    time.sleep(after)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert kg(*arguments).returncode == 0
    assert differences(tmp_path / "out" / "kg.db", built / "kg.db") == {}
    for name in ("kg.ttl", "kg.html"):
        assert (tmp_path / "out" / name).read_bytes() == (built / name).read_bytes()
