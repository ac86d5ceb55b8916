"""Probes: `/livez` says that the process answers, `/readyz` that it should get traffic."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

logger = logging.getLogger(__name__)

Check = Callable[[], Awaitable[None]]

TIMEOUT_SECONDS = 2.0


def health_routes(checks: Mapping[str, Check], *, timeout: float = TIMEOUT_SECONDS) -> list[Route]:
    """Both probes. A check passes by returning; raising, or taking longer than `timeout` seconds, makes 503.

    Answers name the checks but never the reason, which is logged.
    """

    async def livez(_: Request) -> JSONResponse:
        return JSONResponse({"status": "alive"})

    async def readyz(_: Request) -> JSONResponse:
        outcomes = await asyncio.gather(*(_outcome(name, check, timeout) for name, check in checks.items()))
        ready = all(outcome == "ok" for outcome in outcomes)
        body = {"status": "ready" if ready else "unready", "checks": dict(zip(checks, outcomes, strict=True))}
        return JSONResponse(body, status_code=200 if ready else 503)

    return [Route("/livez", livez, include_in_schema=False), Route("/readyz", readyz, include_in_schema=False)]


def install(app: Starlette, checks: Mapping[str, Check]) -> None:
    """Serve the probes from an app."""
    app.router.routes.extend(health_routes(checks))


async def _outcome(name: str, check: Check, seconds: float) -> str:
    async def checked() -> None:
        await check()

    [failure] = await asyncio.gather(asyncio.wait_for(checked(), seconds), return_exceptions=True)
    if failure is None:
        return "ok"
    logger.warning("readiness check %s failed", name, exc_info=failure)
    return "timeout" if isinstance(failure, TimeoutError) else "failed"
