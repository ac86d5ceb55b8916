"""Tables of messages to customers."""

from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.scope import PersonRow
from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from notifications.tables import Base


class Message(PersonRow, Base):
    """What one customer is told because of one cause, once. Instants are business time.

    `gates` is the trace: every gate it came to, in order, with the answer. `text` is what was rendered for sending.
    """

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("cause", "template", "customer_id"),
        CheckConstraint("state IN ('queued', 'sent', 'failed', 'suppressed', 'cancelled')", name="state"),
        Index("ix_message_due", "due_at", "id", postgresql_where="state = 'queued'"),
        Index("ix_message_store_created", "store_id", "created_at", "id"),
        Index("ix_message_customer_created", "customer_id", "created_at", "id"),
        Index("ix_message_ref", "ref_id", postgresql_where="state = 'queued'"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    template: Mapped[str]
    channel: Mapped[str]
    locale: Mapped[str]
    purpose: Mapped[str]
    transactional: Mapped[bool]
    cause: Mapped[str]
    ref_kind: Mapped[str]
    ref_id: Mapped[UUID]
    params: Mapped[dict[str, Any]]
    state: Mapped[str]
    due_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    attempts: Mapped[int]
    gates: Mapped[list[dict[str, Any]]]
    template_version: Mapped[int | None]
    text: Mapped[str | None]
    recipient_masked: Mapped[str | None]
    sent_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class SandboxMessage(Base):
    """What the sandbox channel took instead of sending it. `message_id` is the key: it takes a message once."""

    __tablename__ = "sandbox_message"
    message_id: Mapped[UUID] = mapped_column(primary_key=True)
    channel: Mapped[str]
    recipient_sealed: Mapped[bytes]
    recipient_masked: Mapped[str]
    text: Mapped[str]
    taken_at: Mapped[datetime]
