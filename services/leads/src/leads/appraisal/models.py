"""Tables of appraisals and their offers."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from contracts.vocabulary import EnergyKind
from service_defaults.scope import PersonRow
from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column

from leads.appraisal.policy import AppraisalStatus, OfferStatus, UseKind, ValueMethod
from leads.tables import Base

APPRAISER_FREE = "ex_appraisal_appraiser"


class Appraisal(PersonRow, Base):
    """`assignee_id` is the appraiser. An appointed appraisal (`starts_at`) holds its appraiser until inspected."""

    __tablename__ = "appraisal"
    __table_args__ = (
        ExcludeConstraint(
            (text("uuidrange(assignee_id, assignee_id, '[]')"), "&&"),
            (text("tstzrange(starts_at, ends_at, '[)')"), "&&"),
            where=text("status = 'requested' AND assignee_id IS NOT NULL AND starts_at IS NOT NULL"),
            using="gist",
            name=APPRAISER_FREE,
        ),
        CheckConstraint("starts_at IS NULL OR ends_at > starts_at", name="span"),
        Index("uq_appraisal_no", "store_id", "appraisal_no", unique=True),
        Index("ix_appraisal_queue", "store_id", "status", "created_at", "id"),
        Index("ix_appraisal_offer_until", "offer_until", postgresql_where=text("status = 'offered'")),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    appraisal_no: Mapped[str]
    lead_id: Mapped[UUID | None]
    assignee_id: Mapped[UUID | None] = mapped_column(index=True)
    requested_by: Mapped[UUID | None]
    status: Mapped[AppraisalStatus] = mapped_column(String)
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    plate: Mapped[str | None]
    vin: Mapped[str | None]
    brand: Mapped[str]
    series: Mapped[str]
    model_name: Mapped[str | None]
    model_year: Mapped[int | None]
    energy: Mapped[EnergyKind | None] = mapped_column(String)
    colour: Mapped[str | None]
    engine_no: Mapped[str | None]
    odometer_km: Mapped[int | None]
    estimated_km: Mapped[int | None]
    first_registered_on: Mapped[date | None]
    use_kind: Mapped[UseKind | None] = mapped_column(String)
    transfers: Mapped[int | None]
    inspection_until: Mapped[date | None]
    compulsory_until: Mapped[date | None]
    papers: Mapped[dict[str, Any]]
    warnings: Mapped[list[str]]
    expected_fen: Mapped[int | None]
    note: Mapped[str]
    frame: Mapped[list[dict[str, Any]] | None]
    body: Mapped[list[dict[str, Any]] | None]
    failed: Mapped[list[str] | None]
    sections: Mapped[dict[str, Any] | None]
    score: Mapped[int | None]
    accident: Mapped[bool | None]
    grade: Mapped[int | None]
    findings: Mapped[str]
    inspected_at: Mapped[datetime | None]
    inspected_by: Mapped[UUID | None]
    value_fen: Mapped[int | None]
    value_method: Mapped[ValueMethod | None] = mapped_column(String)
    value_grounds: Mapped[str | None]
    valued_at: Mapped[datetime | None]
    valued_by: Mapped[UUID | None]
    needs_approval: Mapped[bool]
    approved_at: Mapped[datetime | None]
    approved_by: Mapped[UUID | None]
    offer_fen: Mapped[int | None]
    offer_until: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    closed_reason: Mapped[str | None]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own convention


class AppraisalOffer(Base):
    """Every offer that was ever made: later loss analysis depends on them."""

    __tablename__ = "appraisal_offer"
    __table_args__ = (
        Index("uq_appraisal_offer_open", "appraisal_id", unique=True, postgresql_where=text("status = 'open'")),
        Index("ix_appraisal_offer_appraisal", "appraisal_id", "offered_at"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    appraisal_id: Mapped[UUID]
    amount_fen: Mapped[int]
    status: Mapped[OfferStatus] = mapped_column(String)
    offered_at: Mapped[datetime]
    offered_by: Mapped[UUID | None]
    valid_until: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    reason: Mapped[str | None]
