"""Table of the consent projection."""

from datetime import datetime
from uuid import UUID

from service_defaults.scope import PersonRow
from sqlalchemy.orm import Mapped, mapped_column

from notifications.tables import Base


class ConsentState(PersonRow, Base):
    """The newest line of the ledger per purpose, recipient and channel.

    No recipient is the nil UUID and every channel the empty text, so that they can stand in the key.
    """

    __tablename__ = "consent_state"
    customer_id: Mapped[UUID] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(primary_key=True)
    recipient_id: Mapped[UUID] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    consent_id: Mapped[UUID]
    granted: Mapped[bool]
    wording_version: Mapped[str]
    changed_at: Mapped[datetime]
