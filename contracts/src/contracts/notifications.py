"""What the notifications service tells: what was said to whom, and what partners answered."""

from datetime import datetime
from uuid import UUID

from messaging import Event

from contracts.vocabulary import LoanStatus


class MessageSent(Event, type="notifications.message_sent.v1", key="customer_id"):
    message_id: UUID
    customer_id: UUID
    store_id: UUID
    owner_id: UUID | None = None
    channel: str
    template: str


class LoanDecided(Event, type="notifications.loan_decided.v1", key="customer_id"):
    """A finance partner reported on an application through its signed webhook.

    `required_documents` are the partner's codes for the papers it asks for.
    """

    loan_id: UUID
    customer_id: UUID
    store_id: UUID
    partner_id: UUID
    partner_application_no: str
    status: LoanStatus
    approved_fen: int | None
    reason: str | None
    decided_at: datetime
    sequence: int
    required_documents: tuple[str, ...] = ()


class StaffNotified(Event, type="notifications.staff_notified.v1", key="notice_id"):
    """A line in a member of staff's inbox."""

    notice_id: UUID
    staff_id: UUID
    store_id: UUID
    kind: str
