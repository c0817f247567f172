"""Write the answers of docs/how-it-works.md anew: ``python -m tests.docs.write``, after anything that changes them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.conftest import ROOT, SAMPLE
from tests.docs.examples import Session, prepare, rewritten

WRITTEN = ROOT / "docs" / "how-it-works.md"
"""The page whose answers are written by this program and compared exactly; those of other pages are patterns."""


def main() -> None:
    """Build the sample in a folder of its own, run the page there, write what it says."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "place")
        program = Path(sys.executable).with_name("kg")
        subprocess.run([program, "build", SAMPLE, "--output", Path(name, "built"), "--quiet"], check=True)
        prepare(folder, Path(name, "built"))
        os.chdir(folder)
        WRITTEN.write_text(rewritten(WRITTEN.read_text(encoding="utf-8"), Session(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
