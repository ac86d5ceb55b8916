"""Tables of the catalogue and the stock."""

from datetime import date, datetime
from uuid import UUID

from contracts.vocabulary import EnergyKind
from service_defaults.scope import StoreRow
from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base
from leads.vehicle.policy import CarKind, CarStatus, TaxClass


class CarModel(Base):
    """One line of the group's catalogue. Intervals and warranty are those of the maintenance book."""

    __tablename__ = "car_model"
    __table_args__ = (
        Index("uq_car_model_identity", "group_id", "brand", "series", "name", "model_year", unique=True),
        CheckConstraint("msrp_fen >= 0", name="msrp"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID]
    brand: Mapped[str]
    series: Mapped[str]
    name: Mapped[str]
    model_year: Mapped[int]
    energy: Mapped[EnergyKind] = mapped_column(String)
    tax_class: Mapped[TaxClass] = mapped_column(String)
    msrp_fen: Mapped[int]
    colours: Mapped[list[str]]
    seats: Mapped[int]
    displacement_ml: Mapped[int | None]
    range_km: Mapped[int | None]
    first_service_km: Mapped[int]
    first_service_months: Mapped[int]
    service_interval_km: Mapped[int]
    service_interval_months: Mapped[int]
    warranty_km: Mapped[int]
    warranty_months: Mapped[int]
    active: Mapped[bool]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own convention


class StockCar(StoreRow, Base):
    """A car that stands, or will stand, in the yard. `cost_fen` is for managers' eyes."""

    __tablename__ = "stock_car"
    __table_args__ = (
        Index(
            "uq_stock_car_live_vin",
            "store_id",
            "vin",
            unique=True,
            postgresql_where=text("status <> 'delivered'"),
        ),
        Index("ix_stock_car_list", "store_id", "arrived_on", "id"),
        CheckConstraint("price_fen >= 0 AND cost_fen >= 0", name="money"),
        CheckConstraint("odometer_km >= 0", name="odometer"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    model_id: Mapped[UUID] = mapped_column(index=True)
    kind: Mapped[CarKind] = mapped_column(String)
    status: Mapped[CarStatus] = mapped_column(String)
    vin: Mapped[str]
    engine_no: Mapped[str | None]
    colour: Mapped[str]
    interior: Mapped[str | None]
    cost_fen: Mapped[int]
    price_fen: Mapped[int]
    arrived_on: Mapped[date]
    produced_on: Mapped[date | None]
    plate: Mapped[str | None]
    odometer_km: Mapped[int]
    location: Mapped[str | None]
    insurance_until: Mapped[date | None]
    inspection_until: Mapped[date | None]
    reserved_until: Mapped[datetime | None]
    note: Mapped[str]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own convention
