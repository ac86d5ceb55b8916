"""Which event tells whom of the staff. Pure: who is meant is said by name or by post."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from contracts.aftersales import CareTaskDue, ComplaintOpened, ComplaintOverdue
from contracts.leads import (
    AppraisalRequested,
    LeadCreated,
    LeadResponseMissed,
    LeadTouched,
    LoanStatusChanged,
    LossApplied,
    LossDecided,
    LossVerificationAssigned,
    OwnershipDisputed,
    OwnershipRuled,
    QuoteApprovalRequested,
    QuoteDecided,
    ReclaimWarned,
)
from messaging import Event
from service_defaults.identity import Role


@dataclass(frozen=True, slots=True)
class Memo:
    """`staff_ids` by name and everybody at the store who holds one of `posts`. `params` carry no contact data."""

    kind: str
    store_id: UUID
    cause: str
    staff_ids: tuple[UUID, ...] = ()
    posts: tuple[Role, ...] = ()
    params: Mapping[str, Any] = field(default_factory=dict)
    ref_kind: str | None = None
    ref_id: UUID | None = None
    customer_id: UUID | None = None


Rule = Callable[[Any, datetime], Memo]


def _memo(event: Any, kind: str, cause: object, ref_kind: str, ref_id: UUID, **more: Any) -> Memo:
    return Memo(
        kind=kind,
        store_id=event.store_id,
        cause=str(cause),
        ref_kind=ref_kind,
        ref_id=ref_id,
        customer_id=event.customer_id,
        **more,
    )


def _named(*staff_ids: UUID | None) -> tuple[UUID, ...]:
    return tuple(staff_id for staff_id in staff_ids if staff_id is not None)


def lead_created(event: LeadCreated, _now: datetime) -> Memo:
    params = {"lead_kind": event.kind, "source": event.source, "wanted": event.wanted}
    owner = _named(event.owner_id)
    return _memo(event, "lead_created", event.lead_id, "lead", event.lead_id, staff_ids=owner, params=params)


def lead_touched(event: LeadTouched, now: datetime) -> Memo:
    cause, owner = f"{event.lead_id}:{now.isoformat()}", _named(event.owner_id)
    params = {"source": event.source}
    return _memo(event, "lead_touched", cause, "lead", event.lead_id, staff_ids=owner, params=params)


def lead_response_missed(event: LeadResponseMissed, _now: datetime) -> Memo:
    # A lead can be assigned anew, and its clock run again.
    cause = f"{event.lead_id}:{event.due_at.isoformat()}:{event.step}"
    params = {"step": event.step, "due_at": event.due_at.isoformat()}
    return _memo(event, "lead_response_missed", cause, "lead", event.lead_id, staff_ids=event.notify_ids, params=params)


def quote_approval_requested(event: QuoteApprovalRequested, _now: datetime) -> Memo:
    params = {"discount_fen": event.discount_fen, "limit_fen": event.limit_fen}
    posts = (Role.SALES_MANAGER,)
    return _memo(event, "quote_approval_requested", event.quote_id, "quote", event.quote_id, posts=posts, params=params)


def quote_decided(event: QuoteDecided, now: datetime) -> Memo:
    cause, owner = f"{event.quote_id}:{now.isoformat()}", _named(event.owner_id)
    params = {"approved": event.approved}
    return _memo(event, "quote_decided", cause, "quote", event.quote_id, staff_ids=owner, params=params)


def appraisal_requested(event: AppraisalRequested, _now: datetime) -> Memo:
    chosen = _named(event.appraiser_id)
    who: dict[str, Any] = {"staff_ids": chosen} if chosen else {"posts": (Role.APPRAISER,)}
    cause = f"{event.appraisal_id}:{event.appraiser_id}"
    return _memo(event, "appraisal_requested", cause, "appraisal", event.appraisal_id, **who)


def loan_status_changed(event: LoanStatusChanged, now: datetime) -> Memo:
    cause, owner = f"{event.loan_id}:{event.status}:{now.isoformat()}", _named(event.owner_id)
    params = {"status": event.status, "approved_fen": event.approved_fen}
    return _memo(event, "loan_status_changed", cause, "loan", event.loan_id, staff_ids=owner, params=params)


def complaint_opened(event: ComplaintOpened, _now: datetime) -> Memo:
    params = {
        "complaint_no": event.complaint_no,
        "grade": event.grade,
        "category": event.category,
        "respond_by": event.respond_by.isoformat(),
    }
    return _memo(
        event,
        "complaint_opened",
        event.complaint_id,
        "complaint",
        event.complaint_id,
        staff_ids=_named(event.assignee_id),
        posts=(Role.SERVICE_MANAGER,),
        params=params,
    )


def complaint_overdue(event: ComplaintOverdue, now: datetime) -> Memo:
    cause = f"{event.complaint_id}:{event.clock}:{now.isoformat()}"
    params = {"clock": event.clock}
    people = event.notify_ids
    return _memo(event, "complaint_overdue", cause, "complaint", event.complaint_id, staff_ids=people, params=params)


def care_task_due(event: CareTaskDue, _now: datetime) -> Memo:
    params = {"care_kind": event.kind, "due_at": event.due_at.isoformat()}
    cause, assignee = f"{event.care_task_id}:{event.due_at.isoformat()}", _named(event.assignee_id)
    return _memo(event, "care_task_due", cause, "care_task", event.care_task_id, staff_ids=assignee, params=params)


def reclaim_warned(event: ReclaimWarned, _now: datetime) -> Memo:
    cause = f"{event.customer_id}:{event.reclaim_at.isoformat()}"
    params = {"reclaim_at": event.reclaim_at.isoformat()}
    who = (event.owner_id,)
    return _memo(event, "reclaim_warned", cause, "customer", event.customer_id, staff_ids=who, params=params)


def ownership_disputed(event: OwnershipDisputed, _now: datetime) -> Memo:
    params = {"grounds": event.grounds}
    posts = (Role.FLOOR_SUPERVISOR, Role.SALES_MANAGER)
    owner = _named(event.owner_id)
    ref = event.dispute_id
    return _memo(event, "ownership_disputed", ref, "dispute", ref, staff_ids=owner, posts=posts, params=params)


def ownership_ruled(event: OwnershipRuled, _now: datetime) -> Memo:
    people = tuple(dict.fromkeys(UUID(one) for one in (*event.shares, str(event.claimant_id))))
    everybody = tuple(dict.fromkeys((*people, *_named(event.owner_id))))
    params, ref = {"ruling": event.ruling}, event.dispute_id
    return _memo(event, "ownership_ruled", ref, "dispute", ref, staff_ids=everybody, params=params)


def loss_applied(event: LossApplied, _now: datetime) -> Memo:
    posts = (Role.FLOOR_SUPERVISOR, Role.SALES_MANAGER)
    return _memo(event, "loss_applied", event.loss_case_id, "loss_case", event.loss_case_id, posts=posts)


def loss_decided(event: LossDecided, _now: datetime) -> Memo:
    owner, params = _named(event.owner_id), {"approved": event.approved}
    return _memo(event, "loss_decided", event.loss_case_id, "lead", event.lead_id, staff_ids=owner, params=params)


def loss_verification_assigned(event: LossVerificationAssigned, _now: datetime) -> Memo:
    cause = f"{event.loss_verification_id}:{event.assignee_id}"
    params, caller = {"due_at": event.due_at.isoformat()}, _named(event.assignee_id)
    ref = event.loss_verification_id
    return _memo(event, "loss_verification_assigned", cause, "loss_verification", ref, staff_ids=caller, params=params)


RULES: Mapping[type[Event], Rule] = {
    LeadCreated: lead_created,
    LeadTouched: lead_touched,
    LeadResponseMissed: lead_response_missed,
    QuoteApprovalRequested: quote_approval_requested,
    QuoteDecided: quote_decided,
    AppraisalRequested: appraisal_requested,
    LoanStatusChanged: loan_status_changed,
    ComplaintOpened: complaint_opened,
    ComplaintOverdue: complaint_overdue,
    CareTaskDue: care_task_due,
    ReclaimWarned: reclaim_warned,
    OwnershipDisputed: ownership_disputed,
    OwnershipRuled: ownership_ruled,
    LossApplied: loss_applied,
    LossDecided: loss_decided,
    LossVerificationAssigned: loss_verification_assigned,
}
