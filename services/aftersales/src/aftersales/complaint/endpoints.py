"""Complaints over HTTP."""

from collections.abc import Awaitable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from service_defaults.idempotency import OnlyOnce
from service_defaults.identity import Role
from service_defaults.paging import MAX_CURSOR_LENGTH, Limit, Page
from service_defaults.web import Reads, Writes, set_etag, staff
from service_defaults.work import Work

from aftersales.complaint import opening, steering, steps, views
from aftersales.complaint.models import Complaint
from aftersales.complaint.schemas import (
    Agreement,
    CompensationDecision,
    ComplaintAcceptance,
    ComplaintAssignment,
    ComplaintBoard,
    ComplaintCreate,
    ComplaintNote,
    ComplaintOut,
    ComplaintRow,
    Investigation,
    ManagerReport,
    Regrading,
    RemedyNote,
    RemedyProposal,
    Reopening,
    SatisfactionCall,
)
from aftersales.complaint.steering import HANDLERS
from aftersales.complaint.views import ComplaintFilters

router = APIRouter(prefix="/complaints", tags=["complaints"])
READERS = (
    *HANDLERS,
    Role.SALES_MANAGER,
    Role.SALES_ADVISOR,
    Role.FLOOR_SUPERVISOR,
    Role.PUBLIC_OPINION_MONITOR,
)
MANAGERS = (Role.SERVICE_MANAGER, Role.CRM_MANAGER)


@router.post("", status_code=201, dependencies=staff())
async def open_complaint(body: ComplaintCreate, work: Writes, once: OnlyOnce) -> ComplaintOut:
    """Write down a complaint of a customer in one's scope; number, owner and clocks follow by themselves."""

    async def act() -> ComplaintOut:
        complaint = await opening.open_manually(work, body)
        await work.session.flush()
        return await views.shown(work, complaint.id)

    return await once.run(work, ComplaintOut, act)


@router.get("", dependencies=staff(*READERS))
async def list_complaints(
    reading: Reads,
    filters: Annotated[ComplaintFilters, Depends()],
    limit: Limit = 50,
    cursor: Annotated[str | None, Query(max_length=MAX_CURSOR_LENGTH)] = None,
) -> Page[ComplaintRow]:
    """Complaints, newest first."""
    return await views.listed(reading, filters, limit, cursor)


@router.get("/board", dependencies=staff(*READERS))
async def get_complaint_board(reading: Reads, *, mine: bool = False) -> ComplaintBoard:
    """Open complaints by state, the nearest clock first."""
    return await views.board(reading, mine=mine)


@router.get("/{complaint_id}", dependencies=staff(*READERS))
async def get_complaint(complaint_id: UUID, reading: Reads, response: Response) -> ComplaintOut:
    """One complaint with its clocks, its history, and what can be done next."""
    shown = await views.shown(reading, complaint_id)
    set_etag(response, shown.version)
    return shown


@router.post("/{complaint_id}/acceptance", dependencies=staff(*HANDLERS))
async def accept_complaint(complaint_id: UUID, body: ComplaintAcceptance, work: Writes) -> ComplaintOut:
    """受理: the customer was answered; keeps the respond clock."""
    return await _after(work, steps.accept(work, complaint_id, body.note))


@router.post("/{complaint_id}/investigation", dependencies=staff(*HANDLERS))
async def investigate_complaint(complaint_id: UUID, body: Investigation, work: Writes) -> ComplaintOut:
    """调查: findings and cause."""
    return await _after(work, steps.investigate(work, complaint_id, body))


@router.post("/{complaint_id}/proposal", dependencies=staff(*HANDLERS))
async def propose_remedy(complaint_id: UUID, body: RemedyProposal, work: Writes) -> ComplaintOut:
    """方案: what the store offers; keeps the plan clock."""
    return await _after(work, steps.propose(work, complaint_id, body))


@router.post("/{complaint_id}/compensation-decision", dependencies=staff(Role.GENERAL_MANAGER))
async def decide_compensation(complaint_id: UUID, body: CompensationDecision, work: Writes) -> ComplaintOut:
    """Approve or refuse a compensation above the store's limit."""
    return await _after(work, steps.decide_compensation(work, complaint_id, body))


@router.post("/{complaint_id}/agreement", dependencies=staff(*HANDLERS))
async def record_agreement(complaint_id: UUID, body: Agreement, work: Writes) -> ComplaintOut:
    """客户确认: the customer agrees, or another proposal is owed."""
    return await _after(work, steps.agree(work, complaint_id, body))


@router.post("/{complaint_id}/execution", dependencies=staff(*HANDLERS))
async def execute_remedy(complaint_id: UUID, body: RemedyNote, work: Writes) -> ComplaintOut:
    """执行 begins."""
    return await _after(work, steps.execute(work, complaint_id, body.note))


@router.post("/{complaint_id}/completion", dependencies=staff(*HANDLERS))
async def finish_remedy(complaint_id: UUID, body: RemedyNote, work: Writes) -> ComplaintOut:
    """What was promised is done; the satisfaction call comes next."""
    return await _after(work, steps.finish(work, complaint_id, body.note))


@router.post("/{complaint_id}/satisfaction-call", dependencies=staff(Role.CRC_AGENT, *MANAGERS))
async def call_for_satisfaction(complaint_id: UUID, body: SatisfactionCall, work: Writes) -> ComplaintOut:
    """回访: closes the complaint when the customer is satisfied, opens it again when not."""
    return await _after(work, steps.call_for_satisfaction(work, complaint_id, body))


@router.post("/{complaint_id}/reopening", dependencies=staff(*HANDLERS))
async def reopen_complaint(complaint_id: UUID, body: Reopening, work: Writes) -> ComplaintOut:
    """A closed complaint was not settled after all."""
    return await _after(work, steps.reopen(work, complaint_id, body.reason))


@router.post("/{complaint_id}/report", dependencies=staff(*HANDLERS))
async def report_complaint(complaint_id: UUID, body: ManagerReport, work: Writes) -> ComplaintOut:
    """A major complaint was reported to the general manager."""
    return await _after(work, steps.report(work, complaint_id, body.note))


@router.post("/{complaint_id}/grade", dependencies=staff(*MANAGERS))
async def regrade_complaint(complaint_id: UUID, body: Regrading, work: Writes) -> ComplaintOut:
    """Another grade, other clocks."""
    return await _after(work, steering.regrade(work, complaint_id, body.grade, body.reason))


@router.post("/{complaint_id}/assignment", dependencies=staff(*MANAGERS))
async def assign_complaint(complaint_id: UUID, body: ComplaintAssignment, work: Writes) -> ComplaintOut:
    """Another handler."""
    return await _after(work, steering.assign(work, complaint_id, body.assignee_id, body.reason))


@router.post("/{complaint_id}/notes", status_code=201, dependencies=staff(*HANDLERS, Role.SALES_ADVISOR))
async def note_complaint(complaint_id: UUID, body: ComplaintNote, work: Writes, once: OnlyOnce) -> ComplaintOut:
    """Anything worth remembering that moves nothing."""
    return await once.run(work, ComplaintOut, lambda: _after(work, steps.write_note(work, complaint_id, body.note)))


async def _after(work: Work, step: Awaitable[Complaint]) -> ComplaintOut:
    complaint = await step
    await work.session.flush()
    return await views.shown(work, complaint.id)
