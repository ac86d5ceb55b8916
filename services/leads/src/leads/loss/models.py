"""Tables of defeat: the cases, the calls that verify them, the pauses."""

from datetime import datetime
from uuid import UUID

from service_defaults.scope import PersonRow
from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


class LossCase(PersonRow, Base):
    """One defeat as it was applied for and decided. `assignee_id` is the adviser who lost it. `found_*` is what the
    verification call heard; `second_chance_at` is when the pool offers the customer again."""

    __tablename__ = "loss_case"
    __table_args__ = (
        Index("uq_loss_case_pending", "lead_id", unique=True, postgresql_where=text("status = 'pending'")),
        Index("ix_loss_case_list", "store_id", "applied_at", "id"),
        Index("ix_loss_case_closed", "store_id", "reviewed_at", postgresql_where=text("status = 'approved'")),
        Index("ix_loss_case_customer_status", "customer_id", "status"),
        Index("ix_loss_case_second", "second_chance_at", postgresql_where=text("second_chance_at IS NOT NULL")),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    customer_id: Mapped[UUID]
    lead_id: Mapped[UUID] = mapped_column(ForeignKey("lead.id"), index=True)
    assignee_id: Mapped[UUID | None]
    status: Mapped[str]
    outcome: Mapped[str]
    type: Mapped[str]
    reason: Mapped[str]
    competitor_brand: Mapped[str | None]
    competitor_series: Mapped[str | None]
    description: Mapped[str]
    node: Mapped[str]
    stage: Mapped[str]
    level: Mapped[str]
    source: Mapped[str]
    applied_by: Mapped[UUID | None]
    applied_at: Mapped[datetime]
    reviewed_by: Mapped[UUID | None]
    reviewed_at: Mapped[datetime | None]
    review_note: Mapped[str]
    verified: Mapped[str | None]
    found_type: Mapped[str | None]
    found_reason: Mapped[str | None]
    second_chance_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own convention


class LossVerification(PersonRow, Base):
    """战败回访: somebody other than the loser asks the customer why. `assignee_id` makes the call."""

    __tablename__ = "loss_verification"
    __table_args__ = (
        Index("uq_loss_verification_case", "case_id", unique=True),
        Index("ix_loss_verification_open", "store_id", "due_at", postgresql_where=text("done_at IS NULL")),
        Index("ix_loss_verification_mine", "assignee_id", "due_at", postgresql_where=text("done_at IS NULL")),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    customer_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("loss_case.id"))
    lead_id: Mapped[UUID]
    assignee_id: Mapped[UUID | None]
    due_at: Mapped[datetime]
    attempts: Mapped[int]
    done_at: Mapped[datetime | None]
    done_by: Mapped[UUID | None]
    result: Mapped[str | None]
    note: Mapped[str]
    created_at: Mapped[datetime]


class Freeze(PersonRow, Base):
    """冷冻: a pause with a date. Frozen is not lost."""

    __tablename__ = "lead_freeze"
    __table_args__ = (Index("ix_lead_freeze_return_at", "return_at", postgresql_where=text("ended_at IS NULL")),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    customer_id: Mapped[UUID]
    lead_id: Mapped[UUID] = mapped_column(ForeignKey("lead.id"), index=True)
    reason: Mapped[str]
    frozen_at: Mapped[datetime]
    return_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
