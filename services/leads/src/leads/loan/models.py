"""Tables of loan applications and what was reported about them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from contracts.vocabulary import LoanStatus
from service_defaults.scope import PersonRow
from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from leads.loan.policy import Outcome
from leads.tables import Base


class Loan(PersonRow, Base):
    """An application at one partner. Identity number and income are sealed; `sequence` is the partner's count."""

    __tablename__ = "loan"
    __table_args__ = (
        Index("uq_loan_no", "store_id", "loan_no", unique=True),
        Index(
            "uq_loan_live_order",
            "order_id",
            unique=True,
            postgresql_where=text("status NOT IN ('rejected', 'cancelled')"),
        ),
        Index("ix_loan_list", "store_id", "submitted_at", "id"),
        CheckConstraint("principal_fen > 0", name="principal"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    loan_no: Mapped[str]
    order_id: Mapped[UUID]
    order_no: Mapped[str]
    assignee_id: Mapped[UUID | None] = mapped_column(index=True)
    partner_id: Mapped[UUID]
    consent_id: Mapped[UUID]
    status: Mapped[LoanStatus] = mapped_column(String)
    sequence: Mapped[int]
    decided_at: Mapped[datetime]
    principal_fen: Mapped[int]
    down_payment_fen: Mapped[int]
    months: Mapped[int]
    annual_rate: Mapped[str]
    id_no_sealed: Mapped[bytes]
    id_no_masked: Mapped[str]
    applicant_sealed: Mapped[bytes]
    partner_application_no: Mapped[str | None]
    approved_fen: Mapped[int | None]
    reason: Mapped[str | None]
    required_documents: Mapped[list[str]]
    submission: Mapped[int]
    submitted_at: Mapped[datetime]
    submitted_by: Mapped[UUID | None]
    withdrawn_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own convention


class LoanSupply(Base):
    """What was sent after the first submission: the papers, each {"code", "note"}, and what is applied for since."""

    __tablename__ = "loan_supply"
    __table_args__ = (UniqueConstraint("loan_id", "submission"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    loan_id: Mapped[UUID]
    submission: Mapped[int]
    documents: Mapped[list[dict[str, Any]]]
    principal_fen: Mapped[int]
    supplied_at: Mapped[datetime]
    supplied_by: Mapped[UUID | None]


class LoanReport(Base):
    """Everything a partner reported, also what changed nothing."""

    __tablename__ = "loan_report"
    __table_args__ = (Index("ix_loan_report_loan", "loan_id", "received_at"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    loan_id: Mapped[UUID]
    status: Mapped[LoanStatus] = mapped_column(String)
    sequence: Mapped[int]
    decided_at: Mapped[datetime]
    approved_fen: Mapped[int | None]
    reason: Mapped[str | None]
    outcome: Mapped[Outcome] = mapped_column(String)
    received_at: Mapped[datetime]
