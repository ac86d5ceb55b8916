"""The two tables that every service has beside its own: what it announces and what it was told."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Protocol
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Identity, Index, LargeBinary, MetaData, Text, Uuid, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from messaging.envelope import Envelope

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class MessagingBase(DeclarativeBase):
    """Its metadata stands beside the service's own in every migration."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[Mapping[Any, Any]] = {
        datetime: DateTime(timezone=True),
        UUID: Uuid(),
        str: Text(),
        bytes: LargeBinary(),
        int: BigInteger(),
    }


class EnvelopeColumns:
    """An envelope as columns; `event_id` is its `id`."""

    type: Mapped[str]
    source: Mapped[str]
    key: Mapped[str]
    time: Mapped[datetime]
    data: Mapped[bytes]
    subject: Mapped[str | None]
    traceparent: Mapped[str | None]
    store_id: Mapped[str | None]
    owner_id: Mapped[str | None]


class OutboxRow(EnvelopeColumns, MessagingBase):
    """An event that happened here. `created_at` and `published_at` are wall time."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_unpublished", "id", postgresql_where="published_at IS NULL"),
        Index("ix_outbox_published_at", "published_at", postgresql_where="published_at IS NOT NULL"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    event_id: Mapped[UUID] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    published_at: Mapped[datetime | None]


class InboxRow(EnvelopeColumns, MessagingBase):
    """An event that was told to this service; `seq` is its place in the order of arrival. Instants are wall time.

    pending → done, or pending → dead → pending (replayed) or skipped. A pending or dead row holds its key's later ones.
    """

    __tablename__ = "inbox"
    __table_args__ = (
        CheckConstraint("state IN ('pending', 'done', 'dead', 'skipped')", name="state"),
        Index("ix_inbox_pending", "seq", postgresql_where="state = 'pending'"),
        Index("ix_inbox_undone", "key", "seq", postgresql_where="state IN ('pending', 'dead')"),
        Index("ix_inbox_dead", "seq", postgresql_where="state = 'dead'"),
        Index("ix_inbox_settled_at", "settled_at", postgresql_where="settled_at IS NOT NULL"),
    )

    event_id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(Identity(always=True), unique=True)
    state: Mapped[str] = mapped_column(server_default="pending")
    attempts: Mapped[int] = mapped_column(server_default="0")
    due_at: Mapped[datetime] = mapped_column(server_default=func.now())
    last_error: Mapped[str | None]
    received_at: Mapped[datetime] = mapped_column(server_default=func.now())
    settled_at: Mapped[datetime | None]


class EnvelopeRow(Protocol):
    """A row of either table, as object or as result tuple."""

    event_id: Any
    type: Any
    source: Any
    key: Any
    time: Any
    data: Any
    subject: Any
    traceparent: Any
    store_id: Any
    owner_id: Any


_COLUMNS = ("type", "source", "key", "time", "data", "subject", "traceparent", "store_id", "owner_id")


def to_columns(envelope: Envelope) -> dict[str, Any]:
    return {"event_id": envelope.id, **{name: getattr(envelope, name) for name in _COLUMNS}}


def to_envelope(row: EnvelopeRow) -> Envelope:
    return Envelope(id=row.event_id, **{name: getattr(row, name) for name in _COLUMNS})
