"""Table of ownership disputes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.scope import PersonRow
from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


class Dispute(PersonRow, Base):
    """`assignee_id` is who claims the customer, `owner_id` who had them when it was opened. `shares` is how the deal
    is counted after a ruling: staff id → percent."""

    __tablename__ = "ownership_dispute"
    __table_args__ = (
        Index("uq_ownership_dispute_open", "customer_id", unique=True, postgresql_where=text("status = 'open'")),
        Index("ix_ownership_dispute_list", "store_id", "opened_at", "id"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    customer_id: Mapped[UUID]
    assignee_id: Mapped[UUID]
    owner_id: Mapped[UUID | None]
    grounds: Mapped[str]
    note: Mapped[str]
    status: Mapped[str]
    opened_at: Mapped[datetime]
    ruling: Mapped[str | None]
    ruling_note: Mapped[str]
    shares: Mapped[dict[str, Any]]
    ruled_by: Mapped[UUID | None]
    ruled_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own convention
