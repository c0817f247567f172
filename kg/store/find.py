"""Which store is meant where none is named."""

from __future__ import annotations

import os
from pathlib import Path


def find_store(path: Path | None) -> Path:
    """Return the store named, else by $KG_STORE, else the nearest output/kg.db in or above this folder."""
    given = path or (Path(os.environ["KG_STORE"]) if os.environ.get("KG_STORE") else None)
    if given is not None:
        return given / "kg.db" if given.is_dir() else given
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "output" / "kg.db").is_file():
            return folder / "output" / "kg.db"
    return Path("output/kg.db")
