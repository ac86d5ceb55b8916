"""The written history of a complaint."""

from typing import Any

from service_defaults.ids import new_id
from service_defaults.work import Work

from aftersales.complaint.models import Complaint, ComplaintStep
from aftersales.complaint.policy import Step


def write(
    work: Work,
    complaint: Complaint,
    step: Step,
    *,
    from_status: str | None,
    note: str = "",
    details: dict[str, Any] | None = None,
) -> None:
    """One line: who did what, and the state it led to."""
    work.session.add(
        ComplaintStep(
            id=new_id(),
            complaint_id=complaint.id,
            at=work.now,
            step=step,
            from_status=from_status,
            to_status=complaint.status,
            note=note,
            details=details or {},
            actor_id=work.actor.staff_id,
        )
    )
