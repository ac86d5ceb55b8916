"""What stands behind the door. An upstream is called like an ASGI app; two adapters differ in what is behind it."""

import logging
from typing import Protocol

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.proxy.errors import UpstreamBroken, UpstreamFailed

logger = logging.getLogger(__name__)
HAS_BODY = "chemai.has_body"
"""Scope key: whether the request brought a body, since its framing headers are gone by then."""


class Upstream(Protocol):
    """Answers one request. `UpstreamFailed` before an answer began, `UpstreamBroken` when it broke off."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None: ...

    async def start(self) -> None: ...

    async def stop(self) -> None: ...


class AsgiUpstream:
    """A service in this very process."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def start(self) -> None:
        """Its lifespan is entered by whoever owns it."""

    async def stop(self) -> None:
        """See `start`."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = finished = False

        async def watching(message: Message) -> None:
            nonlocal started, finished
            started = True
            finished = message["type"] == "http.response.body" and not message.get("more_body", False)
            await send(message)

        try:
            await self._app(scope, receive, watching)
        except Exception as error:
            if not started:
                raise UpstreamFailed from error
            if not finished:
                raise UpstreamBroken from error
            # Starlette raises again what it has answered already, for the server's log; the service logged it itself.
            logger.debug("a service answered and raised %s", type(error).__name__)
        else:
            if not finished:
                raise UpstreamBroken if started else UpstreamFailed
