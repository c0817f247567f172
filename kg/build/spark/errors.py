"""What can go wrong with a build on Spark."""

from __future__ import annotations


class SparkError(Exception):
    """A build on Spark that cannot begin or go on; the message says why and what to do."""
