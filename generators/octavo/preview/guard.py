"""Who may ask the preview for anything: the browser of the person who started it, and nobody else.

A server on one's own machine can be reached by every page that is open in the browser, and through
names that lead to 127.0.0.1. So each request has to come from the preview's own page (Host, Origin,
Sec-Fetch-Site) and to bring the token that was printed on the terminal, kept as a cookie.
"""

from __future__ import annotations

from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from secrets import compare_digest
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Content-Security-Policy: nothing from elsewhere, and nothing written into the page itself."""
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
)
OPENING = "/open"
"""The one address that is asked for without a cookie: it brings the token and is given one."""
MOST_BYTES = 1_000_000
"""Of what is sent: a paragraph has a few thousand."""


@dataclass(frozen=True, slots=True)
class Lock:
    """What a request has to show."""

    port: int
    token: str

    @property
    def hosts(self) -> frozenset[str]:
        """The names under which the preview is asked for."""
        return frozenset({f"127.0.0.1:{self.port}", f"localhost:{self.port}"})

    @property
    def origins(self) -> frozenset[str]:
        """The pages that may ask."""
        return frozenset(f"http://{host}" for host in self.hosts)

    @property
    def cookie(self) -> str:
        """The name of the cookie: browsers keep those of all ports together."""
        return f"octavo-{self.port}"

    def opens(self, token: str) -> bool:
        """Whether `token` is the one, without telling by the time how much of it is right."""
        return compare_digest(token.encode(), self.token.encode())


class Guard:
    """The application behind a lock: what may not pass gets 403, and every answer its headers."""

    def __init__(self, app: ASGIApp, lock: Lock) -> None:
        self._app = app
        self._lock = lock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or hand on."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # there are no web sockets here
            return

        async def reply(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *HEADERS]
            await send(message)

        refused = find_refusal(scope, self._lock)
        if refused:
            await PlainTextResponse(f"refused: {refused}\n", 403)(scope, receive, reply)
        else:
            await self._app(scope, receive, reply)


def find_refusal(scope: Scope, lock: Lock) -> str:
    """Why the request may not pass; empty when it may."""
    heads: dict[str, str] = {}
    for name, value in scope["headers"]:
        key = name.decode("latin-1").lower()
        if key in heads and key in {"host", "origin", "content-length"}:
            return "a header twice"
        heads[key] = value.decode("latin-1")
    changes = scope["method"] not in {"GET", "HEAD"}
    if heads.get("host", "") not in lock.hosts:
        return "the host"  # a name of somebody else's that leads here: DNS rebinding
    origin = heads.get("origin")
    if origin is not None and origin not in lock.origins:
        return "the origin"
    if changes and origin is None:
        return "the origin"
    if heads.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
        return "another site"  # an image or script of another page sends no Origin
    if not heads.get("content-length", "0").isdigit():
        return "the length"
    if changes and int(heads.get("content-length", "0")) > MOST_BYTES:
        return "the length"
    if scope["path"] == OPENING:
        return ""
    return "" if lock.opens(read_cookie(heads.get("cookie", ""), lock.cookie)) else "the token"


def read_cookie(header: str, name: str) -> str:
    """The value of a cookie; empty when it is not there or the header is none."""
    try:
        found = SimpleCookie(header).get(name)
    except CookieError:
        return ""
    return found.value if found else ""
