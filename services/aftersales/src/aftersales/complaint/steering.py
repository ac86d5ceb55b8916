"""Steering a complaint without moving it: how grave it is, and who handles it."""

from uuid import UUID

from contracts.vocabulary import ComplaintGrade
from service_defaults import timeline
from service_defaults.identity import Role
from service_defaults.organisation import active_staff
from service_defaults.work import Work

from aftersales.complaint import clocks, events, history, repository
from aftersales.complaint.errors import AssigneeUnknown, StepRefused
from aftersales.complaint.models import Complaint
from aftersales.complaint.policy import ClockKind, ComplaintStatus, Step, regraded_clocks
from aftersales.setting.service import rules_of

HANDLERS = (
    Role.SERVICE_MANAGER,
    Role.CRM_MANAGER,
    Role.SERVICE_ADVISOR,
    Role.CRC_AGENT,
    Role.AFTERSALES_BUSINESS_MANAGER,
)


async def regrade(work: Work, complaint_id: UUID, grade: ComplaintGrade, reason: str) -> Complaint:
    """Another grade: the close is owed by another day, a major complaint is reported to the general manager."""
    complaint = await _open(work, complaint_id)
    before, complaint.grade = complaint.grade, grade
    rules = await rules_of(work.session, complaint.store_id)
    rows = await repository.clocks_of(work.session, complaint.id)
    started = max((row.started_at for row in rows if row.kind == ClockKind.CLOSE), default=complaint.opened_at)
    anew = regraded_clocks(grade, started, work.now, rules.settings.complaint)
    await clocks.replace(work, complaint, (ClockKind.CLOSE, ClockKind.REPORT), anew)
    details = {"from": before, "to": str(grade)}
    history.write(work, complaint, Step.REGRADE, from_status=complaint.status, note=reason, details=details)
    _tell(work, complaint, Step.REGRADE)
    return complaint


async def assign(work: Work, complaint_id: UUID, assignee_id: UUID, reason: str) -> Complaint:
    """Another handler. Raises `AssigneeUnknown`."""
    complaint = await _open(work, complaint_id)
    people = await active_staff(work.session, complaint.store_id, *HANDLERS, Role.GENERAL_MANAGER)
    if assignee_id not in {person.id for person in people}:
        raise AssigneeUnknown(pointer="/assignee_id")
    before, complaint.assignee_id = complaint.assignee_id, assignee_id
    details = {"from": str(before) if before else None, "to": str(assignee_id)}
    history.write(work, complaint, Step.ASSIGN, from_status=complaint.status, note=reason, details=details)
    _tell(work, complaint, Step.ASSIGN)
    return complaint


async def _open(work: Work, complaint_id: UUID) -> Complaint:
    complaint = await repository.find(work.session, complaint_id, work.actor, lock=True)
    if complaint.status == ComplaintStatus.CLOSED:
        raise StepRefused.at(ComplaintStatus.CLOSED, (Step.REOPEN,))
    return complaint


def _tell(work: Work, complaint: Complaint, step: Step) -> None:
    timeline.note(
        work,
        "complaint_progressed",
        customer_id=complaint.customer_id,
        store_id=complaint.store_id,
        ref_kind="complaint",
        ref_id=complaint.id,
        no=complaint.no,
        step=step,
        status=complaint.status,
    )
    work.emit(events.complaint_progressed(complaint))
