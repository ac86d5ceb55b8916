"""HTTP of defeat."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from service_defaults.fields import Code, Text
from service_defaults.idempotency import OnlyOnce
from service_defaults.identity import Role
from service_defaults.paging import Limit, Page
from service_defaults.web import Reads, Writes, staff

from leads.days import Instant
from leads.loss import listing, service, verification
from leads.loss.listing_repository import NOBODY, LossFilters
from leads.loss.policy import CaseStatus, Node, Outcome
from leads.loss.schemas import (
    Basis,
    Grouping,
    LossAnalysis,
    LossApplication,
    LossApproval,
    LossCaseRow,
    LossRefusal,
    VerificationAssignment,
    VerificationOut,
    VerificationReport,
    VerificationRow,
)
from leads.posts import SALES_MANAGERS, SELLERS
from leads.setting.loss import LossType
from leads.setting.schemas import LevelCode

router = APIRouter(tags=["losses"])
VERIFIERS = (*SELLERS, Role.CRC_AGENT, Role.CRM_MANAGER)
ANALYSTS = (*SALES_MANAGERS, Role.CRM_MANAGER, Role.MARKETING)
Cursor = Annotated[str | None, Query(max_length=1024)]
_UUID = r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
Adviser = Annotated[str | None, Query(pattern=rf"^({NOBODY}|{_UUID})$")]


@router.post("/leads/{lead_id}/loss-cases", status_code=201, dependencies=staff(*SELLERS))
async def apply_for_loss(lead_id: UUID, body: LossApplication, work: Writes, once: OnlyOnce) -> LossCaseRow:
    """Apply for a defeat 战败申请. The lead stays in work until a manager decides; where the store wants no approval it
    is closed at once."""

    async def act() -> LossCaseRow:
        case = await service.apply(work, lead_id, body)
        return await listing.case_page(work, case.id)

    return await once.run(work, LossCaseRow, act)


@router.get("/loss-cases", dependencies=staff(*VERIFIERS, Role.MARKETING))
async def list_loss_cases(
    *,
    reading: Reads,
    status: Annotated[list[CaseStatus] | None, Query(max_length=5)] = None,
    outcome: Outcome | None = None,
    node: Node | None = None,
    reason: Code | None = None,
    loss_type: Annotated[LossType | None, Query(alias="type")] = None,
    competitor: Annotated[Text | None, Query()] = None,
    adviser: Adviser = None,
    source: Code | None = None,
    level: LevelCode | None = None,
    since: Instant | None = None,
    until: Instant | None = None,
    basis: Basis = Basis.STATED,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[LossCaseRow]:
    """Defeats, newest first: those that wait for a decision, or the rows behind a number of the analysis. `-` stands
    for none (competitor, adviser)."""
    filters = LossFilters(
        statuses=tuple(status or ()),
        outcome=outcome,
        node=node,
        reason=reason,
        type=loss_type,
        competitor=competitor,
        adviser=adviser,
        source=source,
        level=level,
        since=since,
        until=until,
        basis=basis,
    )
    return await listing.list_cases(reading, filters, limit=limit, cursor=cursor)


@router.get("/loss-cases/{case_id}", dependencies=staff(*VERIFIERS, Role.MARKETING))
async def get_loss_case(case_id: UUID, reading: Reads) -> LossCaseRow:
    """One defeat."""
    return await listing.case_page(reading, case_id)


@router.post("/loss-cases/{case_id}/approval", dependencies=staff(*SALES_MANAGERS))
async def approve_loss(case_id: UUID, body: LossApproval, work: Writes) -> LossCaseRow:
    """The lead is closed; somebody other than the loser gets the call that verifies the reason."""
    case = await service.approve(work, case_id, body)
    return await listing.case_page(work, case.id)


@router.post("/loss-cases/{case_id}/refusal", dependencies=staff(*SALES_MANAGERS))
async def refuse_loss(case_id: UUID, body: LossRefusal, work: Writes) -> LossCaseRow:
    """The lead goes back to the adviser with a contact that is due now."""
    case = await service.refuse(work, case_id, body)
    return await listing.case_page(work, case.id)


@router.post("/loss-cases/{case_id}/withdrawal", dependencies=staff(*SELLERS))
async def withdraw_loss(case_id: UUID, work: Writes) -> LossCaseRow:
    """The adviser takes the application back."""
    case = await service.withdraw(work, case_id)
    return await listing.case_page(work, case.id)


@router.get("/loss-analysis", dependencies=staff(*ANALYSTS))
async def get_loss_analysis(
    *,
    reading: Reads,
    by: Grouping = Grouping.NODE,
    since: Instant | None = None,
    until: Instant | None = None,
    basis: Basis = Basis.STATED,
    outcome: Outcome | None = Outcome.LOST,
    node: Node | None = None,
    reason: Code | None = None,
    competitor: Annotated[Text | None, Query()] = None,
    source: Code | None = None,
) -> LossAnalysis:
    """Where (node), why (reason, type), to whom (competitor) and by whom customers were lost; the last 90 days unless
    a span is given. The same filters at `/loss-cases` with `status=approved` open the rows behind each number."""
    filters = LossFilters(
        outcome=outcome,
        node=node,
        reason=reason,
        competitor=competitor,
        source=source,
        since=since or reading.now - timedelta(days=90),
        until=until or reading.now + timedelta(seconds=1),
        basis=basis,
    )
    return await listing.analyse(reading, filters, by)


@router.get("/loss-verifications", dependencies=staff(*VERIFIERS))
async def list_loss_verifications(
    reading: Reads, *, mine: bool = False, done: bool = False, limit: Limit = 50, cursor: Cursor = None
) -> Page[VerificationRow]:
    """Calls that verify defeats 战败回访, the most urgent first; nobody sees those of customers they lost."""
    return await listing.list_verifications(reading, mine=mine, done=done, limit=limit, cursor=cursor)


@router.post("/loss-verifications/{verification_id}/report", dependencies=staff(*VERIFIERS))
async def report_loss_verification(verification_id: UUID, body: VerificationReport, work: Writes) -> VerificationOut:
    """What the customer said: confirmed, differs (with the reason), reactivated (the lead opens), unreachable."""
    return await verification.report(work, verification_id, body)


@router.post("/loss-verifications/{verification_id}/assignment", dependencies=staff(*SALES_MANAGERS, Role.CRM_MANAGER))
async def assign_loss_verification(
    verification_id: UUID, body: VerificationAssignment, work: Writes
) -> VerificationOut:
    """Somebody else makes the call; never one who lost the customer."""
    return await verification.hand_on(work, verification_id, body)
