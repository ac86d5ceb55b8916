"""Builds what leads tell."""

from uuid import UUID

from contracts.leads import LeadCreated, LeadReopened, LeadResponseMissed, LeadTouched
from contracts.vocabulary import LeadKind
from service_defaults.work import Work

from leads.lead.models import Lead


def created(work: Work, lead: dict[str, object], wanted: str) -> None:
    work.emit(
        LeadCreated.model_validate(
            {
                "lead_id": lead["id"],
                "customer_id": lead["customer_id"],
                "store_id": lead["store_id"],
                "owner_id": lead["assignee_id"],
                "kind": LeadKind(str(lead["kind"])),
                "source": lead["source"],
                "channel": lead["channel"],
                "wanted": wanted,
                "response_due_at": lead["response_due_at"],
            }
        )
    )


def touched(
    work: Work, *, lead_id: UUID, customer_id: UUID, store_id: UUID, owner_id: UUID | None, source: str
) -> None:
    work.emit(
        LeadTouched(lead_id=lead_id, customer_id=customer_id, store_id=store_id, owner_id=owner_id, source=source)
    )


def response_missed(work: Work, lead: Lead, *, step: int, notify_ids: tuple[UUID, ...]) -> None:
    assert lead.response_due_at is not None  # noqa: S101 - only leads with a clock escalate
    work.emit(
        LeadResponseMissed(
            lead_id=lead.id,
            customer_id=lead.customer_id,
            store_id=lead.store_id,
            owner_id=lead.assignee_id,
            step=step,
            due_at=lead.response_due_at,
            notify_ids=notify_ids,
        )
    )


def reopened(work: Work, lead: Lead, reason: str) -> None:
    work.emit(
        LeadReopened(
            lead_id=lead.id,
            customer_id=lead.customer_id,
            store_id=lead.store_id,
            owner_id=lead.assignee_id,
            reason=reason,
        )
    )
