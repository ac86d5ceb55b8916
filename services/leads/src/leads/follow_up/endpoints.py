"""HTTP of the contact log."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from service_defaults.idempotency import OnlyOnce
from service_defaults.paging import Limit, Page
from service_defaults.web import Reads, Writes, staff

from leads.follow_up import service
from leads.follow_up.schemas import FollowUpAdvice, FollowUpLog, FollowUpLogged, FollowUpOut, NextContact
from leads.lead import listing
from leads.posts import CUSTOMER_POSTS, SALES_MANAGERS, SELLERS
from leads.setting.schemas import LevelCode

router = APIRouter(tags=["follow-ups"])


@router.post("/leads/{lead_id}/follow-ups", status_code=201, dependencies=staff(*SELLERS))
async def log_follow_up(lead_id: UUID, body: FollowUpLog, work: Writes, once: OnlyOnce) -> FollowUpLogged:
    """Log a contact: stops the response clock, sets the level, plans the next contact, moves the lead on."""

    async def act() -> FollowUpLogged:
        row = await service.log_follow_up(work, lead_id, body)
        return FollowUpLogged(follow_up=await service.answered(work, row), lead=await listing.lead_page(work, lead_id))

    return await once.run(work, FollowUpLogged, act)


@router.get("/leads/{lead_id}/follow-ups", dependencies=staff(*CUSTOMER_POSTS))
async def list_follow_ups(
    lead_id: UUID,
    reading: Reads,
    limit: Limit = 50,
    cursor: Annotated[str | None, Query(max_length=1024)] = None,
) -> Page[FollowUpOut]:
    """Contacts of a lead, newest first."""
    return await service.list_follow_ups(reading, lead_id, limit, cursor)


@router.post("/follow-ups/{follow_up_id}/advice", dependencies=staff(*SALES_MANAGERS))
async def advise_follow_up(follow_up_id: UUID, body: FollowUpAdvice, work: Writes) -> FollowUpOut:
    """展厅主管建议: what the supervisor advises; stands on the back of the customer card."""
    return await service.answered(work, await service.advise(work, follow_up_id, body))


@router.get("/leads/{lead_id}/next-contact", dependencies=staff(*SELLERS))
async def preview_next_contact(
    lead_id: UUID, reading: Reads, level: Annotated[LevelCode | None, Query()] = None
) -> NextContact:
    """When the next contact would be at a level, and what to offer beside it."""
    return await service.preview_next_contact(reading, lead_id, level)
