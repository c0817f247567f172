"""The store with everything in it."""

from tests.export.conftest import rich

__all__ = ["rich"]
