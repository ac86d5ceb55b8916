"""HTTP of changes to many leads."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from service_defaults.idempotency import OnlyOnce
from service_defaults.paging import Limit, Page
from service_defaults.web import Reads, Writes, staff

from leads.bulk_change import service
from leads.bulk_change.schemas import (
    BulkChangeCreate,
    BulkChangeDone,
    BulkChangeOut,
    BulkChangePreview,
    BulkChangeUndone,
)
from leads.posts import SELLERS

router = APIRouter(tags=["bulk changes"])


@router.get("/bulk-changes", dependencies=staff(*SELLERS))
async def list_bulk_changes(
    reading: Reads, limit: Limit = 50, cursor: Annotated[str | None, Query(max_length=1024)] = None
) -> Page[BulkChangeOut]:
    """Receipts of one's own bulk changes, newest first."""
    return await service.list_changes(reading, limit, cursor)


@router.post("/bulk-changes/preview", dependencies=staff(*SELLERS))
async def preview_bulk_change(body: BulkChangeCreate, reading: Reads) -> BulkChangePreview:
    """What would become of each lead, and which would stay as they are."""
    return await service.preview(reading, body)


@router.post("/bulk-changes", status_code=201, dependencies=staff(*SELLERS))
async def create_bulk_change(body: BulkChangeCreate, work: Writes, once: OnlyOnce) -> BulkChangeDone:
    """Plan the next contact of leads, or set their level. Each is answered by itself; the answer's id undoes it until
    `undo_until`."""

    async def act() -> BulkChangeDone:
        return await service.change(work, body)

    return await once.run(work, BulkChangeDone, act)


@router.post("/bulk-changes/{change_id}/undo", dependencies=staff(*SELLERS))
async def undo_bulk_change(change_id: UUID, work: Writes) -> BulkChangeUndone:
    """Everything back as it was, but for leads that somebody has worked on since (`changed_since`)."""
    return await service.undo(work, change_id)
