"""Tables of key accounts. Every row hangs on the company's customer file, so that scope reads like everywhere."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from service_defaults.scope import PersonRow
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from leads.key_account.policy import AccountClass, AccountStage, AccountType, ContactRole, ReviewKind, VisitResult
from leads.tables import Base


class KeyAccount(PersonRow, Base):
    """A company that is worked by plan; `customer_id` is its file, `assignee_id` its account manager."""

    __tablename__ = "key_account"
    __table_args__ = (
        Index("uq_key_account_customer", "customer_id", unique=True),
        Index("ix_key_account_list", "store_id", text("next_visit_at"), "id"),
        CheckConstraint("id <> parent_id", name="own_parent"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("key_account.id"), index=True)
    assignee_id: Mapped[UUID | None] = mapped_column(index=True)
    account_type: Mapped[AccountType] = mapped_column(String)
    stage: Mapped[AccountStage] = mapped_column(String)
    need: Mapped[int | None]
    power: Mapped[int | None]
    willingness: Mapped[int | None]
    account_class: Mapped[AccountClass] = mapped_column(String)
    next_visit_at: Mapped[datetime]
    last_visit_at: Mapped[datetime | None]
    note: Mapped[str]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own convention


class KeyAccountContact(PersonRow, Base):
    """A person of the company, who is a customer file of their own: `person_id`."""

    __tablename__ = "key_account_contact"
    __table_args__ = (Index("uq_key_account_contact", "account_id", "person_id", unique=True),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("key_account.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("customer.id"), index=True)
    role: Mapped[ContactRole] = mapped_column(String)
    title: Mapped[str]
    created_at: Mapped[datetime]


class FleetVehicle(PersonRow, Base):
    """So many cars of one kind that the company runs, whoever sold them."""

    __tablename__ = "key_account_fleet"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("key_account.id"), index=True)
    make: Mapped[str]
    model: Mapped[str]
    units: Mapped[int]
    use: Mapped[str]
    bought_year: Mapped[int | None]
    replace_on: Mapped[date | None]


class DevelopmentPlan(PersonRow, Base):
    """What is to be reached with an account in one calendar year."""

    __tablename__ = "key_account_plan"
    __table_args__ = (Index("uq_key_account_plan", "account_id", "year", unique=True),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("key_account.id"))
    year: Mapped[int]
    target_units: Mapped[int]
    target_visits: Mapped[int]
    strategy: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by: Mapped[UUID | None]


class AccountVisit(PersonRow, Base):
    """A visit to the company, planned and then done; `done_at` null while it lies ahead."""

    __tablename__ = "key_account_visit"
    __table_args__ = (
        Index("ix_key_account_visit_account", "account_id", "planned_at"),
        Index("ix_key_account_visit_open", "store_id", "planned_at", postgresql_where=text("done_at IS NULL")),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("key_account.id"))
    assignee_id: Mapped[UUID | None]
    planned_at: Mapped[datetime]
    purpose: Mapped[str]
    done_at: Mapped[datetime | None]
    result: Mapped[VisitResult | None] = mapped_column(String)
    summary: Mapped[str]
    next_step: Mapped[str]


class FrameAgreement(PersonRow, Base):
    """Terms that hold for every order of the company while it is valid. `discount_permille` off the list price."""

    __tablename__ = "key_account_agreement"
    __table_args__ = (
        Index("uq_key_account_agreement_no", "store_id", "agreement_no", unique=True),
        Index("ix_key_account_agreement_account", "account_id", "valid_from"),
        CheckConstraint("valid_until >= valid_from", name="span"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("key_account.id"))
    agreement_no: Mapped[str]
    valid_from: Mapped[date]
    valid_until: Mapped[date]
    target_units: Mapped[int]
    discount_permille: Mapped[int]
    terms: Mapped[str]
    signed_on: Mapped[date]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str | None]


class AccountReview(PersonRow, Base):
    """An evaluation of one period; `figures` are frozen as they stood when it was written."""

    __tablename__ = "key_account_review"
    __table_args__ = (Index("uq_key_account_review", "account_id", "kind", "starts_on", unique=True),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("key_account.id"))
    kind: Mapped[ReviewKind] = mapped_column(String)
    starts_on: Mapped[date]
    figures: Mapped[dict[str, Any]]
    satisfaction: Mapped[int]
    loyalty: Mapped[int]
    judgement: Mapped[str]
    next_steps: Mapped[str]
    written_at: Mapped[datetime]
    written_by: Mapped[UUID | None]
