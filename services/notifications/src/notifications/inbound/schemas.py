"""What the API shows of inbound webhooks; never a body."""

from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from pydantic import BaseModel

from notifications.inbound.models import InboundRejection, InboundWebhook


class InboundState(StrEnum):
    RECEIVED = "received"
    PROCESSED = "processed"
    UNRECOGNISED = "unrecognised"
    FAILED = "failed"


class InboundAccepted(BaseModel):
    """It is kept; `duplicate`: it was before."""

    webhook_id: str
    duplicate: bool


class InboundRow(BaseModel):
    """A line of the inbound log. `reason` says why it could not be read, without its content."""

    id: UUID
    partner_id: UUID
    partner_name: str
    webhook_id: str
    event_type: str | None
    state: InboundState
    reason: str | None
    loan_id: UUID | None
    status: str | None
    received_at: datetime
    processed_at: datetime | None

    @classmethod
    def of(cls, row: InboundWebhook, partner_name: str | None) -> Self:
        shown = {name: getattr(row, name) for name in cls.model_fields if hasattr(row, name)}
        return cls.model_validate({**shown, "partner_name": partner_name or ""})


class RejectionRow(BaseModel):
    """Requests of one hour that were not believed; no partner: the address named none of ours."""

    partner_id: UUID | None
    partner_name: str
    reason: str
    hour: datetime
    count: int
    last_at: datetime
    last_bytes: int

    @classmethod
    def of(cls, row: InboundRejection, partner_name: str | None) -> Self:
        shown = {name: getattr(row, name) for name in ("reason", "hour", "count", "last_at", "last_bytes")}
        known = row.partner_id if row.partner_id.int else None
        return cls.model_validate({**shown, "partner_id": known, "partner_name": partner_name or ""})


class Rejections(BaseModel):
    items: list[RejectionRow]
