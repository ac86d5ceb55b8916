"""Tables of merging."""

from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.scope import PersonRow
from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


class CustomerMerge(PersonRow, Base):
    """`absorbed_id` became part of `customer_id`. All that un-merging needs stands here.

    `layers`: values put on the kept file and its card, with what lay below. `leads`: states before of leads that were
    folded or handed over. `points`: contact points that led their own file before.
    """

    __tablename__ = "customer_merge"
    __table_args__ = (
        Index("uq_customer_merge_absorbed", "absorbed_id", unique=True, postgresql_where=text("undone_at IS NULL")),
        Index("ix_customer_merge_store_at", "store_id", "merged_at", "id"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    customer_id: Mapped[UUID] = mapped_column(ForeignKey("customer.id"), index=True)
    absorbed_id: Mapped[UUID] = mapped_column(ForeignKey("customer.id"), index=True)
    choices: Mapped[dict[str, Any]]
    layers: Mapped[dict[str, Any]]
    leads: Mapped[list[dict[str, Any]]]
    points: Mapped[list[str]]
    note: Mapped[str]
    merged_at: Mapped[datetime]
    merged_by: Mapped[UUID | None]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[UUID | None]
    undo_note: Mapped[str | None]
