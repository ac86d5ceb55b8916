"""Tables of inbound webhooks."""

from datetime import datetime
from uuid import UUID

from service_defaults.scope import StoreRow
from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from notifications.tables import Base


class InboundWebhook(StoreRow, Base):
    """A verified request as it came, sealed; written before it is acknowledged. Instants are business time.

    `store_id` is the partner's default store until the loan is known.
    """

    __tablename__ = "inbound_webhook"
    __table_args__ = (
        UniqueConstraint("partner_id", "webhook_id"),
        CheckConstraint("state IN ('received', 'processed', 'unrecognised', 'failed')", name="state"),
        Index("ix_inbound_webhook_waiting", "received_at", "id", postgresql_where="state = 'received'"),
        Index("ix_inbound_webhook_store_received", "store_id", "received_at", "id"),
        Index("ix_inbound_webhook_purge", "purge_at", postgresql_where="body_sealed IS NOT NULL"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    partner_id: Mapped[UUID]
    webhook_id: Mapped[str]
    body_sealed: Mapped[bytes | None]
    body_bytes: Mapped[int]
    event_type: Mapped[str | None]
    state: Mapped[str]
    reason: Mapped[str | None]
    loan_id: Mapped[UUID | None]
    status: Mapped[str | None]
    received_at: Mapped[datetime]
    processed_at: Mapped[datetime | None]
    purge_at: Mapped[datetime]


class InboundRejection(Base):
    """Requests that were not believed, counted per partner, reason and hour, so that nobody can fill the table.

    An unknown partner is the nil UUID. Instants are wall time.
    """

    __tablename__ = "inbound_rejection"
    partner_id: Mapped[UUID] = mapped_column(primary_key=True)
    reason: Mapped[str] = mapped_column(primary_key=True)
    hour: Mapped[datetime] = mapped_column(primary_key=True)
    count: Mapped[int]
    last_at: Mapped[datetime]
    last_bytes: Mapped[int]
    last_digest: Mapped[str]


class LoanRef(StoreRow, Base):
    """A loan application that left for a partner, so that the partner's answers find their customer."""

    __tablename__ = "loan_ref"
    __table_args__ = (Index("ix_loan_ref_partner_no", "partner_id", "loan_no"),)
    loan_id: Mapped[UUID] = mapped_column(primary_key=True)
    loan_no: Mapped[str]
    partner_id: Mapped[UUID]
    customer_id: Mapped[UUID]
    submitted_at: Mapped[datetime]
