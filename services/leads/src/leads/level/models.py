"""What a month started with."""

from datetime import date, datetime
from uuid import UUID

from service_defaults.scope import PersonRow, StoreRow
from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


class SnapshotSchedule(Base):
    """When a store's next snapshot is due: the first instant of its next month."""

    __tablename__ = "snapshot_schedule"
    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    next_at: Mapped[datetime] = mapped_column(index=True)


class MonthSnapshot(StoreRow, Base):
    """That a month was frozen, and when; a month without this row has no snapshot."""

    __tablename__ = "month_snapshot"
    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    frozen_at: Mapped[datetime]
    leads: Mapped[int]


class LevelSnapshot(PersonRow, Base):
    """A lead that was open when the month began, as it was then. Rows are never changed.

    `live` says whether it was a card whose level counted as a prospect left over 月初遗留潜客 by the rules of that day.
    """

    __tablename__ = "level_snapshot"
    __table_args__ = (Index("ix_level_snapshot_adviser", "store_id", "month", "assignee_id"),)
    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    lead_id: Mapped[UUID] = mapped_column(primary_key=True)
    customer_id: Mapped[UUID] = mapped_column(index=True)
    assignee_id: Mapped[UUID | None]
    family: Mapped[str]
    level: Mapped[str]
    stage: Mapped[str]
    live: Mapped[bool]
