"""Runs one process of the distributed system: start what stands behind the app, serve it, leave in order."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from types import FrameType

import uvicorn
import uvloop
from messaging import Transport
from starlette.types import ASGIApp

from service_defaults.collector import spare_what_stands
from service_defaults.settings import PlatformSettings
from service_defaults.telemetry import configure_logging

_DRAIN_SECONDS = 20


def serve(
    name: str,
    app: ASGIApp,
    running: AbstractAsyncContextManager[None],
    transport: Transport,
    settings: PlatformSettings,
    *,
    prepare: Callable[[], Awaitable[None]],
) -> None:
    """Serve until SIGTERM; open requests get 20 seconds to finish, then the worker drains and leaves the broker."""
    configure_logging(name, level=settings.log_level)
    # In an outage aiokafka logs every attempt of every connection; the transport says once what matters.
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    uvloop.run(_serve(app, standing(prepare, transport, running), settings))


class _Server(uvicorn.Server):
    """Tells an app that has a `drain()` that the process was asked to go, before it waits for open requests."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        drain = getattr(self.config.app, "drain", None)
        if drain is not None:
            drain()
        super().handle_exit(sig, frame)


def web_server(app: ASGIApp, host: str, port: int) -> uvicorn.Server:
    """Uvicorn as every process of Chemai runs it; lifespans are entered by the caller."""
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        http="httptools",
        access_log=False,
        log_config=None,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=_DRAIN_SECONDS,
    )
    return _Server(config)


async def _serve(app: ASGIApp, behind: AbstractAsyncContextManager[None], settings: PlatformSettings) -> None:
    async with behind:
        spare_what_stands()
        await web_server(app, settings.host, settings.port).serve()


@asynccontextmanager
async def standing(
    prepare: Callable[[], Awaitable[None]], transport: Transport, running: AbstractAsyncContextManager[None]
) -> AsyncIterator[None]:
    """Tables before the first event comes in, the transport before the relay offers one; back in reverse."""
    await prepare()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(transport.stop)
        await transport.start()
        await stack.enter_async_context(running)
        yield
