"""Operations of the one customer view."""

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from service_defaults.problems import language_of
from service_defaults.web import staff

from gateway.customer_view import service
from gateway.customer_view.schemas import CustomerView, LifePage
from gateway.customer_view.service import Reader
from gateway.proxy.upstream import Upstream
from gateway.runtime import Running

router = APIRouter(tags=["customer view"])


@router.get("/customer-views/{customer_id}", dependencies=staff())
async def get_customer_view(customer_id: UUID, request: Request, runtime: Running) -> CustomerView:
    """Everything about a customer in one answer; a service that does not answer is listed, the rest is shown."""
    return await service.get_view(reader_of(request, runtime.upstreams), customer_id)


@router.get("/customer-views/{customer_id}/timeline", dependencies=staff())
async def get_customer_timeline(
    customer_id: UUID,
    request: Request,
    runtime: Running,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: Annotated[str | None, Query(max_length=8000)] = None,
) -> LifePage:
    """The customer's whole life, newest first, merged from all services."""
    return await service.get_life(reader_of(request, runtime.upstreams), customer_id, limit, cursor)


def reader_of(request: Request, upstreams: Mapping[str, Upstream]) -> Reader:
    """A reader that acts as the caller."""
    return Reader(upstreams, request.headers.get("authorization", ""), language_of(request.headers))
