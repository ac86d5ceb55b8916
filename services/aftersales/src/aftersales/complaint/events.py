"""What complaints tell the other services."""

from collections.abc import Sequence
from uuid import UUID

from contracts.aftersales import ComplaintClosed, ComplaintOpened, ComplaintOverdue, ComplaintProgressed
from contracts.vocabulary import ComplaintGrade

from aftersales.complaint.models import Complaint
from aftersales.complaint.policy import Clock, ClockKind


def complaint_opened(complaint: Complaint, clocks: Sequence[Clock]) -> ComplaintOpened:
    due = {clock.kind: clock.due_at for clock in clocks}
    return ComplaintOpened(
        complaint_id=complaint.id,
        complaint_no=complaint.no,
        customer_id=complaint.customer_id,
        store_id=complaint.store_id,
        assignee_id=complaint.assignee_id,
        grade=ComplaintGrade(complaint.grade),
        category=complaint.category,
        source=complaint.source,
        respond_by=due[ClockKind.RESPOND],
        close_by=due[ClockKind.CLOSE],
    )


def complaint_progressed(complaint: Complaint) -> ComplaintProgressed:
    return ComplaintProgressed(
        complaint_id=complaint.id,
        customer_id=complaint.customer_id,
        store_id=complaint.store_id,
        assignee_id=complaint.assignee_id,
        status=complaint.status,
    )


def complaint_overdue(complaint: Complaint, clock: str, notify_ids: Sequence[UUID]) -> ComplaintOverdue:
    return ComplaintOverdue(
        complaint_id=complaint.id,
        customer_id=complaint.customer_id,
        store_id=complaint.store_id,
        assignee_id=complaint.assignee_id,
        clock=clock,
        notify_ids=tuple(notify_ids),
    )


def complaint_closed(complaint: Complaint) -> ComplaintClosed:
    return ComplaintClosed(
        complaint_id=complaint.id,
        customer_id=complaint.customer_id,
        store_id=complaint.store_id,
        assignee_id=complaint.assignee_id,
        satisfied=bool(complaint.satisfied),
    )
