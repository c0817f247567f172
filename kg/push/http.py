"""Requests that are made again when the network or the server fails for the moment."""

from __future__ import annotations

import re
import time
from types import TracebackType
from typing import NamedTuple

import httpx

from kg.push.endpoints import same_server
from kg.push.errors import PushError, Unreachable

PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Status codes after which the same request may succeed."""

# Virtuoso's error for a transaction beyond its limit; it comes with a status that promises better.
_TOO_LARGE = "SR325"


class Policy(NamedTuple):
    """How patient to be.

    ``tries`` is how often a request is made; ``first`` the seconds before the second try, doubled each
    time up to ``longest``; ``timeout`` the seconds without a byte after which one is given up.
    """

    tries: int = 6
    first: float = 0.5
    longest: float = 30.0
    timeout: float = 300.0

    def pause(self, tried: int, asked: str = "") -> float:
        """Return the seconds to wait after so many tries; ``asked`` is the server's Retry-After."""
        if asked.isdigit():
            return min(float(asked), self.longest)
        return min(self.first * 2.0 ** (tried - 1), self.longest)


class Client:
    """Talks to one triple store; a context manager.

    Parameters
    ----------
    home
        A URL of the server that the credentials are meant for; other servers get none.
    auth
        Credentials, or None.
    """

    def __init__(self, home: str, auth: httpx.Auth | None, policy: Policy) -> None:
        self._home = home
        self._auth = auth
        self.policy = policy
        self._introduced = False
        self._http = httpx.Client(timeout=policy.timeout)

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def send(self, request: httpx.Request, allowed: frozenset[int] = frozenset()) -> httpx.Response:
        """Make a request until it succeeds; only such as may be made twice.

        Parameters
        ----------
        allowed
            Status codes that count as success beside 2xx.

        Raises
        ------
        PushError
            The server refuses it.
        Unreachable
            It failed every time.
        """
        for tried in range(1, self.policy.tries + 1):
            try:
                return self.once(request, allowed)
            except Unreachable as error:
                if tried == self.policy.tries:
                    times = f" ({tried} times)" if tried > 1 else ""
                    raise Unreachable(f"{error}{times}") from error
                time.sleep(self.policy.pause(tried, error.retry_after))
        raise AssertionError("a policy has at least one try")

    def once(self, request: httpx.Request, allowed: frozenset[int] = frozenset()) -> httpx.Response:
        """Make a request once; errors as in :meth:`send`."""
        auth = self._auth if same_server(str(request.url), self._home) else None
        try:
            self._introduce(auth)
            response = self._http.send(request, auth=auth)
        except httpx.TransportError as error:
            self._introduced = False
            raise Unreachable(f"{request.url.copy_with(query=None)}: {_reason(error)}") from error
        if response.is_success or response.status_code in allowed:
            return response
        raise _refused(response, self._auth is not None)

    def _introduce(self, auth: httpx.Auth | None) -> None:
        """Let the server ask for the password before there is a body: many hang up without reading it."""
        if isinstance(auth, httpx.DigestAuth) and not self._introduced:
            self._http.get(self._home, params={"graph": "urn:kg:nothing"}, auth=auth)
            self._introduced = True


def _reason(error: httpx.TransportError) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "no answer in time"
    return str(error) or type(error).__name__


def _refused(response: httpx.Response, with_password: bool) -> PushError:
    code, url = response.status_code, response.url.copy_with(query=None)
    if code == 500 and _TOO_LARGE in response.text:
        return PushError(
            f"{url}: too much for one transaction of Virtuoso: raise TransactionAfterImageLimit in virtuoso.ini,"
            f" start it again, push again ({_text(response)})"
        )
    if code in PASSING:
        return Unreachable(f"{url}: {code} {_text(response)}", response.headers.get("retry-after", ""))
    if code == 401:
        kind = response.headers.get("www-authenticate", "").partition(" ")[0].lower()
        if not with_password:
            return PushError(f"{url}: asks for a name and password: --user NAME")
        hint = f"; the server asks for --auth {kind}" if kind in ("basic", "digest") else ""
        return PushError(f"{url}: does not accept this name and password{hint}")
    if 300 <= code < 400:
        return PushError(f"{url}: leads on to {response.headers.get('location', 'nowhere')}; give that URL")
    return PushError(f"{url}: {code} {_text(response)}")


def _text(response: httpx.Response) -> str:
    """Return what the server says on one line, without HTML, at most 200 characters."""
    # A look at the beginning: a server may say anything, of any length.
    words = re.sub(r"<head.*?</head>|</?[a-zA-Z!][^<>]*>", " ", response.text[:4000], flags=re.DOTALL)
    line = "".join(char for char in " ".join(words.split()) if char.isprintable())
    return (line if len(line) <= 200 else line[:199] + "…") or response.reason_phrase
