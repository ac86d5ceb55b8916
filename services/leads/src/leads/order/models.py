"""Tables of orders, their payments and the cars they hold."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from service_defaults.scope import PersonRow
from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from leads.order.policy import DepositKind, Fault, OrderStatus, PaymentKind, PaymentMethod
from leads.tables import Base


class Order(PersonRow, Base):
    """A contract. `received_fen` is the sum of its ledger, `loan_credit_fen` what a bank stands for.

    Three dates that are not one: ordered, invoiced, delivered.
    """

    __tablename__ = "sales_order"
    __table_args__ = (
        Index("uq_sales_order_no", "store_id", "order_no", unique=True),
        Index("uq_sales_order_quote", "quote_id", unique=True, postgresql_where=text("status <> 'cancelled'")),
        Index("ix_sales_order_board", "store_id", "status", "ordered_at", "id"),
        Index("ix_sales_order_list", "store_id", "ordered_at", "id"),
        Index(
            "ix_sales_order_delivered", "store_id", "delivered_at", postgresql_where=text("delivered_at IS NOT NULL")
        ),
        Index(
            "ix_sales_order_cancelled", "store_id", "cancelled_at", postgresql_where=text("cancelled_at IS NOT NULL")
        ),
        CheckConstraint("received_fen >= 0 AND payable_fen >= 0 AND loan_credit_fen >= 0", name="money"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    order_no: Mapped[str]
    lead_id: Mapped[UUID]
    quote_id: Mapped[UUID]
    assignee_id: Mapped[UUID | None] = mapped_column(index=True)
    model_id: Mapped[UUID]
    colour: Mapped[str | None]
    appraisal_id: Mapped[UUID | None]
    status: Mapped[OrderStatus] = mapped_column(String)
    terms: Mapped[dict[str, Any]]
    breakdown: Mapped[dict[str, Any]]
    price_fen: Mapped[int]
    total_fen: Mapped[int]
    trade_in_fen: Mapped[int]
    payable_fen: Mapped[int]
    loan_principal_fen: Mapped[int]
    loan_credit_fen: Mapped[int]
    received_fen: Mapped[int]
    deposit_kind: Mapped[DepositKind] = mapped_column(String)
    deposit_fen: Mapped[int]
    ordered_at: Mapped[datetime]
    ordered_on: Mapped[date]
    promised_on: Mapped[date | None]
    allocated_at: Mapped[datetime | None]
    car_id: Mapped[UUID | None]
    inspected_at: Mapped[datetime | None]
    invoiced_on: Mapped[date | None]
    invoice_no: Mapped[str | None]
    invoice_fen: Mapped[int | None]
    insurer: Mapped[str | None]
    compulsory_policy_no: Mapped[str | None]
    compulsory_until: Mapped[date | None]
    commercial_policy_no: Mapped[str | None]
    commercial_until: Mapped[date | None]
    plate: Mapped[str | None]
    plated_on: Mapped[date | None]
    delivered_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    cancelled_by: Mapped[UUID | None]
    cancel_fault: Mapped[Fault | None] = mapped_column(String)
    cancel_reason: Mapped[str | None]
    forfeit_fen: Mapped[int]
    note: Mapped[str]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own convention


class OrderPayment(Base):
    """One line of the ledger, never changed. Money out is negative."""

    __tablename__ = "order_payment"
    __table_args__ = (
        CheckConstraint("amount_fen <> 0", name="amount"),
        Index("ix_order_payment_order", "order_id", "paid_at", "id"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    order_id: Mapped[UUID]
    kind: Mapped[PaymentKind] = mapped_column(String)
    amount_fen: Mapped[int]
    method: Mapped[PaymentMethod] = mapped_column(String)
    reference: Mapped[str | None]
    paid_at: Mapped[datetime]
    recorded_by: Mapped[UUID | None]


class CarAllocation(Base):
    """Which order holds which car: at most one living row per car and per order."""

    __tablename__ = "car_allocation"
    __table_args__ = (
        Index("uq_car_allocation_car", "car_id", unique=True, postgresql_where=text("released_at IS NULL")),
        Index("uq_car_allocation_order", "order_id", unique=True, postgresql_where=text("released_at IS NULL")),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    car_id: Mapped[UUID]
    order_id: Mapped[UUID]
    allocated_at: Mapped[datetime]
    allocated_by: Mapped[UUID | None]
    released_at: Mapped[datetime | None]
    release_reason: Mapped[str | None]
