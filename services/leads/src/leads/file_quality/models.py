"""Tables of the stock-take 盘点. Score and confirmation stand in the customer's own row."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from service_defaults.scope import PersonRow, StoreRow
from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


class StockTake(StoreRow, Base):
    """One passage through the base of a store; each customer is one item of their adviser's list."""

    __tablename__ = "stock_take"
    __table_args__ = (
        Index("uq_stock_take_running", "store_id", unique=True, postgresql_where=text("finished_at IS NULL")),
        Index("ix_stock_take_due", "due_on", postgresql_where=text("finished_at IS NULL")),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    name: Mapped[str]
    wanted: Mapped[dict[str, Any]]
    started_at: Mapped[datetime]
    started_by: Mapped[UUID | None]
    due_on: Mapped[date]
    total: Mapped[int]
    finished_at: Mapped[datetime | None]
    finished_by: Mapped[UUID | None]


class StockTakeItem(PersonRow, Base):
    """One customer of a stock-take, with whoever was the adviser when it began, until somebody says what is so."""

    __tablename__ = "stock_take_item"
    __table_args__ = (
        UniqueConstraint("stock_take_id", "customer_id"),
        Index("ix_stock_take_item_list", "stock_take_id", "assignee_id", "done_at", "id"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    stock_take_id: Mapped[UUID] = mapped_column(ForeignKey("stock_take.id"))
    store_id: Mapped[UUID]
    customer_id: Mapped[UUID]
    assignee_id: Mapped[UUID | None] = mapped_column(index=True)
    result: Mapped[str | None]
    note: Mapped[str]
    done_at: Mapped[datetime | None]
    done_by: Mapped[UUID | None]


class StockTakePlan(StoreRow, Base):
    """When a store goes through its base by itself."""

    __tablename__ = "stock_take_plan"
    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    every_months: Mapped[int]
    wanted: Mapped[dict[str, Any]]
    next_at: Mapped[datetime | None] = mapped_column(index=True)
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own convention
