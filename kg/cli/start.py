"""Where the installed command begins: ready for Ctrl-C before anything else is imported."""

from __future__ import annotations

import os
import signal
from types import FrameType


def main() -> None:
    """Run the command line; the console script."""
    # Until the command itself runs there is nothing to tidy up: an interruption ends at once, without a
    # traceback from wherever it fell.
    signal.signal(signal.SIGINT, end_at_once)
    from kg.cli.main import main as run

    run()


def end_at_once(number: int, frame: FrameType | None) -> None:
    """Leave with exit code 130, as a shell tells an interruption."""
    os._exit(130)
