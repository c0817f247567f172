"""What comes before every answer: only this machine's own pages and programs are served.

A server on loopback is within reach of every web page that the user opens. So the Host must be ours
(a name that leads here for a moment, DNS rebinding, is not), and what a browser sends on behalf of
another site is refused.
"""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Refuses requests that were not meant for this server.

    Parameters
    ----------
    app
        What answers the others.
    port
        Where the server listens, on loopback.
    """

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = frozenset(f"{host}:{port}" for host in ("127.0.0.1", "localhost", "[::1]"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        reason = self._refusal(Headers(scope=scope))
        if reason:
            await PlainTextResponse(reason + "\n", 403, headers=_HEADERS)(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        await self._app(scope, receive, with_headers)

    def _refusal(self, headers: Headers) -> str:
        """Return why a request is refused, empty where it is not."""
        host = headers.get("host", "").lower()
        if len(headers.getlist("host")) != 1 or host not in self._hosts:
            return "this server answers as localhost only"
        origins = headers.getlist("origin")
        if origins and origins != [f"http://{host}"]:
            return "other sites are not answered"
        elsewhere = headers.get("sec-fetch-site", "none") not in ("same-origin", "none")
        if elsewhere and headers.get("sec-fetch-mode") != "navigate":
            return "other sites are not answered"
        return ""
