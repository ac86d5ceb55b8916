"""Tables of inspections before delivery and of deliveries."""

from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.scope import PersonRow
from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from leads.delivery.policy import DeliveryStatus, PdiResult
from leads.tables import Base


class Pdi(PersonRow, Base):
    """One pre-delivery inspection of an order's car; a failed one is followed by another."""

    __tablename__ = "pdi"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    order_id: Mapped[UUID] = mapped_column(index=True)
    car_id: Mapped[UUID]
    result: Mapped[PdiResult] = mapped_column(String)
    items: Mapped[dict[str, Any]]
    defects: Mapped[str]
    technician: Mapped[str]
    odometer_km: Mapped[int]
    inspected_at: Mapped[datetime]
    recorded_by: Mapped[UUID | None]


class Delivery(PersonRow, Base):
    """The hand-over of one order. `checklist`: group → ticked codes; `signatures`: signer → strokes, hash, time."""

    __tablename__ = "delivery"
    __table_args__ = (
        Index("uq_delivery_order", "order_id", unique=True, postgresql_where=text("status <> 'cancelled'")),
        Index("ix_delivery_day", "store_id", "starts_at"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    order_id: Mapped[UUID]
    assignee_id: Mapped[UUID | None] = mapped_column(index=True)
    status: Mapped[DeliveryStatus] = mapped_column(String)
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    service_adviser_id: Mapped[UUID | None] = mapped_column(index=True)
    checklist: Mapped[dict[str, Any]]
    signatures: Mapped[dict[str, Any]]
    photo_file_id: Mapped[UUID | None]
    note: Mapped[str]
    odometer_km: Mapped[int | None]
    handed_over_at: Mapped[datetime | None]
    handed_over_by: Mapped[UUID | None]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own convention
