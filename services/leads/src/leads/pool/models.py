"""Tables of the pool."""

from datetime import date, datetime
from uuid import UUID

from service_defaults.scope import StoreRow
from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


class PoolEntry(StoreRow, Base):
    """A customer whom nobody holds: seen by the store's whole sales floor. Who takes the row takes the customer."""

    __tablename__ = "pool_entry"
    __table_args__ = (Index("ix_pool_entry_store_since", "store_id", text("since DESC"), text("customer_id DESC")),)
    customer_id: Mapped[UUID] = mapped_column(ForeignKey("customer.id"), primary_key=True)
    store_id: Mapped[UUID]
    since: Mapped[datetime]
    kind: Mapped[str]
    note: Mapped[str]
    claimable_from: Mapped[datetime]
    previous_owner_id: Mapped[UUID | None]


class ClaimCount(StoreRow, Base):
    """How many customers a person took out of the pool on a day; its row lock makes the limit hold."""

    __tablename__ = "claim_count"
    staff_id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    claims: Mapped[int]


class ComplaintRef(StoreRow, Base):
    """Complaints as the aftersales service tells them: who complains is not taken from their adviser."""

    __tablename__ = "complaint_ref"
    complaint_id: Mapped[UUID] = mapped_column(primary_key=True)
    customer_id: Mapped[UUID] = mapped_column(index=True)
    store_id: Mapped[UUID]
    is_open: Mapped[bool]
    changed_at: Mapped[datetime]
