"""Tables of changes to many leads at once: what was done, and how each lead stood before."""

from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.scope import PersonRow, StoreRow
from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


class BulkChange(StoreRow, Base):
    """One decision about many leads. Its id is the token by which it is undone until `undo_until`."""

    __tablename__ = "bulk_change"
    __table_args__ = (Index("ix_bulk_change_by", "by_id", text("at DESC"), text("id DESC")),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    action: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[UUID | None]
    reason: Mapped[str]
    level: Mapped[str | None]
    next_contact_at: Mapped[datetime | None]
    changed: Mapped[int]
    undo_until: Mapped[datetime]
    undone_at: Mapped[datetime | None]


class BulkChangeLine(PersonRow, Base):
    """One lead of it: how it stood before, and the version that it had after."""

    __tablename__ = "bulk_change_line"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    customer_id: Mapped[UUID]
    bulk_change_id: Mapped[UUID] = mapped_column(ForeignKey("bulk_change.id"), index=True)
    lead_id: Mapped[UUID] = mapped_column(ForeignKey("lead.id"))
    before: Mapped[dict[str, Any]]
    version: Mapped[int]
    undone_at: Mapped[datetime | None]
