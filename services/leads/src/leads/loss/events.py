"""Builds what is told of defeats."""

from typing import Any

from contracts.leads import LossApplied, LossDecided, LossVerificationAssigned
from service_defaults import timeline
from service_defaults.work import Work

from leads.loss.models import LossCase, LossVerification


def applied(work: Work, case: LossCase) -> None:
    work.emit(
        LossApplied(
            loss_case_id=case.id,
            lead_id=case.lead_id,
            customer_id=case.customer_id,
            store_id=case.store_id,
            owner_id=case.assignee_id,
            outcome=case.outcome,
            reason=case.reason,
        )
    )
    line(work, case, "loss_applied", outcome=case.outcome, reason=case.reason, note=case.description)


def decided(work: Work, case: LossCase, *, approved: bool) -> None:
    work.emit(
        LossDecided(
            loss_case_id=case.id,
            lead_id=case.lead_id,
            customer_id=case.customer_id,
            store_id=case.store_id,
            owner_id=case.assignee_id,
            approved=approved,
            outcome=case.outcome,
            type=case.type,
            reason=case.reason,
            node=case.node,
        )
    )
    line(work, case, "loss_approved" if approved else "loss_refused", reason=case.reason, note=case.review_note)


def verification_assigned(work: Work, row: LossVerification) -> None:
    work.emit(
        LossVerificationAssigned(
            loss_verification_id=row.id,
            loss_case_id=row.case_id,
            customer_id=row.customer_id,
            store_id=row.store_id,
            assignee_id=row.assignee_id,
            due_at=row.due_at,
        )
    )


def line(work: Work, case: LossCase, kind: str, **params: Any) -> None:
    timeline.note(
        work,
        kind,
        customer_id=case.customer_id,
        store_id=case.store_id,
        ref_kind="lead",
        ref_id=case.lead_id,
        **params,
    )
