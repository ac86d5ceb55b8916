"""Call-backs, the attempts at them, and whose turn it is."""

from datetime import date, datetime
from uuid import UUID

from service_defaults.scope import PersonRow, StoreRow
from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from aftersales.tables import Base

_OPEN = "status IN ('scheduled', 'due', 'in_progress')"


class CareTask(PersonRow, Base):
    """One call-back. `act_at` is when to act next: the due instant first, later the next attempt."""

    __tablename__ = "care_task"
    __table_args__ = (
        UniqueConstraint("origin_id", "kind"),
        Index("ix_care_task_timer", "due_at", postgresql_where=text("status = 'scheduled'")),
        Index("ix_care_task_queue", "store_id", "act_at", "id", postgresql_where=text(_OPEN)),
        Index("ix_care_task_mine", "assignee_id", "act_at", "id", postgresql_where=text(_OPEN)),
        Index("ix_care_task_report", "store_id", "due_on"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    assignee_id: Mapped[UUID | None]
    owned_vehicle_id: Mapped[UUID | None] = mapped_column(index=True)
    trigger: Mapped[str]
    origin_id: Mapped[UUID]
    kind: Mapped[str]
    by: Mapped[str]
    questionnaire: Mapped[str]
    due_on: Mapped[date]
    due_at: Mapped[datetime]
    act_at: Mapped[datetime]
    status: Mapped[str]
    attempts: Mapped[int]
    last_attempt_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None]
    result: Mapped[str | None]
    satisfaction: Mapped[int | None]
    lowest_score: Mapped[int | None]
    recommend_score: Mapped[int | None]
    latent_need: Mapped[str | None]
    lead_wanted: Mapped[bool]
    note: Mapped[str]
    response_id: Mapped[UUID | None]
    complaint_id: Mapped[UUID | None]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it as it stands


class CareAttempt(Base):
    """A try that did not become a conversation, or the one that did (`outcome` reached)."""

    __tablename__ = "care_attempt"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    care_task_id: Mapped[UUID] = mapped_column(
        ForeignKey("care_task.id", deferrable=True, initially="DEFERRED"), index=True
    )
    at: Mapped[datetime]
    method: Mapped[str]
    outcome: Mapped[str]
    note: Mapped[str]
    next_attempt_at: Mapped[datetime | None]
    actor_id: Mapped[UUID | None]


class CallRotation(StoreRow, Base):
    """Which agent of the store got the last customer, so that the next one is another's."""

    __tablename__ = "call_rotation"
    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    last_staff_id: Mapped[UUID]
