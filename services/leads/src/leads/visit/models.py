"""The reception register's table."""

from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.scope import PersonRow
from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


class Visit(PersonRow, Base):
    """One arrival or call. `customer_id` is null for a stranger who left no data: such rows count too.

    `steps` are the instants of the reception's steps; `left_reason` says why a visit outlasted the day.
    """

    __tablename__ = "visit"
    __table_args__ = (
        Index("ix_visit_store_arrived", "store_id", text("arrived_at DESC"), text("id DESC")),
        Index("ix_visit_store_open", "store_id", "arrived_at", postgresql_where=text("left_at IS NULL")),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    customer_id: Mapped[UUID | None] = mapped_column(index=True)  # type: ignore[assignment]  # strangers have none
    lead_id: Mapped[UUID | None]
    assignee_id: Mapped[UUID | None]
    kind: Mapped[str]
    purpose: Mapped[str]
    first_time: Mapped[bool]
    companions: Mapped[int]
    wanted: Mapped[str]
    transport: Mapped[str | None]
    rivals: Mapped[str] = mapped_column(default="", server_default="")
    note: Mapped[str]
    arrived_at: Mapped[datetime]
    greeted_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    left_reason: Mapped[str | None]
    steps: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    registered_by: Mapped[UUID | None]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own convention
