"""Tables of imports."""

from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.scope import StoreRow
from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


class CustomerImport(StoreRow, Base):
    """One file on its way into the register. `next_row` is the first row that is not accounted for yet; the lease is
    wall time and says which worker has it in hand."""

    __tablename__ = "customer_import"
    __table_args__ = (
        Index("ix_customer_import_store_recent", "store_id", text("created_at DESC"), text("id DESC")),
        Index(
            "ix_customer_import_at_work",
            "created_at",
            postgresql_where=text("state IN ('reading', 'checking', 'running', 'undoing')"),
        ),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    digest: Mapped[str]
    language: Mapped[str]
    state: Mapped[str]
    layout: Mapped[dict[str, Any] | None]
    options: Mapped[dict[str, Any] | None]
    report: Mapped[dict[str, Any] | None]
    total: Mapped[int]
    next_row: Mapped[int]
    outcomes: Mapped[dict[str, Any]]
    reasons: Mapped[dict[str, Any]]
    warnings: Mapped[dict[str, Any]]
    kept: Mapped[dict[str, Any]]
    undo: Mapped[dict[str, Any]]
    problem: Mapped[str | None]
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[UUID | None]
    busy_ms: Mapped[int]
    attempts: Mapped[int]
    lease: Mapped[UUID | None]
    lease_until: Mapped[datetime | None]
    version: Mapped[int]


class ImportFile(Base):
    """A file of an import, sealed: what was uploaded (`source`) and what was wrong with it (`faults`)."""

    __tablename__ = "customer_import_file"
    __table_args__ = (Index("ix_customer_import_file_purge_at", "purge_at"),)
    import_id: Mapped[UUID] = mapped_column(ForeignKey("customer_import.id"), primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    media_type: Mapped[str]
    sealed: Mapped[bytes]
    purge_at: Mapped[datetime]


class ImportedRow(Base):
    """What became of one row of a file."""

    __tablename__ = "customer_import_row"
    import_id: Mapped[UUID] = mapped_column(ForeignKey("customer_import.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    outcome: Mapped[str]
    reason: Mapped[str | None]
    same_as: Mapped[int | None]
    warnings: Mapped[str]
    customer_id: Mapped[UUID | None]
    lead_id: Mapped[UUID | None]
    kept: Mapped[str | None]


class ImportHeading(Base):
    """What a store has taken a heading for before; null: it leaves the column out."""

    __tablename__ = "import_heading"
    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    heading: Mapped[str] = mapped_column(primary_key=True)
    target: Mapped[str | None]
    used_at: Mapped[datetime]
