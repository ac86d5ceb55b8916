"""The closed loop, step by step. Each step locks the complaint, checks its state, writes the history, tells others."""

from typing import Any
from uuid import UUID

from contracts.vocabulary import ComplaintGrade
from service_defaults import timeline
from service_defaults.identity import Role
from service_defaults.work import Work

from aftersales.complaint import clocks, events, history, repository
from aftersales.complaint.errors import (
    CompensationUndecided,
    NoCompensationPending,
    SatisfactionMissing,
    StepRefused,
)
from aftersales.complaint.models import Complaint
from aftersales.complaint.policy import (
    MOVES,
    ClockKind,
    Compensation,
    ComplaintStatus,
    Step,
    clocks_after_reopening,
    steps_from,
)
from aftersales.complaint.schemas import (
    Agreement,
    CompensationDecision,
    Investigation,
    RemedyProposal,
    SatisfactionCall,
)
from aftersales.setting.service import rules_of


async def accept(work: Work, complaint_id: UUID, note: str) -> Complaint:
    """受理: the customer has an answer and a name."""
    complaint = await _at(work, complaint_id)
    _move(work, complaint, Step.ACCEPT, note)
    await clocks.keep(work, complaint, ClockKind.RESPOND)
    return complaint


async def investigate(work: Work, complaint_id: UUID, body: Investigation) -> Complaint:
    """调查: findings, more than once if need be."""
    complaint = await _at(work, complaint_id)
    complaint.cause = body.cause or complaint.cause
    _move(work, complaint, Step.INVESTIGATE, body.findings, {"cause": body.cause} if body.cause else {})
    return complaint


async def propose(work: Work, complaint_id: UUID, body: RemedyProposal) -> Complaint:
    """方案: what the store offers; money above the limit waits for the general manager."""
    complaint = await _at(work, complaint_id)
    rules = await rules_of(work.session, complaint.store_id)
    complaint.proposal, complaint.compensation_fen = body.proposal, body.compensation_fen
    within = body.compensation_fen <= rules.settings.complaint.compensation_limit_fen
    if body.compensation_fen == 0:
        complaint.compensation = Compensation.NONE
    elif within or work.actor.holds(Role.GENERAL_MANAGER):
        complaint.compensation = Compensation.APPROVED
    else:
        complaint.compensation = Compensation.PENDING
    _move(work, complaint, Step.PROPOSE, body.proposal, {"compensation_fen": body.compensation_fen})
    await clocks.keep(work, complaint, ClockKind.PLAN)
    return complaint


async def decide_compensation(work: Work, complaint_id: UUID, body: CompensationDecision) -> Complaint:
    """The general manager's word; a refusal asks for another proposal. Raises `NoCompensationPending`."""
    complaint = await _at(work, complaint_id)
    if complaint.compensation != Compensation.PENDING:
        raise NoCompensationPending
    before = complaint.status
    complaint.compensation = Compensation.APPROVED if body.approved else Compensation.REJECTED
    if not body.approved:
        complaint.status = ComplaintStatus.INVESTIGATING
    details = {"approved": body.approved, "compensation_fen": complaint.compensation_fen}
    history.write(work, complaint, Step.DECIDE_COMPENSATION, from_status=before, note=body.note, details=details)
    _tell(work, complaint, Step.DECIDE_COMPENSATION)
    return complaint


async def agree(work: Work, complaint_id: UUID, body: Agreement) -> Complaint:
    """客户确认: agreed, or another proposal is owed. Raises `CompensationUndecided`."""
    complaint = await _at(work, complaint_id)
    if body.agreed and complaint.compensation == Compensation.PENDING:
        raise CompensationUndecided
    _move(work, complaint, Step.AGREE if body.agreed else Step.DECLINE, body.note)
    return complaint


async def execute(work: Work, complaint_id: UUID, note: str) -> Complaint:
    """执行 has begun."""
    complaint = await _at(work, complaint_id)
    complaint.executed_by = work.actor.staff_id
    _move(work, complaint, Step.EXECUTE, note)
    return complaint


async def finish(work: Work, complaint_id: UUID, note: str) -> Complaint:
    """What was promised has been done; the customer is asked next."""
    complaint = await _at(work, complaint_id)
    complaint.executed_by = work.actor.staff_id
    _move(work, complaint, Step.FINISH, note)
    return complaint


async def call_for_satisfaction(work: Work, complaint_id: UUID, call: SatisfactionCall) -> Complaint:
    """回访: closed when satisfied, opened again when not, merely noted when nobody answered."""
    complaint = await _at(work, complaint_id)
    if complaint.status != ComplaintStatus.VERIFYING:
        raise _refused(complaint)
    details = {"score": call.score, "by_handler": is_handler(complaint, work.actor.staff_id)}
    if not call.reached:
        history.write(work, complaint, Step.UNREACHED, from_status=complaint.status, note=call.note, details=details)
        return complaint
    if call.satisfied is None:
        raise SatisfactionMissing(pointer="/satisfied")
    complaint.satisfied, complaint.satisfaction_score = call.satisfied, call.score
    complaint.verified_by = work.actor.staff_id
    if not call.satisfied:
        return await _begin_again(work, complaint, Step.DISSATISFIED, call.note, details)
    complaint.closed_at = work.now
    _move(work, complaint, Step.SATISFIED, call.note, details)
    await clocks.stop_all(work, complaint)
    return complaint


async def reopen(work: Work, complaint_id: UUID, reason: str) -> Complaint:
    """A closed complaint was not settled after all."""
    return await _begin_again(work, await _at(work, complaint_id), Step.REOPEN, reason, {})


async def report(work: Work, complaint_id: UUID, note: str) -> Complaint:
    """The general manager has been told of a major complaint."""
    complaint = await _at(work, complaint_id)
    if complaint.status == ComplaintStatus.CLOSED:
        raise _refused(complaint)
    history.write(work, complaint, Step.REPORT, from_status=complaint.status, note=note)
    await clocks.keep(work, complaint, ClockKind.REPORT)
    return complaint


async def write_note(work: Work, complaint_id: UUID, note: str) -> Complaint:
    """Anything worth remembering that moves nothing."""
    complaint = await _at(work, complaint_id)
    history.write(work, complaint, Step.NOTE, from_status=complaint.status, note=note)
    return complaint


def is_handler(complaint: Complaint, staff_id: UUID | None) -> bool:
    """Who handled it should not be the one who asks whether it was handled well."""
    return staff_id is not None and staff_id in (complaint.assignee_id, complaint.executed_by)


async def _begin_again(work: Work, complaint: Complaint, step: Step, note: str, details: dict[str, Any]) -> Complaint:
    _move(work, complaint, step, note, details)
    complaint.closed_at = None
    complaint.satisfied = False
    complaint.reopened += 1
    complaint.compensation = Compensation.NONE
    rules = await rules_of(work.session, complaint.store_id)
    anew = clocks_after_reopening(
        ComplaintGrade(complaint.grade), work.now, rules.settings.complaint, rules.complaint_time
    )
    await clocks.replace(work, complaint, [clock.kind for clock in anew], anew)
    return complaint


async def _at(work: Work, complaint_id: UUID) -> Complaint:
    return await repository.find(work.session, complaint_id, work.actor, lock=True)


def _move(work: Work, complaint: Complaint, step: Step, note: str, details: dict[str, Any] | None = None) -> None:
    sources, target = MOVES[step]
    before = ComplaintStatus(complaint.status)
    if before not in sources:
        raise _refused(complaint)
    complaint.status = target
    history.write(work, complaint, step, from_status=before, note=note, details=details)
    _tell(work, complaint, step)


def _tell(work: Work, complaint: Complaint, step: Step) -> None:
    closed = complaint.status == ComplaintStatus.CLOSED
    kind, params = ("complaint_closed", {"satisfied": True}) if closed else ("complaint_progressed", {})
    timeline.note(
        work,
        kind,
        customer_id=complaint.customer_id,
        store_id=complaint.store_id,
        ref_kind="complaint",
        ref_id=complaint.id,
        no=complaint.no,
        step=step,
        status=complaint.status,
        **params,
    )
    work.emit(events.complaint_closed(complaint) if closed else events.complaint_progressed(complaint))


def _refused(complaint: Complaint) -> StepRefused:
    status = ComplaintStatus(complaint.status)
    owed = complaint.next_clock == ClockKind.REPORT
    return StepRefused.at(status, steps_from(status, Compensation(complaint.compensation), report_owed=owed))
