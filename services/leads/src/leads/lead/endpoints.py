"""HTTP of leads."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from service_defaults.idempotency import OnlyOnce
from service_defaults.identity import Role
from service_defaults.json_lines import Json
from service_defaults.paging import Page
from service_defaults.web import ExpectedVersion, Reads, Writes, set_etag, staff
from service_defaults.work import Reading

from leads.customer.listing import search_alternatives
from leads.lead import listing, registering, steering, undoing
from leads.lead.query import LeadBoardQuery, LeadListQuery, LeadQuery
from leads.lead.schemas import (
    AssignmentOut,
    Board,
    LeadChange,
    LeadClosure,
    LeadCreate,
    LeadCreated,
    LeadOut,
    LeadOutcome,
    LeadReopening,
    LeadRow,
    LevelGrade,
    Reassignment,
    StageMove,
)
from leads.loss import service as losses
from leads.posts import CUSTOMER_POSTS, FRONT_DESK, SALES_MANAGERS, SELLERS

router = APIRouter(tags=["leads"])


@router.get("/leads", response_model=Page[LeadRow], dependencies=staff(*CUSTOMER_POSTS))
async def list_leads(reading: Reads, asked: Annotated[LeadListQuery, Query()]) -> Json:
    """Leads in scope. With `order=next_contact`, `score` or `risk` only those that have a planned contact, a score,
    something that is awaited; `last_contact` begins with those who have waited longest."""
    filters = asked.filters(await _tokens(reading, asked))
    page = await listing.list_leads(reading, filters, order=asked.order, limit=asked.limit, cursor=asked.cursor)
    return Json(page)


async def _tokens(reading: Reading, asked: LeadQuery) -> list[list[int]] | None:
    return await search_alternatives(reading, asked.query) if asked.query else None


@router.get("/leads/board", response_model=Board, dependencies=staff(*SELLERS))
async def get_lead_board(reading: Reads, asked: Annotated[LeadBoardQuery, Query()]) -> Json:
    """Open leads by stage, of the same filters as the list. More of a column: the list with the same filters, `stage`,
    `order=stage` and the column's `next_cursor`."""
    filters = asked.filters(await _tokens(reading, asked))
    return Json(await listing.lead_board(reading, filters, asked.per_column))


@router.post("/leads", status_code=201, dependencies=staff(*FRONT_DESK, Role.MARKETING, Role.CRM_MANAGER))
async def create_lead(body: LeadCreate, work: Writes, once: OnlyOnce) -> LeadCreated:
    """Write a lead down. Who has an open lead already gets a touchpoint (`duplicate`), and keeps their adviser."""

    async def act() -> LeadCreated:
        received = await registering.create_lead(work, body)
        return LeadCreated(
            outcome=LeadOutcome.DUPLICATE if received.duplicate else LeadOutcome.CREATED,
            lead_id=received.lead_id,
            customer_id=received.customer_id,
            owner_name=received.owner.name if received.owner else None,
            lead=await listing.lead_page_or_none(work, received.lead_id),
        )

    return await once.run(work, LeadCreated, act)


@router.get("/leads/{lead_id}", dependencies=staff(*CUSTOMER_POSTS))
async def get_lead(lead_id: UUID, reading: Reads, response: Response) -> LeadOut:
    """One lead with its histories. The ETag is the version to send with a change."""
    page = await listing.lead_page(reading, lead_id)
    set_etag(response, page.version)
    return page


@router.patch("/leads/{lead_id}", dependencies=staff(*SELLERS))
async def change_lead(
    lead_id: UUID, body: LeadChange, work: Writes, expected: ExpectedVersion, response: Response
) -> LeadOut:
    """Change what is given; needs `If-Match`."""
    lead = await steering.change_lead(work, lead_id, body, expected)
    set_etag(response, lead.version)
    return await listing.lead_page(work, lead_id)


@router.get("/leads/{lead_id}/assignment", dependencies=staff(*SELLERS))
async def get_lead_assignment(lead_id: UUID, reading: Reads) -> AssignmentOut:
    """Why this adviser: the reason, and who else could have been chosen with how many leads that day."""
    return await listing.explain_assignment(reading, lead_id)


@router.post("/leads/{lead_id}/reassignment", dependencies=staff(*SALES_MANAGERS))
async def reassign_lead(lead_id: UUID, body: Reassignment, work: Writes) -> LeadOut:
    """Hand the customer with all open leads over to another adviser of the store."""
    await steering.reassign_lead(work, lead_id, body)
    return await listing.lead_page(work, lead_id)


@router.post("/leads/{lead_id}/stage", dependencies=staff(*SELLERS))
async def move_lead(lead_id: UUID, body: StageMove, work: Writes) -> LeadOut:
    """Mark as contacted or visited; later stages follow from test drive, quote, order and delivery."""
    await steering.move_lead(work, lead_id, body.stage)
    return await listing.lead_page(work, lead_id)


@router.post("/leads/{lead_id}/stage/undo", dependencies=staff(*SELLERS))
async def take_stage_back(lead_id: UUID, work: Writes) -> LeadOut:
    """Take back the stage you have just set by hand: within two minutes, before anything else moved the lead."""
    await undoing.take_stage_back(work, lead_id)
    return await listing.lead_page(work, lead_id)


@router.post("/leads/{lead_id}/level", dependencies=staff(*SELLERS))
async def grade_lead(lead_id: UUID, body: LevelGrade, work: Writes) -> LeadOut:
    """Set the intent level with its reason; the next contact follows from the level's cadence unless given."""
    await steering.grade_lead(work, lead_id, body)
    return await listing.lead_page(work, lead_id)


@router.post("/leads/{lead_id}/closure", dependencies=staff(*SELLERS))
async def close_lead(lead_id: UUID, body: LeadClosure, work: Writes) -> LeadOut:
    """Freeze for a while; or close as lost or invalid, which where the store wants approval only those may who give it
    (`loss_needs_approval`: apply instead)."""
    await losses.close(work, lead_id, body)
    return await listing.lead_page(work, lead_id)


@router.post("/leads/{lead_id}/reopening", dependencies=staff(*SELLERS))
async def reopen_lead(lead_id: UUID, body: LeadReopening, work: Writes) -> LeadOut:
    """Work a lost, invalid or frozen lead again."""
    await steering.reopen_lead(work, lead_id, body)
    return await listing.lead_page(work, lead_id)
