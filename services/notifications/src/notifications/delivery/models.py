"""Tables of webhook deliveries."""

from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.scope import StoreRow
from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from notifications.tables import Base


class WebhookDelivery(StoreRow, Base):
    """One event on its way to one endpoint. `webhook_id` is the same at every attempt.

    `next_attempt_at` and `leased_until` are wall time, the other instants business time. The body is sealed, checked
    against the customer's consent before every attempt where it is `personal`, and dropped at `purge_at`.
    """

    __tablename__ = "webhook_delivery"
    __table_args__ = (
        UniqueConstraint("webhook_id", "partner_id", "endpoint_id", postgresql_nulls_not_distinct=True),
        CheckConstraint("state IN ('pending', 'delivered', 'failed', 'suppressed')", name="state"),
        Index("ix_webhook_delivery_due", "endpoint_id", "next_attempt_at", postgresql_where="state = 'pending'"),
        Index("ix_webhook_delivery_store_created", "store_id", "created_at", "id"),
        Index("ix_webhook_delivery_purge", "purge_at", postgresql_where="body_sealed IS NOT NULL"),
        Index("ix_webhook_delivery_customer", "customer_id", postgresql_where="state = 'pending'"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    partner_id: Mapped[UUID]
    endpoint_id: Mapped[UUID | None]
    webhook_id: Mapped[str]
    event_type: Mapped[str]
    customer_id: Mapped[UUID | None]
    ref_kind: Mapped[str]
    ref_id: Mapped[UUID]
    personal: Mapped[bool]
    consent_id: Mapped[UUID | None]
    body_sealed: Mapped[bytes | None]
    gates: Mapped[list[dict[str, Any]]]
    state: Mapped[str]
    attempts: Mapped[int]
    attempts_before: Mapped[int]
    next_attempt_at: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    last_status: Mapped[int | None]
    last_error: Mapped[str | None]
    occurred_at: Mapped[datetime]
    created_at: Mapped[datetime]
    delivered_at: Mapped[datetime | None]
    purge_at: Mapped[datetime]


class WebhookAttempt(Base):
    """What came of one attempt; neither body nor answer is kept. `at` is wall time."""

    __tablename__ = "webhook_attempt"
    __table_args__ = (Index("ix_webhook_attempt_delivery", "delivery_id", "number"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    delivery_id: Mapped[UUID] = mapped_column(ForeignKey("webhook_delivery.id", ondelete="CASCADE"))
    number: Mapped[int]
    at: Mapped[datetime]
    status: Mapped[int | None]
    error: Mapped[str | None]
    duration_ms: Mapped[int]
