"""Tables of duplicates."""

from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.scope import StoreRow
from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


class DuplicatePair(StoreRow, Base):
    """Two files of a store, the smaller id first. What a person decided is remembered: no scan opens it again."""

    __tablename__ = "duplicate_pair"
    __table_args__ = (
        UniqueConstraint("one_id", "other_id"),
        CheckConstraint("one_id < other_id", name="ordered"),
        Index(
            "ix_duplicate_pair_open", "store_id", text("score DESC"), text("id DESC"), postgresql_where="state = 'open'"
        ),
        Index("ix_duplicate_pair_decided", "store_id", "state", text("decided_at DESC"), text("id DESC")),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    one_id: Mapped[UUID] = mapped_column(ForeignKey("customer.id"))
    other_id: Mapped[UUID] = mapped_column(ForeignKey("customer.id"), index=True)
    score: Mapped[int]
    reasons: Mapped[list[str]]
    evidence: Mapped[dict[str, Any]]
    state: Mapped[str]
    found_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None]
    note: Mapped[str]


class DuplicateScan(StoreRow, Base):
    """One passage over a store's files, in chunks. `since`: only files made from then on are compared with all."""

    __tablename__ = "duplicate_scan"
    __table_args__ = (
        Index("uq_duplicate_scan_running", "store_id", unique=True, postgresql_where=text("finished_at IS NULL")),
        Index("ix_duplicate_scan_latest", "store_id", text("started_at DESC")),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    started_at: Mapped[datetime]
    started_by: Mapped[UUID | None]
    since: Mapped[datetime | None]
    after_id: Mapped[UUID | None]
    total: Mapped[int]
    scanned: Mapped[int]
    found: Mapped[int]
    finished_at: Mapped[datetime | None]


class DuplicateWatch(StoreRow, Base):
    """When a store's new files are looked through next."""

    __tablename__ = "duplicate_watch"
    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    next_at: Mapped[datetime | None] = mapped_column(index=True)
