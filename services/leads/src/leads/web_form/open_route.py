"""Answers that a registered web site may read, refusals too: its script has to tell the visitor what to mend."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from service_defaults.errors import DomainError


def let_read(request: Request, origin: str | None) -> None:
    """From now on the answer to this request may be read from there."""
    request.state.reader = origin


class OpenRoute(APIRoute):
    """Sets the CORS headers on whatever is answered, once the operation has called `let_read`."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        inner = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                response = await inner(request)
            except (DomainError, RequestValidationError) as error:
                # The transaction has ended by now, as its kind of error says.
                response = await _rendered(request, error)
            origin = getattr(request.state, "reader", None)
            if origin:
                response.headers["Access-Control-Allow-Origin"] = origin
                response.headers["Access-Control-Expose-Headers"] = "Retry-After"
                response.headers["Vary"] = "Origin"
            return response

        return handle


async def _rendered(request: Request, error: Exception) -> Response:
    kind = DomainError if isinstance(error, DomainError) else RequestValidationError
    response: Response = await request.app.exception_handlers[kind](request, error)
    return response
