"""Tables of what came from outside, and of who may send it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.scope import StoreRow
from sqlalchemy import Index, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Uuid

from leads.tables import Base


class PartnerRef(Base):
    """A partner as the gateway last told; `store_ids` are the stores it may deliver to, the first is its default."""

    __tablename__ = "partner_ref"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID]
    name: Mapped[str]
    kind: Mapped[str]
    source: Mapped[str | None]
    store_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))
    active: Mapped[bool]
    revision: Mapped[int]


class VendorMap(StoreRow, Base):
    """Which store a partner means by a vendor's name or id."""

    __tablename__ = "vendor_map"
    partner_id: Mapped[UUID] = mapped_column(primary_key=True)
    vendor_key: Mapped[str] = mapped_column(primary_key=True)
    store_id: Mapped[UUID] = mapped_column(index=True)
    vendor: Mapped[str]
    changed_at: Mapped[datetime]


class RawIntake(StoreRow, Base):
    """A document as it was received, sealed. Above the size cap only its size, digest and sender are kept.

    `map_version`: it came in a partner's own shape, read by that version of the partner's map.
    """

    __tablename__ = "raw_intake"
    __table_args__ = (
        Index("ix_raw_intake_sender_digest", "sender_id", "digest", "received_at"),
        Index("ix_raw_intake_purge_at", "purge_at", postgresql_where=text("sealed IS NOT NULL")),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID] = mapped_column(index=True)
    sender_id: Mapped[str]
    sender_name: Mapped[str]
    received_at: Mapped[datetime]
    media_type: Mapped[str]
    size: Mapped[int]
    digest: Mapped[str]
    sealed: Mapped[bytes | None]
    map_version: Mapped[int | None]
    purge_at: Mapped[datetime]
    results: Mapped[list[dict[str, Any]]]


class QuarantinedIntake(StoreRow, Base):
    """What was refused, with its reason, until somebody of the store has looked at it."""

    __tablename__ = "quarantined_intake"
    __table_args__ = (Index("ix_quarantined_intake_store_at", "store_id", text("at DESC"), text("id DESC")),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    raw_intake_id: Mapped[UUID]
    at: Mapped[datetime]
    position: Mapped[int]
    sender_name: Mapped[str]
    reason: Mapped[str]
    detail: Mapped[str]
    size: Mapped[int]
    digest: Mapped[str]
    state: Mapped[str]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[UUID | None]
    settled_as: Mapped[str | None]
    lead_id: Mapped[UUID | None]
