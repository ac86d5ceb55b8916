"""Tables of partners and their keys."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from gateway.tables import Base


class Partner(Base):
    """`store_ids`: the stores a partner may deliver to, its default first."""

    __tablename__ = "partner"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("dealer_group.id"), index=True)
    name: Mapped[str]
    kind: Mapped[str]
    source: Mapped[str | None]
    store_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))
    active: Mapped[bool]
    revision: Mapped[int]
    created_at: Mapped[datetime]


class PartnerKey(Base):
    """An API key: its prefix in clear, to recognise it by, and the SHA-256 of the whole. Instants are wall time."""

    __tablename__ = "partner_key"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    partner_id: Mapped[UUID] = mapped_column(ForeignKey("partner.id"), index=True)
    prefix: Mapped[str]
    label: Mapped[str]
    digest: Mapped[bytes] = mapped_column(unique=True)
    scopes: Mapped[list[str]] = mapped_column(ARRAY(String))
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
