"""The one search box: name, pinyin initials, last four of the mobile, tail of plate or VIN. leads keeps the index."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from service_defaults.web import staff

from gateway.customer_view.endpoints import reader_of
from gateway.runtime import Running
from gateway.search.schemas import Found

router = APIRouter(tags=["search"])
_HITS = 20


@router.get("/search", dependencies=staff(), responses={200: {"model": Found}})
async def search(request: Request, runtime: Running, q: Annotated[str, Query(min_length=1, max_length=64)]) -> Response:
    """Customers within one's scope who match, at most 20."""
    found = await reader_of(request, runtime.upstreams).get("leads", "/customers", query=q, limit=_HITS)
    return Response(found.body, status_code=found.status, media_type=found.media_type)
