"""What stands between the network and the pages: headers, hosts, and a limit on heavy questions."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from collections.abc import Awaitable, Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

Scope = dict[str, Any]
Send = Callable[[dict[str, Any]], Awaitable[None]]
App = Callable[[Scope, Any, Send], Awaitable[None]]

_OURS = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
# Datasette's own templates style in place, and hold this one script
_FACETS = base64.b64encode(hashlib.sha256(b"DATASETTE_ALLOW_FACET = true;").digest()).decode()
_DATASETTES = _OURS.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'").replace(
    "script-src 'self'", f"script-src 'self' 'sha256-{_FACETS}'"
)
_ENDS = "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"

HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)

# Of what Datasette tells about itself: where the file lies, threads and plugins are nobody's business
_OPEN = ("/-/static", "/-/metadata")

AT_ONCE = 2  # questions in SQL that are answered at the same time
WAITING = 4  # those and the ones that wait for them; more are turned away at once

Settings = dict[str, Any]
SETTINGS: Settings = {
    "allow_download": False,
    "allow_csv_stream": True,
    "max_csv_mb": 100,
    "max_returned_rows": 1000,
    "sql_time_limit_ms": 4000,
    "facet_time_limit_ms": 300,
    "facet_suggest_time_limit_ms": 5,  # for each column: a large table does not wait for guesses
    "num_sql_threads": 4,
    "suggest_facets": True,
    "default_cache_ttl": 0,
    "truncate_cells_html": 600,
}


class Guard:
    """An ASGI application in front of another."""

    def __init__(self, app: App, own_pages: Iterable[str], hosts: Iterable[str]) -> None:
        self._app = app
        self._own = tuple(own_pages)
        self._hosts = frozenset(hosts)
        self._turn = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Any, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        answer = self._with_headers(path, send)
        if self._hosts and _host(scope) not in self._hosts:
            await _refuse(answer, 403, "This address is not the server's own. Open the one it printed when it started.")
        elif path.startswith("//") or "\\" in path or (path.startswith("/-/") and not path.startswith(_OPEN)):
            await _refuse(answer, 404, "There is no such page.")
        elif self._is_heavy(scope):
            await self._in_turn(scope, receive, answer)
        else:
            await self._app(scope, receive, answer)

    def _is_own(self, path: str) -> bool:
        return path == "/" or any(path == own or path.startswith(f"{own}/") for own in self._own)

    def _is_heavy(self, scope: Scope) -> bool:
        """Whether a reader's own SQL, or anything else that Datasette runs for them, is to be answered."""
        query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        asked = {"sql", "_where", "_facet", "_facet_array", "_facet_date", "_search", "_stream"}
        return not self._is_own(scope["path"]) and bool(asked & query.keys())

    async def _in_turn(self, scope: Scope, receive: Any, send: Send) -> None:
        if self._waiting >= WAITING:
            await _refuse(send, 503, "Too many questions at once. Try again in a few seconds.")
            return
        self._waiting += 1
        try:
            async with self._turn:
                await self._app(scope, receive, send)
        finally:
            self._waiting -= 1

    def _with_headers(self, path: str, send: Send) -> Send:
        policy = ((_OURS if self._is_own(path) else _DATASETTES) + _ENDS).encode()

        async def answer(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                ours = {name for name, _ in HEADERS}
                kept = [pair for pair in message.get("headers", []) if pair[0].lower() not in ours]
                message = {**message, "headers": [*kept, *HEADERS, (b"content-security-policy", policy)]}
            await send(message)

        return answer


def _host(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"host":
            host: str = value.decode("latin-1").casefold()
            return host.rsplit(":", 1)[0] if not host.endswith("]") else host
    return ""


async def _refuse(send: Send, status: int, words: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words.encode()})
