"""What can go wrong with a store."""

from __future__ import annotations


class StoreError(Exception):
    """A store that cannot be read or written; the message names the file and what to do."""
