"""Tables of hand-overs: what was done at once, and each customer of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.scope import PersonRow, StoreRow
from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


class Transfer(StoreRow, Base):
    """One decision that moved customers. Its id is the token by which it is undone until `undo_until`."""

    __tablename__ = "transfer"
    __table_args__ = (Index("ix_transfer_store_at", "store_id", text("at DESC"), text("id DESC")),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    kind: Mapped[str]
    mode: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[UUID | None]
    from_id: Mapped[UUID | None]
    reason: Mapped[str]
    customers: Mapped[int]
    leads: Mapped[int]
    receipt: Mapped[dict[str, Any]]
    undo_until: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[UUID | None]


class TransferLine(PersonRow, Base):
    """One customer of a transfer with how it stood before."""

    __tablename__ = "transfer_line"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    customer_id: Mapped[UUID]
    transfer_id: Mapped[UUID] = mapped_column(ForeignKey("transfer.id"), index=True)
    from_id: Mapped[UUID | None]
    to_id: Mapped[UUID | None]
    before: Mapped[dict[str, Any]]
    leads: Mapped[list[dict[str, Any]]]
    pool: Mapped[dict[str, Any]]
    undone_at: Mapped[datetime | None]
