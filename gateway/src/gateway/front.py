"""The outermost ASGI app: the door under /api, probes, metrics, and the web app for everything else."""

import json
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from starlette.types import ASGIApp, Receive, Scope, Send

from gateway.proxy import door
from gateway.proxy.addresses import is_private


class Front:
    """Its server calls `drain()` when the process is asked to go."""

    def __init__(
        self,
        *,
        api: ASGIApp,
        own: ASGIApp,
        pages: ASGIApp,
        on_drain: Callable[[], None],
        running: Callable[[], AbstractAsyncContextManager[None]],
    ) -> None:
        self._api = api
        self._own = own
        self._pages = pages
        self._on_drain = on_drain
        self._running = running
        self._draining = False

    def drain(self) -> None:
        """Out of the balancer's rotation while requests finish; streams end, so that clients connect elsewhere."""
        self._draining = True
        self._on_drain()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        kind = scope["type"]
        if kind == "http":
            await self._target(scope)(scope, receive, send)
        elif kind == "websocket":
            await send({"type": "websocket.close", "code": 1003})
        elif kind == "lifespan":
            await self._lifespan(receive, send)

    def _target(self, scope: Scope) -> ASGIApp:
        path = scope["path"]
        if door.serves(path):
            return self._api
        if path == "/readyz" and self._draining:
            return _draining
        if path in ("/livez", "/readyz"):
            return self._own
        if path == "/metrics" and _from_inside(scope):
            return self._own
        return self._pages

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        """For servers that run lifespans; whoever owns the process may enter `running()` instead."""
        await receive()
        try:
            async with self._running():
                await send({"type": "lifespan.startup.complete"})
                await receive()
        except Exception as error:  # noqa: BLE001 - the server reports it and leaves
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            return
        await send({"type": "lifespan.shutdown.complete"})


def _from_inside(scope: Scope) -> bool:
    """Scraped from the own network; not through a proxy, whose callers are outside."""
    forwarded = any(name in (b"x-forwarded-for", b"forwarded") for name, _ in scope["headers"])
    client = scope.get("client")
    return not forwarded and client is not None and is_private(client[0])


async def _draining(_: Scope, __: Receive, send: Send) -> None:
    body = json.dumps({"status": "draining"}).encode()
    headers = [(b"content-type", b"application/json"), (b"retry-after", b"1")]
    await send({"type": "http.response.start", "status": 503, "headers": headers})
    await send({"type": "http.response.body", "body": body})
