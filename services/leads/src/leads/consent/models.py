"""The consent ledger's table."""

from datetime import datetime
from uuid import UUID

from service_defaults.scope import PersonRow
from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


class Consent(PersonRow, Base):
    """One line of the ledger, given or withdrawn. Lines are never changed: the newest of its kind counts."""

    __tablename__ = "consent"
    __table_args__ = (Index("ix_consent_customer_purpose", "customer_id", "purpose", "recipient_id", "at"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    customer_id: Mapped[UUID]
    purpose: Mapped[str]
    recipient_id: Mapped[UUID | None]
    recipient_name: Mapped[str | None]
    channel: Mapped[str | None]
    granted: Mapped[bool]
    wording_version: Mapped[str]
    evidence_kind: Mapped[str]
    evidence: Mapped[str]
    at: Mapped[datetime]
    actor_id: Mapped[UUID | None]
