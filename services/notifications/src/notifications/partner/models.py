"""Tables of partners and their secrets."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from notifications.tables import Base


class PartnerRef(Base):
    """A partner as the gateway last told of it."""

    __tablename__ = "partner_ref"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID] = mapped_column(index=True)
    name: Mapped[str]
    kind: Mapped[str]
    store_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))
    active: Mapped[bool]
    revision: Mapped[int]


class WebhookSecret(Base):
    """A shared secret, sealed. `endpoint_id` null: the one that the partner signs its webhooks to us with.

    Without `retires_at` it is the current one; until `retires_at` the former one still holds. Instants are wall time.
    """

    __tablename__ = "webhook_secret"
    __table_args__ = (Index("ix_webhook_secret_owner", "partner_id", "endpoint_id"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    partner_id: Mapped[UUID]
    endpoint_id: Mapped[UUID | None]
    secret_sealed: Mapped[bytes]
    created_at: Mapped[datetime]
    retires_at: Mapped[datetime | None]
    revealed_at: Mapped[datetime | None]


class SecretAccess(Base):
    """Who made, saw or replaced a secret; never changed."""

    __tablename__ = "secret_access"
    __table_args__ = (Index("ix_secret_access_partner_at", "partner_id", "at"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    partner_id: Mapped[UUID]
    endpoint_id: Mapped[UUID | None]
    act: Mapped[str]
    actor: Mapped[str]
    at: Mapped[datetime]
