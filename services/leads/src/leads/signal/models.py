"""The table of signals."""

from datetime import datetime
from uuid import UUID

from service_defaults.scope import PersonRow
from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


class Signal(PersonRow, Base):
    """Why somebody should look at a customer, and what came of it. The newest open one stands on the lead as well."""

    __tablename__ = "signal"
    __table_args__ = (
        Index("ix_signal_customer_at", "customer_id", text("at DESC"), text("id DESC")),
        Index("ix_signal_store_at", "store_id", text("at DESC"), text("id DESC")),
        Index("ix_signal_expires_at", "expires_at", postgresql_where=text("state = 'open'")),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    customer_id: Mapped[UUID]
    lead_id: Mapped[UUID | None]
    kind: Mapped[str]
    model: Mapped[str | None]
    count: Mapped[int | None]
    rival: Mapped[str | None]
    at: Mapped[datetime]
    expires_at: Mapped[datetime]
    state: Mapped[str]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[UUID | None]
    cause: Mapped[str | None]
    note: Mapped[str]
