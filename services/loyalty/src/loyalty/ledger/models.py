"""Tables of the ledger. A trigger refuses to change or delete what was posted."""

from datetime import datetime
from uuid import UUID

from service_defaults.scope import PersonRow
from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from loyalty.tables import Base


class LedgerEntry(PersonRow, Base):
    """One movement of points and why; `source_id` is the event or request that caused it, once."""

    __tablename__ = "ledger_entry"
    __table_args__ = (
        UniqueConstraint("kind", "source_id"),
        Index("ix_ledger_entry_member_at", "member_id", "at", "id"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    kind: Mapped[str]
    reason: Mapped[str]
    source_id: Mapped[UUID]
    points: Mapped[int]
    at: Mapped[datetime]


class Posting(Base):
    """One side of an entry; the sides of an entry sum to zero."""

    __tablename__ = "posting"
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("ledger_entry.id"), primary_key=True)
    account: Mapped[str] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(index=True)
    points: Mapped[int]


class PointLot(PersonRow, Base):
    """Points of one grant: pending until `available_at`, then active until `expires_at`."""

    __tablename__ = "point_lot"
    __table_args__ = (
        CheckConstraint("remaining BETWEEN 0 AND points", name="remaining"),
        CheckConstraint("state IN ('pending', 'active', 'spent', 'expired')", name="state"),
        Index("ix_point_lot_available", "available_at", postgresql_where="state = 'pending'"),
        Index("ix_point_lot_expires", "expires_at", postgresql_where="state = 'active'"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"), index=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("ledger_entry.id"))
    points: Mapped[int]
    remaining: Mapped[int]
    state: Mapped[str]
    available_at: Mapped[datetime]
    expires_at: Mapped[datetime]
