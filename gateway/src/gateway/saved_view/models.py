"""Tables of saved views."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from gateway.tables import Base


class SavedView(Base):
    """`filters` is the search part of the list's address: the list alone knows what it means.

    A removed view is kept for a while, so that removing it can be undone. Instants are wall time.
    """

    __tablename__ = "saved_view"
    __table_args__ = (
        Index("ix_saved_view_owner", "owner_id", "list_code"),
        Index("ix_saved_view_shared", "store_id", "list_code", postgresql_where=text("sharing <> 'me'")),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("dealer_group.id"))
    store_id: Mapped[UUID] = mapped_column(ForeignKey("store.id"))
    team_id: Mapped[UUID | None]
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    list_code: Mapped[str]
    name: Mapped[str]
    filters: Mapped[dict[str, Any]]
    sort: Mapped[str | None]
    columns: Mapped[list[str]]
    layout: Mapped[str]
    sharing: Mapped[str]
    position: Mapped[int]
    created_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    version: Mapped[int]


class ListPreference(Base):
    """What somebody sees first of a list: their view and their columns."""

    __tablename__ = "list_preference"
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    list_code: Mapped[str] = mapped_column(primary_key=True)
    default_view_id: Mapped[UUID | None] = mapped_column(ForeignKey("saved_view.id", ondelete="SET NULL"))
    columns: Mapped[list[str]]
