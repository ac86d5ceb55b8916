"""HTTP of disputes."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from service_defaults.idempotency import OnlyOnce
from service_defaults.paging import Limit, Page
from service_defaults.web import Reads, Writes, staff

from leads.dispute import listing, service
from leads.dispute.policy import DisputeStatus
from leads.dispute.schemas import DisputeOpen, DisputeOut, DisputeRow, DisputeRuling
from leads.posts import SALES_MANAGERS, SELLERS

router = APIRouter(tags=["disputes"])


@router.post("/disputes", status_code=201, dependencies=staff(*SELLERS))
async def open_dispute(body: DisputeOpen, work: Writes, once: OnlyOnce) -> DisputeOut:
    """Claim a colleague's customer with grounds; a supervisor rules on the evidence."""

    async def act() -> DisputeOut:
        row = await service.open_dispute(work, body)
        return await listing.dispute_page(work, row.id)

    return await once.run(work, DisputeOut, act)


@router.get("/disputes", dependencies=staff(*SELLERS))
async def list_disputes(
    reading: Reads,
    status: DisputeStatus | None = None,
    limit: Limit = 50,
    cursor: Annotated[str | None, Query(max_length=1024)] = None,
) -> Page[DisputeRow]:
    """Disputes in scope: one's own, those about one's customers, a manager's people's."""
    return await listing.list_disputes(reading, status, limit, cursor)


@router.get("/disputes/{dispute_id}", dependencies=staff(*SELLERS))
async def get_dispute(dispute_id: UUID, reading: Reads) -> DisputeOut:
    """One dispute; for those who rule with all evidence and what it speaks for."""
    return await listing.dispute_page(reading, dispute_id)


@router.post("/disputes/{dispute_id}/ruling", dependencies=staff(*SALES_MANAGERS))
async def rule_dispute(dispute_id: UUID, body: DisputeRuling, work: Writes) -> DisputeOut:
    """Keep, transfer or split: final, told to both, on the customer's timeline."""
    row = await service.rule(work, dispute_id, body)
    return await listing.dispute_page(work, row.id)


@router.post("/disputes/{dispute_id}/withdrawal", dependencies=staff(*SELLERS))
async def withdraw_dispute(dispute_id: UUID, work: Writes) -> DisputeRow:
    """The claimant takes it back."""
    row = await service.withdraw(work, dispute_id)
    return DisputeRow.model_validate((await listing.dispute_page(work, row.id)).model_dump(exclude={"evidence"}))
