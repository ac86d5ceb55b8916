"""Builds what is told about appraisals."""

from uuid import UUID

from contracts.leads import AppraisalOffered, AppraisalProgressed, AppraisalRequested, AppraisalSettled
from service_defaults.work import Work

from leads.appraisal.models import Appraisal


def requested(work: Work, appraisal: Appraisal, owner_id: UUID | None) -> None:
    work.emit(
        AppraisalRequested(
            appraisal_id=appraisal.id,
            customer_id=appraisal.customer_id,
            store_id=appraisal.store_id,
            owner_id=owner_id,
            appraiser_id=appraisal.assignee_id,
        )
    )


def progressed(work: Work, appraisal: Appraisal, owner_id: UUID | None) -> None:
    work.emit(
        AppraisalProgressed(
            appraisal_id=appraisal.id,
            customer_id=appraisal.customer_id,
            store_id=appraisal.store_id,
            owner_id=owner_id,
            appraiser_id=appraisal.assignee_id,
            status=appraisal.status,
        )
    )


def offered(work: Work, appraisal: Appraisal, owner_id: UUID | None) -> None:
    assert appraisal.offer_fen is not None  # noqa: S101 - an offer was just made
    assert appraisal.offer_until is not None  # noqa: S101 - an offer was just made
    work.emit(
        AppraisalOffered(
            appraisal_id=appraisal.id,
            customer_id=appraisal.customer_id,
            store_id=appraisal.store_id,
            owner_id=owner_id,
            amount_fen=appraisal.offer_fen,
            valid_until=appraisal.offer_until,
        )
    )


def settled(work: Work, appraisal: Appraisal, owner_id: UUID | None, *, accepted: bool) -> None:
    work.emit(
        AppraisalSettled(
            appraisal_id=appraisal.id,
            customer_id=appraisal.customer_id,
            store_id=appraisal.store_id,
            owner_id=owner_id,
            accepted=accepted,
        )
    )
