"""Complaints, their clocks, their history, their numbers."""

from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.scope import PersonRow, StoreRow
from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from aftersales.tables import Base

_RUNNING = "met_at IS NULL AND missed_at IS NULL AND replaced_at IS NULL"


class Complaint(PersonRow, Base):
    """`assignee_id` handles it; `next_clock` is the earliest promise not yet kept.

    `title_code` with its parameters says in any language what `title` says of one that the system opened.
    """

    __tablename__ = "complaint"
    __table_args__ = (
        UniqueConstraint("store_id", "no"),
        Index("ix_complaint_store_opened", "store_id", "opened_at", "id"),
        Index("ix_complaint_board", "store_id", "status", "next_clock_at", postgresql_where=text("status <> 'closed'")),
        Index("ix_complaint_assignee", "assignee_id", postgresql_where=text("status <> 'closed'")),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    assignee_id: Mapped[UUID | None]
    no: Mapped[str]
    owned_vehicle_id: Mapped[UUID | None]
    care_task_id: Mapped[UUID | None]
    source: Mapped[str]
    category: Mapped[str]
    grade: Mapped[str]
    status: Mapped[str]
    title: Mapped[str]
    title_code: Mapped[str | None]
    title_params: Mapped[dict[str, Any]]
    description: Mapped[str]
    demand: Mapped[str]
    opened_at: Mapped[datetime]
    opened_by: Mapped[UUID | None]
    closed_at: Mapped[datetime | None]
    next_clock: Mapped[str | None]
    next_clock_at: Mapped[datetime | None]
    missed_clocks: Mapped[int]
    cause: Mapped[str | None]
    proposal: Mapped[str | None]
    compensation: Mapped[str]
    compensation_fen: Mapped[int]
    executed_by: Mapped[UUID | None]
    satisfied: Mapped[bool | None]
    satisfaction_score: Mapped[int | None]
    verified_by: Mapped[UUID | None]
    reopened: Mapped[int]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it as it stands


class ComplaintClock(Base):
    """One promise: due, kept or missed. A reopened complaint gets new ones, the old stay as history."""

    __tablename__ = "complaint_clock"
    __table_args__ = (
        Index(
            "ix_complaint_clock_timer",
            "due_at",
            postgresql_where=text("met_at IS NULL AND missed_at IS NULL AND replaced_at IS NULL"),
        ),
        Index("ix_complaint_clock_complaint", "complaint_id", "started_at"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    complaint_id: Mapped[UUID] = mapped_column(ForeignKey("complaint.id", deferrable=True, initially="DEFERRED"))
    kind: Mapped[str]
    started_at: Mapped[datetime]
    due_at: Mapped[datetime]
    met_at: Mapped[datetime | None]
    missed_at: Mapped[datetime | None]
    replaced_at: Mapped[datetime | None]


class ComplaintStep(Base):
    """One line of the history: who did what, and where it led."""

    __tablename__ = "complaint_step"
    __table_args__ = (Index("ix_complaint_step_complaint", "complaint_id", "at", "id"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    complaint_id: Mapped[UUID] = mapped_column(ForeignKey("complaint.id", deferrable=True, initially="DEFERRED"))
    at: Mapped[datetime]
    step: Mapped[str]
    from_status: Mapped[str | None]
    to_status: Mapped[str]
    note: Mapped[str]
    details: Mapped[dict[str, Any]]
    actor_id: Mapped[UUID | None]


class ComplaintNumber(StoreRow, Base):
    """The last number a store gave out in a year."""

    __tablename__ = "complaint_number"
    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]
