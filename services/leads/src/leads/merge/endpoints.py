"""HTTP of merging."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from service_defaults.idempotency import OnlyOnce
from service_defaults.identity import Role
from service_defaults.paging import Limit, Page
from service_defaults.web import Reads, Writes, staff

from leads.merge import separating, service
from leads.merge.schemas import MergeCreate, MergeOut, MergePreview, MergeUndo
from leads.posts import SALES_MANAGERS

router = APIRouter(tags=["merges"])
Cursor = Annotated[str | None, Query(max_length=1024)]
MERGERS = (*SALES_MANAGERS, Role.CRM_MANAGER)


@router.get("/customers/{customer_id}/merge-preview", dependencies=staff(*MERGERS))
async def preview_merge(customer_id: UUID, absorbed_id: UUID, reading: Reads) -> MergePreview:
    """Both files side by side: every field, the side it would come from, and what stands in the way."""
    return await service.preview(reading, customer_id, absorbed_id)


@router.get("/customers/{customer_id}/merges", dependencies=staff(*MERGERS))
async def list_customer_merges(
    customer_id: UUID, reading: Reads, limit: Limit = 50, cursor: Cursor = None
) -> Page[MergeOut]:
    """What was merged into the customer's file, also what was undone; newest first."""
    return await service.list_merges(reading, customer_id=customer_id, limit=limit, cursor=cursor)


@router.get("/merges", dependencies=staff(*MERGERS))
async def list_merges(reading: Reads, limit: Limit = 50, cursor: Cursor = None) -> Page[MergeOut]:
    """All merges in scope, newest first."""
    return await service.list_merges(reading, customer_id=None, limit=limit, cursor=cursor)


@router.post("/merges", status_code=201, dependencies=staff(*MERGERS))
async def merge_customers(body: MergeCreate, work: Writes, once: OnlyOnce) -> MergeOut:
    """Two files become one. Nothing is lost: `POST /merges/{id}/undoing` separates them again."""

    async def act() -> MergeOut:
        merge = await service.merge(work, body)
        return await service.get_merge(work, merge.id)

    return await once.run(work, MergeOut, act)


@router.post("/merges/{merge_id}/undoing", dependencies=staff(*MERGERS))
async def undo_merge(merge_id: UUID, body: MergeUndo, work: Writes) -> MergeOut:
    """Both files stand by themselves again; what was written since stays where it was written."""
    merge = await separating.separate(work, merge_id, body)
    return await service.get_merge(work, merge.id)
