"""Logs, traces and metrics of a service: one call each for the process and for the app."""

import logging
import sys
import time
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict, Processor

from service_defaults.metrics import CONTENT_TYPE, Metrics
from service_defaults.redaction import redact
from service_defaults.tracing import continue_trace, current_trace_id, current_traceparent, start_span

__all__ = [
    "configure_logging",
    "continue_trace",
    "current_trace_id",
    "current_traceparent",
    "install",
    "start_span",
]

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def configure_logging(service: str, *, level: str = "INFO", stream: TextIO | None = None) -> None:
    """One JSON object per line from structlog and the standard library alike, redacted, with the trace it belongs to.

    Call once per process, before the server starts; uvicorn's own handlers give way (start it with `log_config=None`).
    """
    before: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.stdlib.ExtraAdder(),
    ]
    formatter = ProcessorFormatter(
        foreign_pre_chain=before,
        processors=[
            ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            _redacted,
            _stamped(service),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *before, ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def install(app: Starlette, service: str) -> Metrics:
    """Trace and count every request of an app and serve `/metrics`; answers the registry for the service's own."""
    metrics = Metrics()

    async def exposition(_: Request) -> Response:
        return Response(metrics.render(), media_type=CONTENT_TYPE)

    build = app.build_middleware_stack

    def observed() -> ASGIApp:
        return _Observed(build(), metrics, service)

    # Outside of the stack: an unexpected error is answered in its outermost layer and wants its trace id there.
    app.build_middleware_stack = observed  # type: ignore[method-assign]
    app.add_route("/metrics", exposition, include_in_schema=False)
    app.state.metrics = metrics
    return metrics


class _Observed:
    """ASGI layer: continues the caller's trace, measures, counts. Labels are route templates, never addresses."""

    def __init__(self, app: ASGIApp, metrics: Metrics, service: str) -> None:
        self._app = app
        self._service = service
        self._count = metrics.counter("http_requests", "Answered requests", ("method", "route", "status"))
        self._seconds = metrics.seconds("http_request_duration_seconds", "Time to the last byte", ("method", "route"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, started = 500, time.perf_counter()

        async def watching(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        method = scope["method"] if scope["method"] in _METHODS else "OTHER"
        try:
            with continue_trace(_header(scope, b"traceparent"), f"{self._service} {method}"):
                await self._app(scope, receive, watching)
        finally:
            route = getattr(scope.get("route"), "path", "unmatched")
            self._count.labels(method, route, str(status)).inc()
            self._seconds.labels(method, route).observe(time.perf_counter() - started)


def _header(scope: Scope, name: bytes) -> str | None:
    values = [value for key, value in scope["headers"] if key == name]
    return values[0].decode("latin-1") if len(values) == 1 else None


def _redacted(_: object, __: str, event: EventDict) -> EventDict:
    cleaned: EventDict = redact(event)
    return cleaned


def _stamped(service: str) -> Processor:
    def stamp(logger: logging.Logger, method: str, event: EventDict) -> MutableMapping[str, Any]:
        event = structlog.processors.TimeStamper(fmt="iso", utc=True)(logger, method, event)
        event = structlog.stdlib.add_log_level(logger, method, event)
        trace_id = current_trace_id()
        return {**event, "service": service, **({"trace_id": trace_id} if trace_id else {})}

    return stamp
