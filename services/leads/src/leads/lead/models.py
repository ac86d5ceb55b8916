"""Tables of a lead and its histories."""

from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.scope import PersonRow
from sqlalchemy import Computed, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


class Lead(PersonRow, Base):
    """A wish of a customer to buy or to sell. `assignee_id` is the adviser in charge (`owner` in answers)."""

    __tablename__ = "lead"
    __table_args__ = (
        Index("uq_lead_open_family", "customer_id", "family", unique=True, postgresql_where=text("is_open")),
        Index("ix_lead_store_recent", "store_id", text("created_at DESC"), text("id DESC")),
        Index(
            "ix_lead_store_stage",
            "store_id",
            "stage",
            text("stage_at DESC"),
            text("id DESC"),
            postgresql_where=text("is_open"),
        ),
        Index("ix_lead_store_planned", "store_id", "next_contact_at", "id", postgresql_where=text("is_open")),
        # The orders `risk` and `last_contact` of `filter_repository`, by the same expressions.
        Index(
            "ix_lead_store_due",
            "store_id",
            text("least(CASE WHEN first_response_at IS NULL THEN response_due_at END, next_contact_at)"),
            "id",
            postgresql_where=text("is_open"),
        ),
        Index(
            "ix_lead_store_silent",
            "store_id",
            text("coalesce(last_contact_at, created_at)"),
            "id",
            postgresql_where=text("is_open"),
        ),
        Index("ix_lead_assignee_open", "assignee_id", "next_contact_at", postgresql_where=text("is_open")),
        Index("ix_lead_assignee_level", "assignee_id", "level", "next_contact_at", postgresql_where=text("is_open")),
        Index(
            "ix_lead_assignee_unanswered",
            "assignee_id",
            "response_due_at",
            postgresql_where=text("is_open AND first_response_at IS NULL AND response_due_at IS NOT NULL"),
        ),
        Index(
            "ix_lead_assignee_signal",
            "assignee_id",
            "next_contact_at",
            postgresql_where=text("is_open AND signal IS NOT NULL"),
        ),
        Index("ix_lead_assignee_recent", "assignee_id", "is_open", text("created_at DESC"), text("id DESC")),
        Index(
            "ix_lead_assignee_stage",
            "assignee_id",
            "stage",
            text("stage_at DESC"),
            text("id DESC"),
            postgresql_include=["store_id"],
            postgresql_where=text("is_open"),
        ),
        Index(
            "ix_lead_owner_elsewhere",
            "owner_elsewhere_id",
            "store_id",
            "is_open",
            "stage",
            postgresql_where=text("owner_elsewhere_id IS NOT NULL"),
        ),
        Index("ix_lead_store_carded", "store_id", "carded_at", postgresql_where=text("carded_at IS NOT NULL")),
        Index("ix_lead_store_closed", "store_id", "closed_at", postgresql_where=text("closed_at IS NOT NULL")),
        Index("ix_lead_escalate_at", "escalate_at", postgresql_where=text("escalate_at IS NOT NULL")),
        Index(
            "ix_lead_store_unanswered",
            "store_id",
            "response_due_at",
            postgresql_where=text("is_open AND first_response_at IS NULL AND response_due_at IS NOT NULL"),
        ),
        Index("ix_lead_assess_at", "assess_at", postgresql_where=text("assess_at IS NOT NULL")),
        Index("ix_lead_store_score", "store_id", text("score DESC"), text("id DESC"), postgresql_where=text("is_open")),
        Index("ix_lead_store_temperature", "store_id", "temperature", text("created_at DESC"), text("id DESC")),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    customer_id: Mapped[UUID] = mapped_column(ForeignKey("customer.id"), index=True)
    assignee_id: Mapped[UUID | None]
    customer_owner_id: Mapped[UUID | None]
    owner_elsewhere_id: Mapped[UUID | None] = mapped_column(
        Computed("CASE WHEN customer_owner_id IS DISTINCT FROM assignee_id THEN customer_owner_id END", persisted=True)
    )
    kind: Mapped[str]
    family: Mapped[str]
    source: Mapped[str]
    channel: Mapped[str]
    partner_id: Mapped[UUID | None]
    wanted_make: Mapped[str | None]
    wanted_model: Mapped[str | None]
    wanted_year: Mapped[int | None]
    wanted: Mapped[dict[str, Any]]
    trade_in: Mapped[dict[str, Any] | None]
    comments: Mapped[str]
    stage: Mapped[str]
    stage_at: Mapped[datetime]
    is_open: Mapped[bool]
    closed_at: Mapped[datetime | None]
    close_reason: Mapped[str | None]
    level: Mapped[str]
    level_at: Mapped[datetime]
    carded_at: Mapped[datetime | None]
    response_due_at: Mapped[datetime | None]
    response_starts_at: Mapped[datetime | None]
    response_deferred: Mapped[bool]
    first_response_at: Mapped[datetime | None]
    escalate_at: Mapped[datetime | None]
    escalation_step: Mapped[int]
    next_contact_at: Mapped[datetime | None]
    last_contact_at: Mapped[datetime | None]
    touched_at: Mapped[datetime | None]
    touch_count: Mapped[int]
    assignment: Mapped[dict[str, Any]]
    # What the assessment computes: written without a new version, since nothing that a person edits has changed.
    temperature: Mapped[str] = mapped_column(server_default="warm")
    score: Mapped[int | None]
    score_reasons: Mapped[list[dict[str, Any]]] = mapped_column(server_default=text("'[]'"))
    signal: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    assess_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own convention


class ExternalRef(Base):
    """A sender's own id of a lead. The same (source, id) of a store never opens a second one."""

    __tablename__ = "external_ref"
    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(primary_key=True)
    external_id: Mapped[str] = mapped_column(primary_key=True)
    lead_id: Mapped[UUID] = mapped_column(ForeignKey("lead.id"), index=True)
    customer_id: Mapped[UUID]
    seen_at: Mapped[datetime]


class LevelChange(PersonRow, Base):
    """Level history: old, new, why, by whom."""

    __tablename__ = "level_change"
    __table_args__ = (Index("ix_level_change_store_at", "store_id", "at"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    customer_id: Mapped[UUID]
    lead_id: Mapped[UUID] = mapped_column(ForeignKey("lead.id"), index=True)
    at: Mapped[datetime]
    old: Mapped[str]
    new: Mapped[str]
    reason: Mapped[str]
    actor_id: Mapped[UUID | None]


class StageChange(PersonRow, Base):
    """When a lead reached a stage; the funnel is counted from here."""

    __tablename__ = "stage_change"
    __table_args__ = (Index("ix_stage_change_store_at", "store_id", "at"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    customer_id: Mapped[UUID]
    lead_id: Mapped[UUID] = mapped_column(ForeignKey("lead.id"), index=True)
    at: Mapped[datetime]
    old: Mapped[str]
    new: Mapped[str]
    reason: Mapped[str]
    actor_id: Mapped[UUID | None]
