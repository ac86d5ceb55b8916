"""Table of quotes: every version that was shown stays."""

from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.scope import PersonRow
from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from leads.quote.policy import QuoteStatus
from leads.tables import Base


class Quote(PersonRow, Base):
    """`terms` is what was agreed, `breakdown` what was computed from it that day. `assignee_id` is the adviser."""

    __tablename__ = "quote"
    __table_args__ = (
        Index("uq_quote_no", "store_id", "quote_no", unique=True),
        Index("uq_quote_version_no", "lead_id", "version_no", unique=True),
        Index("ix_quote_waiting", "store_id", "created_at", postgresql_where=text("status = 'needs_approval'")),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    quote_no: Mapped[str]
    lead_id: Mapped[UUID]
    version_no: Mapped[int]
    assignee_id: Mapped[UUID | None] = mapped_column(index=True)
    model_id: Mapped[UUID]
    car_id: Mapped[UUID | None]
    colour: Mapped[str | None]
    appraisal_id: Mapped[UUID | None]
    status: Mapped[QuoteStatus] = mapped_column(String)
    terms: Mapped[dict[str, Any]]
    breakdown: Mapped[dict[str, Any]]
    price_fen: Mapped[int]
    discount_fen: Mapped[int]
    given_away_fen: Mapped[int]
    limit_fen: Mapped[int]
    total_fen: Mapped[int]
    payable_fen: Mapped[int]
    monthly_fen: Mapped[int | None]
    note: Mapped[str]
    valid_until: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None]
    decision_note: Mapped[str | None]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own convention
