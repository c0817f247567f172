"""Fuzz one target with atheris (libFuzzer), guided by the coverage of kg's own code.

    pip install 'kg[fuzz]'
    python -m tests.fuzz.run reader --seconds 600

Inputs that reached something new are kept in ``build/fuzz/TARGET``, an input that broke a promise in
``build/fuzz/TARGET-crash-…``; ``python -m tests.fuzz.run reader FILE`` runs that one again.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import atheris

from tests.conftest import ROOT


def main() -> None:
    """Read the arguments and fuzz; ends with libFuzzer's own report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("target")
    parser.add_argument("files", nargs="*", help="run these inputs, and no others")
    parser.add_argument("--seconds", type=int, default=600)
    chosen = parser.parse_args()

    with atheris.instrument_imports(include=["kg"]):
        from tests.fuzz.targets import TARGETS
    from tests.fuzz.seeds import dictionary, seeds

    target = TARGETS[chosen.target]
    kept = ROOT / "build" / "fuzz" / chosen.target
    kept.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(chosen.target)):
        (kept / f"seed-{number}").write_bytes(seed)
    words = kept.with_suffix(".dict")
    words.write_text("".join(f'"{_quoted(word)}"\n' for word in dictionary(chosen.target)), encoding="ascii")
    options = [
        f"-max_total_time={chosen.seconds}",
        f"-dict={words}",
        "-max_len=4096",
        "-timeout=60",
        "-rss_limit_mb=4096",
        "-print_final_stats=1",
        f"-artifact_prefix={kept}-",
    ]
    what = [str(Path(f)) for f in chosen.files] or [*options, str(kept)]
    atheris.Setup([sys.argv[0], *what], target)
    atheris.Fuzz()


def _quoted(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode("utf-8"))


if __name__ == "__main__":
    main()
