"""What the customer page shows of notifications, in one answer."""

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from service_defaults.web import Reads, staff

from notifications.consent import repository as consents
from notifications.consent.models import ConsentState
from notifications.consent.policy import NO_RECIPIENT
from notifications.message import service as messages
from notifications.message.schemas import MessageRow

router = APIRouter(tags=["summary"])
_LAST = 5


class KnownConsent(BaseModel):
    """What the customer last said of a purpose; no channel means every channel."""

    purpose: str
    recipient_id: UUID | None
    recipient_name: str | None
    channel: str | None
    granted: bool
    consent_id: UUID
    wording_version: str
    changed_at: datetime


class NotificationsSummary(BaseModel):
    last_messages: list[MessageRow]
    consents: list[KnownConsent]


@router.get("/customers/{customer_id}/summary", dependencies=staff())
async def get_customer_summary(customer_id: UUID, reading: Reads) -> NotificationsSummary:
    """The last messages and the consents that count; empty outside the asker's scope."""
    rows = await messages.list_messages(reading, customer_id=customer_id, limit=_LAST)
    lines = await consents.shown(reading.session, reading.actor, customer_id)
    return NotificationsSummary(
        last_messages=[MessageRow.of(*row) for row in rows],
        consents=[_consent(line, name) for line, name in lines],
    )


def _consent(line: ConsentState, recipient_name: str | None) -> KnownConsent:
    return KnownConsent(
        purpose=line.purpose,
        recipient_id=None if line.recipient_id == NO_RECIPIENT else line.recipient_id,
        recipient_name=recipient_name,
        channel=line.channel or None,
        granted=line.granted,
        consent_id=line.consent_id,
        wording_version=line.wording_version,
        changed_at=line.changed_at,
    )
