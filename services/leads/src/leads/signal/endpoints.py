"""HTTP of signals."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from service_defaults.paging import Limit, Page
from service_defaults.web import Reads, Writes, staff

from leads.posts import CUSTOMER_POSTS, SELLERS
from leads.signal import service
from leads.signal.policy import SignalState
from leads.signal.schemas import SignalClosing, SignalRow

router = APIRouter(tags=["signals"])


@router.get("/signals", dependencies=staff(*CUSTOMER_POSTS))
async def list_signals(
    reading: Reads,
    customer_id: UUID | None = None,
    state: SignalState | None = SignalState.OPEN,
    limit: Limit = 50,
    cursor: Annotated[str | None, Query(max_length=1024)] = None,
) -> Page[SignalRow]:
    """Why somebody should look at a customer now, newest first."""
    return await service.list_signals(reading, customer_id=customer_id, state=state, limit=limit, cursor=cursor)


@router.post("/signals/{signal_id}/closing", dependencies=staff(*SELLERS))
async def close_signal(signal_id: UUID, body: SignalClosing, work: Writes) -> SignalRow:
    """Taken up or set aside. One that asks why a customer cooled down needs the cause."""
    return await service.close_signal(work, signal_id, body)
