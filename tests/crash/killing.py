"""Ends builds by SIGKILL at random moments and looks at what they leave; prints what it did.

    python -m tests.crash.killing FOLDER SEED KILLS

One process loads the model, and each build is a fork of it that runs the real command: so that moments
fall into reading, annotating, linking, writing and exporting, not into loading. After a few kills in a row
the same build is run to its end and everything is compared with builds that nobody disturbed.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import sys
import time
from functools import lru_cache
from pathlib import Path

import orjson
from kg.build import local
from kg.cli.main import cli
from kg.relate.annotate import make_annotator
from kg.store.check import check_store

from tests.build.contents import contents
from tests.conftest import SAMPLE

EXPORTS = ("kg.ttl", "kg.html")
PARTS = 3


def command(inputs: list[Path], output: Path) -> None:
    """Run the command here."""
    cli.main(["build", *map(str, inputs), "-o", str(output), "--jobs", "1", "-q"], standalone_mode=False)


def begin(inputs: list[Path], output: Path) -> int:
    """Start a build in a fork; return its process id."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        with Path(os.devnull).open("w") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        command(inputs, output)
        status = 0
    finally:
        os._exit(status)


def build(inputs: list[Path], output: Path) -> float:
    """Run a build to its end; return the seconds it took."""
    began = time.monotonic()
    _, status = os.waitpid(begin(inputs, output), 0)
    assert status == 0, f"the build of {inputs} ended with {status}"
    return time.monotonic() - began


def killed(inputs: list[Path], output: Path, after: float) -> bool:
    """Run a build and kill it after so many seconds; tell whether it was still running."""
    child = begin(inputs, output)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def whole(path: Path) -> dict[str, object]:
    """Return all that stands under the final names of an output, each file whole and in order."""
    found: dict[str, object] = {}
    store = path / "kg.db"
    if store.exists():
        found["kg.db"] = _sound(store, store.stat().st_mtime_ns)
    for name in EXPORTS:
        if (path / name).exists():
            found[name] = (path / name).read_bytes()
    return found


@lru_cache(maxsize=4)
def _sound(store: Path, written: int) -> object:
    """Return what a store holds, which is in order; a store that stands there unchanged is looked at once."""
    db = sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True)
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    db.close()
    assert check_store(store) == []
    return contents(store)


def main(folder: Path, seed: int, kills: int) -> None:
    """Kill so many builds; fail where anything is lost, doubled or broken."""
    moments = random.Random(seed)
    make_annotator()
    local.CHUNK = 2  # what is kept of a small build is in more than one piece
    records = orjson.loads(SAMPLE.read_bytes())
    inputs = []
    for part in range(PARTS):
        inputs.append(folder / f"part{part}.json")
        inputs[-1].write_bytes(orjson.dumps(records[part::PARTS]))
    undisturbed, states, seconds = folder / "undisturbed", [{}], []
    # Not in a fork: what is loaded here all of them have.
    command(inputs, folder / "warm-up")
    for part in range(PARTS):
        seconds.append(build(inputs[part : part + 1], undisturbed))
        states.append(whole(undisturbed))
    done = dict.fromkeys(("kills", "ended before", "builds", "annotations kept", "work files left"), 0)
    while done["kills"] < kills:
        output = folder / f"out{done['builds']}"
        for part in range(PARTS):
            for _ in range(moments.randint(1, 4)):
                if done["kills"] == kills:
                    break
                running = killed(inputs[part : part + 1], output, moments.uniform(0, seconds[part] * 1.05))
                done["kills" if running else "ended before"] += 1
                left = {p.name for p in output.glob("*")} if output.exists() else set()
                done["work files left"] += "kg.db.part" in left
                done["annotations kept"] += "kg.db.annotated" in left
                for name, found in whole(output).items():
                    allowed = [state[name] for state in states[part : part + 2] if name in state]
                    assert found in allowed, f"{name} after a kill is neither the old one nor the new one"
            build(inputs[part : part + 1], output)
            done["builds"] += 1
            now = whole(output)
            assert now.keys() == states[part + 1].keys()
            for name in now:
                assert now[name] == states[part + 1][name], f"{name} differs from an undisturbed one"
            assert {p.name for p in output.iterdir()} <= {"kg.db", *EXPORTS, ".kg.lock", ".kg.db.lock"}, list(
                output.iterdir()
            )
    sys.stdout.write(json.dumps(done) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
