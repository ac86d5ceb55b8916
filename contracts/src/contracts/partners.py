"""What services tell one another for partners: what became of their leads, and how their documents are proven."""

from datetime import datetime
from uuid import UUID

from messaging import Event


class LeadStatusReported(Event, type="leads.lead_status_reported.v1", key="customer_id"):
    """A lead that a partner sent reached a milestone 回传; told once. `code` is the partner's own word for it."""

    partner_id: UUID
    external_id: str
    lead_id: UUID
    customer_id: UUID
    store_id: UUID
    milestone: str
    code: str
    reached_at: datetime


class PartnerSecretChanged(Event, type="notifications.partner_secret_changed.v1", key="partner_id"):
    """The secrets that a partner signs with, for services that read its signed documents themselves. `sealed` opens
    with the group's transport key to `{"secrets": [{"secret", "retires_at"}]}`, the current one first.
    """

    partner_id: UUID
    sealed: str
