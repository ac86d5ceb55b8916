"""Runs an ASGI app on uvicorn the way every process of Chemai does."""

import uvicorn
from starlette.types import ASGIApp

from service_defaults.settings import PlatformSettings


def serve(app: ASGIApp, settings: PlatformSettings) -> None:
    """Serve until SIGTERM; open requests get 20 seconds to finish."""
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http="httptools",
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=20,
    )
