"""The card's table."""

from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.scope import PersonRow
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


class CustomerCard(PersonRow, Base):
    """One card per customer, made when something is written on it; `fields` is a `CardFields` without its blanks."""

    __tablename__ = "customer_card"
    customer_id: Mapped[UUID] = mapped_column(ForeignKey("customer.id"), primary_key=True)
    store_id: Mapped[UUID]
    fields: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime]
    changed_by: Mapped[UUID | None]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own convention
