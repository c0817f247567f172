"""What can go wrong when a graph is sent."""

from __future__ import annotations


class PushError(Exception):
    """A push that did not end well; the message says why and, where it had begun, what is there now."""


class Unreachable(PushError):
    """The server did not answer, or answered that it cannot just now.

    ``retry_after`` is the seconds after which it wants to be asked again, as it wrote them, or empty.
    """

    def __init__(self, message: str, retry_after: str = "") -> None:
        super().__init__(message)
        self.retry_after = retry_after
