"""The one search box: name, pinyin initials, last four of the mobile, tail of plate or VIN. leads keeps the index."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from service_defaults.web import staff

from gateway.customer_view.endpoints import reader_of
from gateway.runtime import Running

router = APIRouter(tags=["search"])


@router.get("/search", dependencies=staff())
async def search(request: Request, runtime: Running, q: Annotated[str, Query(min_length=1, max_length=64)]) -> Response:
    """Customers within one's scope who match; the answer is that of leads' search."""
    found = await reader_of(request, runtime.upstreams).get("leads", "/customers/search", q=q)
    return Response(found.body, status_code=found.status, media_type=found.media_type)
