"""The maintenance plan of a car: one row, re-predicted with every reading."""

from datetime import date, datetime
from uuid import UUID

from service_defaults.scope import PersonRow
from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from aftersales.tables import Base


class MaintenancePlan(PersonRow, Base):
    """`since_*` is where the running interval began; `remind_at` waits for its timer and is empty once reminded."""

    __tablename__ = "maintenance_plan"
    __table_args__ = (
        UniqueConstraint("owned_vehicle_id"),
        Index("ix_maintenance_plan_remind", "remind_at", postgresql_where=text("remind_at IS NOT NULL")),
        Index("ix_maintenance_plan_store_due", "store_id", "due_on", "id"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    owned_vehicle_id: Mapped[UUID] = mapped_column(
        ForeignKey("owned_vehicle.id", deferrable=True, initially="DEFERRED")
    )
    assignee_id: Mapped[UUID | None]
    model: Mapped[str]
    kind: Mapped[str]
    since_on: Mapped[date]
    since_km: Mapped[int]
    months: Mapped[int]
    km: Mapped[int]
    regular_months: Mapped[int]
    regular_km: Mapped[int]
    daily_km: Mapped[float]
    daily_basis: Mapped[str]
    due_on: Mapped[date]
    due_by: Mapped[str]
    due_km: Mapped[int]
    by_months_on: Mapped[date]
    by_km_on: Mapped[date]
    predicted_at: Mapped[datetime]
    remind_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
