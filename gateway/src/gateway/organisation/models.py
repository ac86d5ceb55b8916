"""Tables of the organisation: the gateway is its registry, everyone else keeps a projection."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from gateway.tables import Base


class DealerGroup(Base):
    __tablename__ = "dealer_group"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    created_at: Mapped[datetime]


class Store(Base):
    __tablename__ = "store"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("dealer_group.id"), index=True)
    name: Mapped[str]
    brand: Mapped[str]
    timezone: Mapped[str]
    currency: Mapped[str]
    region: Mapped[str]
    city: Mapped[str]
    address: Mapped[str]
    phone: Mapped[str]
    opening: Mapped[list[dict[str, Any]]]
    revision: Mapped[int]
    created_at: Mapped[datetime]


class Team(Base):
    __tablename__ = "team"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID] = mapped_column(ForeignKey("store.id"), index=True)
    name: Mapped[str]
    revision: Mapped[int]
    created_at: Mapped[datetime]


class Staff(Base):
    """`username` is lower case and unique over all groups: it is what one signs in with."""

    __tablename__ = "staff"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("dealer_group.id"), index=True)
    store_id: Mapped[UUID] = mapped_column(ForeignKey("store.id"), index=True)
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("team.id"), index=True)
    name: Mapped[str]
    username: Mapped[str] = mapped_column(unique=True)
    roles: Mapped[list[str]] = mapped_column(ARRAY(String))
    brands: Mapped[list[str]] = mapped_column(ARRAY(String))
    active: Mapped[bool]
    on_leave: Mapped[bool]
    revision: Mapped[int]
    created_at: Mapped[datetime]


class DutyDay(Base):
    """The roster of one store and local day; no row means that the store keeps none for that day."""

    __tablename__ = "duty_day"
    store_id: Mapped[UUID] = mapped_column(ForeignKey("store.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    shifts: Mapped[list[dict[str, Any]]]
    revision: Mapped[int]
