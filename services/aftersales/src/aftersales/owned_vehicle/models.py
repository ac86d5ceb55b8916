"""The owner's file and what hangs on it."""

from datetime import date, datetime
from uuid import UUID

from service_defaults.scope import PersonRow
from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from aftersales.tables import Base


class OwnedVehicle(PersonRow, Base):
    """One car of one owner, from the day it was handed over. `assignee_id` is the named service adviser."""

    __tablename__ = "owned_vehicle"
    __table_args__ = (
        UniqueConstraint("delivery_id"),
        Index("ix_owned_vehicle_store_delivered", "store_id", "delivered_at", "id"),
        Index("ix_owned_vehicle_store_vin", "store_id", "vin"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    assignee_id: Mapped[UUID | None] = mapped_column(index=True)
    sales_adviser_id: Mapped[UUID | None]
    delivery_id: Mapped[UUID]
    order_id: Mapped[UUID]
    order_no: Mapped[str]
    lead_id: Mapped[UUID]
    car_id: Mapped[UUID]
    vin: Mapped[str]
    plate: Mapped[str | None]
    brand: Mapped[str]
    series: Mapped[str]
    model: Mapped[str]
    model_year: Mapped[int]
    colour: Mapped[str]
    energy: Mapped[str]
    new: Mapped[bool]
    ordered_on: Mapped[date]
    invoiced_on: Mapped[date]
    delivered_at: Mapped[datetime]
    delivered_on: Mapped[date]
    registered_on: Mapped[date | None]
    odometer_km: Mapped[int]
    odometer_on: Mapped[date]
    acceptance_due_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    accepted_by: Mapped[UUID | None]
    acceptance_note: Mapped[str | None]
    warranty_until: Mapped[date | None]
    warranty_km: Mapped[int | None]
    own_warranty_until: Mapped[date | None]
    own_warranty_km: Mapped[int | None]
    compulsory_insurance_until: Mapped[date | None]
    commercial_insurance_until: Mapped[date | None]
    insurer: Mapped[str | None]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it as it stands


_FILE = "owned_vehicle.id"


class OdometerReading(Base):
    """What the odometer showed; a doubtful reading is kept and never used."""

    __tablename__ = "odometer_reading"
    __table_args__ = (Index("ix_odometer_reading_vehicle", "owned_vehicle_id", "read_on", "id"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    owned_vehicle_id: Mapped[UUID] = mapped_column(ForeignKey(_FILE, deferrable=True, initially="DEFERRED"))
    read_on: Mapped[date]
    km: Mapped[int]
    source: Mapped[str]
    suspicious: Mapped[bool]
    doubt: Mapped[str | None]
    noted_at: Mapped[datetime]
    noted_by: Mapped[UUID | None]


class VehiclePerson(Base):
    """Somebody around the car. The owner is the customer; others may be known by name alone."""

    __tablename__ = "vehicle_person"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    owned_vehicle_id: Mapped[UUID] = mapped_column(ForeignKey(_FILE, deferrable=True, initially="DEFERRED"), index=True)
    role: Mapped[str]
    customer_id: Mapped[UUID | None]
    name: Mapped[str | None]
    mobile_sealed: Mapped[bytes | None]
    mobile_masked: Mapped[str | None]
    note: Mapped[str | None]
    added_at: Mapped[datetime]


class ServiceVisit(Base):
    """A finished maintenance or repair, from which the next interval counts."""

    __tablename__ = "service_visit"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    owned_vehicle_id: Mapped[UUID] = mapped_column(ForeignKey(_FILE, deferrable=True, initially="DEFERRED"), index=True)
    serviced_at: Mapped[datetime]
    serviced_on: Mapped[date]
    odometer_km: Mapped[int]
    kind: Mapped[str]
    remark: Mapped[str]
    noted_by: Mapped[UUID | None]
