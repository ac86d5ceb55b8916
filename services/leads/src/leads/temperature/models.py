"""Tables of the temperature."""

from datetime import datetime
from uuid import UUID

from service_defaults.scope import PersonRow
from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


class Temperature(PersonRow, Base):
    """Where a customer stands now. `screened_at`: somebody looked through the cold ones and decided."""

    __tablename__ = "temperature"
    __table_args__ = (Index("ix_temperature_store_layer", "store_id", "layer", text("since DESC"), "customer_id"),)
    customer_id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    layer: Mapped[str]
    since: Mapped[datetime]
    reason: Mapped[str]
    reminded: Mapped[bool]
    screened_at: Mapped[datetime | None]
    screening: Mapped[str | None]


class TemperatureChange(PersonRow, Base):
    """The history: from, to, why, by whom (nobody: the rules)."""

    __tablename__ = "temperature_change"
    __table_args__ = (Index("ix_temperature_change_customer_at", "customer_id", text("at DESC"), text("id DESC")),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    customer_id: Mapped[UUID]
    lead_id: Mapped[UUID | None]
    at: Mapped[datetime]
    old: Mapped[str]
    new: Mapped[str]
    reason: Mapped[str]
    note: Mapped[str]
    actor_id: Mapped[UUID | None]
