"""Tables of behaviour."""

from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.scope import PersonRow, StoreRow
from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


class BehaviourSite(StoreRow, Base):
    """A place that may report behaviour: a web site (its key is public, its origins are not) or a showroom device.

    `digest` is that of a device's secret key.
    """

    __tablename__ = "behaviour_site"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    door: Mapped[str]
    name: Mapped[str]
    site_key: Mapped[str | None] = mapped_column(unique=True)
    digest: Mapped[bytes | None] = mapped_column(unique=True)
    origins: Mapped[list[str]]
    wording_version: Mapped[str]
    active: Mapped[bool]
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own convention


class BehaviourVisitor(PersonRow, Base):
    """A random first-party id, kept as a keyed hash; `customer_id` once they left a number and agreed."""

    __tablename__ = "behaviour_visitor"
    __table_args__ = (
        Index("ix_behaviour_visitor_customer", "customer_id", postgresql_where=text("customer_id IS NOT NULL")),
        Index("ix_behaviour_visitor_purge_at", "purge_at"),
    )
    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    visitor_key: Mapped[bytes] = mapped_column(primary_key=True)
    customer_id: Mapped[UUID | None] = mapped_column()  # type: ignore[assignment]  # strangers have none
    wording_version: Mapped[str]
    events: Mapped[int]
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    linked_at: Mapped[datetime | None]
    purge_at: Mapped[datetime]


class BehaviourEvent(PersonRow, Base):
    """One view. Without address, device or browser: only what was looked at, and when."""

    __tablename__ = "behaviour_event"
    __table_args__ = (
        Index("ix_behaviour_event_customer_at", "customer_id", "at", postgresql_where=text("customer_id IS NOT NULL")),
        Index("ix_behaviour_event_visitor", "store_id", "visitor_key"),
        Index("ix_behaviour_event_purge_at", "purge_at"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    customer_id: Mapped[UUID | None] = mapped_column()  # type: ignore[assignment]  # strangers have none
    visitor_key: Mapped[bytes]
    site_id: Mapped[UUID | None]
    door: Mapped[str]
    kind: Mapped[str]
    model: Mapped[str | None]
    trim: Mapped[str | None]
    topic: Mapped[str | None]
    rival: Mapped[str | None]
    page: Mapped[str | None]
    seconds: Mapped[int | None]
    at: Mapped[datetime]
    purge_at: Mapped[datetime]


class InterestProfile(PersonRow, Base):
    """What a known customer is interested in. `dirty_at` is set when there is something new to look at."""

    __tablename__ = "interest_profile"
    __table_args__ = (Index("ix_interest_profile_dirty", "dirty_at", postgresql_where=text("dirty_at IS NOT NULL")),)
    customer_id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    models: Mapped[list[dict[str, Any]]]
    topics: Mapped[list[dict[str, Any]]]
    rivals: Mapped[list[dict[str, Any]]]
    kinds: Mapped[dict[str, Any]]
    streak: Mapped[dict[str, Any] | None]
    active_days: Mapped[int]
    first_at: Mapped[datetime | None]
    last_at: Mapped[datetime | None]
    dirty_at: Mapped[datetime | None]
