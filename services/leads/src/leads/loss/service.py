"""Applying for a defeat, and deciding on it."""

from uuid import UUID

from service_defaults.ids import new_id
from service_defaults.work import Work
from sqlalchemy.exc import IntegrityError

from leads.assignment.desk import Desk
from leads.lead import service as leads
from leads.lead import steering
from leads.lead.errors import OrderInProgress
from leads.lead.models import Lead
from leads.lead.policy import Stage, snapped
from leads.lead.schemas import CloseOutcome, LeadClosure
from leads.loss import case_repository as repository
from leads.loss import events, pausing, policy, verification
from leads.loss.errors import (
    CompetitorRequired,
    LossCaseNotFound,
    LossDecidedAlready,
    LossNeedsApproval,
    LossPending,
    OwnApplication,
)
from leads.loss.models import LossCase
from leads.loss.policy import CaseStatus, Outcome
from leads.loss.reasons import known_reason
from leads.loss.schemas import LossApplication, LossApproval, LossRefusal
from leads.posts import SALES_MANAGERS
from leads.setting.loss import LossSettings, LossType


async def apply(work: Work, lead_id: UUID, command: LossApplication) -> LossCase:
    """Ask for a defeat to be approved; the lead stays in work until then. Raises `LossPending`, `LeadClosed`,
    `OrderInProgress`, `LossReasonUnknown`, `CompetitorRequired`."""
    lead = await _losable(work, lead_id)
    desk = await leads.desk_of(work, lead.store_id)
    case = await _case(work, lead, command, desk.settings.loss)
    case.status = CaseStatus.PENDING
    if not desk.settings.loss.needs_approval:
        await _approved(work, case, lead, desk)
    try:
        async with work.session.begin_nested():
            work.session.add(case)
            await work.session.flush()
    except IntegrityError as error:
        raise LossPending from error
    if case.status == CaseStatus.PENDING:
        events.applied(work, case)
    else:
        await _after_approval(work, case, desk, verify=None)
    await work.session.flush()
    return case


async def close(work: Work, lead_id: UUID, command: LeadClosure) -> Lead:
    """Close at once: frozen by whoever works the lead, lost and invalid by those who may decide. Raises
    `LossNeedsApproval`."""
    if command.outcome is CloseOutcome.FROZEN:
        lead = await steering.close_lead(work, lead_id, command)
        desk = await leads.desk_of(work, lead.store_id)
        await pausing.freeze(work, lead, desk, reason=command.reason, days=command.freeze_days)
        await work.session.flush()
        return lead
    lead = await _losable(work, lead_id)
    desk = await leads.desk_of(work, lead.store_id)
    if desk.settings.loss.needs_approval and not work.actor.holds(*SALES_MANAGERS):
        raise LossNeedsApproval
    application = LossApplication(
        outcome=Outcome(command.outcome.value),
        reason=command.reason,
        competitor_brand=command.competitor,
        description=command.note[:1000],
    )
    case = await _case(work, lead, application, desk.settings.loss)
    await _approved(work, case, lead, desk)
    work.session.add(case)
    await _after_approval(work, case, desk, verify=None)
    await work.session.flush()
    return lead


async def _losable(work: Work, lead_id: UUID) -> Lead:
    lead = await leads.lock_lead(work, lead_id)
    leads.refuse_closed(lead)
    if lead.stage == Stage.ORDERED:
        raise OrderInProgress
    if await repository.pending_of(work.session, lead.id) is not None:
        raise LossPending
    return lead


async def _case(work: Work, lead: Lead, command: LossApplication, rules: LossSettings) -> LossCase:
    reason = known_reason(rules, command.reason)
    if reason.needs_competitor and not command.competitor_brand:
        raise CompetitorRequired(pointer="/competitor_brand")
    behind = await repository.road(work.session, lead)
    return LossCase(
        id=new_id(),
        store_id=lead.store_id,
        customer_id=lead.customer_id,
        lead_id=lead.id,
        assignee_id=lead.assignee_id,
        status=CaseStatus.PENDING,
        outcome=command.outcome,
        type=command.type or reason.type,
        reason=reason.code,
        competitor_brand=command.competitor_brand,
        competitor_series=command.competitor_series,
        description=command.description,
        node=policy.node_of(Stage(lead.stage), had_order=behind.had_order, arrived=behind.arrived),
        stage=lead.stage,
        level=lead.level,
        source=lead.source,
        applied_by=work.actor.staff_id,
        applied_at=work.now,
        review_note="",
    )


async def approve(work: Work, case_id: UUID, command: LossApproval) -> LossCase:
    """The lead is closed, somebody else asks the customer why. Raises `LossCaseNotFound`, `LossDecidedAlready`,
    `OwnApplication`, `OrderInProgress` when an order came between."""
    case = await _undecided(work, case_id)
    lead = await leads.lock_lead(work.as_system(), case.lead_id)
    if lead.stage == Stage.ORDERED:
        raise OrderInProgress
    desk = await leads.desk_of(work, case.store_id)
    if command.reason is not None:
        reason = known_reason(desk.settings.loss, command.reason)
        case.reason, case.type = reason.code, command.type or reason.type
    elif command.type is not None:
        case.type = LossType(command.type)
    case.review_note = command.note
    await _approved(work, case, lead, desk)
    await _after_approval(work, case, desk, verify=command.verify)
    await work.session.flush()
    return case


async def _undecided(work: Work, case_id: UUID) -> LossCase:
    seen = await repository.find(work.session, work.actor, case_id)
    if seen is None:
        raise LossCaseNotFound
    # The lead before its case, as everywhere.
    await leads.lock_lead(work.as_system(), seen.lead_id)
    case = await repository.lock(work.session, work.actor, case_id)
    if case is None:
        raise LossCaseNotFound
    if case.status != CaseStatus.PENDING:
        raise LossDecidedAlready(status=case.status)
    if case.applied_by is not None and case.applied_by == work.actor.staff_id:
        raise OwnApplication
    return case


async def _approved(work: Work, case: LossCase, lead: Lead, desk: Desk) -> None:
    case.status = CaseStatus.APPROVED
    case.reviewed_by, case.reviewed_at = work.actor.staff_id, work.now
    # A reason that was retired since the application still says when to ask again.
    reason = desk.settings.loss.reason(case.reason)
    case.second_chance_at = policy.second_chance_at(reason, work.now) if reason else None
    closure = LeadClosure(
        outcome=CloseOutcome(case.outcome),
        reason=case.reason,
        competitor=" ".join(part for part in (case.competitor_brand, case.competitor_series) if part) or None,
        note=case.description,
    )
    if lead.is_open:
        await steering.close_lead(work.as_system(), lead.id, closure)


async def _after_approval(work: Work, case: LossCase, desk: Desk, *, verify: bool | None) -> None:
    wanted = desk.settings.loss.verify if verify is None else verify
    if wanted:
        await verification.assign(work, case, desk)
    events.decided(work, case, approved=True)


async def refuse(work: Work, case_id: UUID, command: LossRefusal) -> LossCase:
    """The lead goes back to the adviser, with a contact that is due now."""
    case = await _undecided(work, case_id)
    case.status, case.review_note = CaseStatus.REFUSED, command.note
    case.reviewed_by, case.reviewed_at = work.actor.staff_id, work.now
    lead = await leads.lock_lead(work.as_system(), case.lead_id)
    if lead.is_open:
        desk = await leads.desk_of(work, case.store_id)
        lead.next_contact_at = snapped(work.now, desk.calendar)
    events.decided(work, case, approved=False)
    await work.session.flush()
    return case


async def withdraw(work: Work, case_id: UUID) -> LossCase:
    """The adviser takes the application back. Raises `LossDecidedAlready`."""
    case = await repository.lock(work.session, work.actor, case_id)
    if case is None:
        raise LossCaseNotFound
    if case.status != CaseStatus.PENDING:
        raise LossDecidedAlready(status=case.status)
    case.status = CaseStatus.WITHDRAWN
    events.line(work, case, "loss_withdrawn", reason=case.reason)
    await work.session.flush()
    return case
