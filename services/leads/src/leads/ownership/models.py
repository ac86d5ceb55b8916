"""Tables of ownership: how it stands, and every change of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.scope import PersonRow
from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


class Ownership(PersonRow, Base):
    """How a customer is held now. Contact instants are those under the present owner, `engaged_at` is the first
    arrival or order; `review_at` is when the pool has to look again, `reclaim_at` what the owner was warned of."""

    __tablename__ = "ownership"
    __table_args__ = (
        Index("ix_ownership_review_at", "review_at", postgresql_where=text("review_at IS NOT NULL")),
        Index("ix_ownership_warned", "owner_id", "reclaim_at", postgresql_where=text("warned_at IS NOT NULL")),
    )
    customer_id: Mapped[UUID] = mapped_column(ForeignKey("customer.id"), primary_key=True)
    store_id: Mapped[UUID]
    owner_id: Mapped[UUID | None]
    since: Mapped[datetime]
    how: Mapped[str]
    by_id: Mapped[UUID | None]
    previous_owner_id: Mapped[UUID | None]
    registered_by: Mapped[UUID | None]
    registered_at: Mapped[datetime]
    first_contact_at: Mapped[datetime | None]
    contact_at: Mapped[datetime | None]
    attempt_at: Mapped[datetime | None]
    engaged_at: Mapped[datetime | None]
    claimed: Mapped[bool]
    review_at: Mapped[datetime | None]
    warned_at: Mapped[datetime | None]
    reclaim_at: Mapped[datetime | None]


class OwnershipChange(PersonRow, Base):
    """One change of hands; never rewritten. `why` explains the choice where a rule made it."""

    __tablename__ = "ownership_change"
    __table_args__ = (
        Index("ix_ownership_change_customer_at", "customer_id", "at"),
        Index("ix_ownership_change_left", "from_id", "customer_id", "at"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    customer_id: Mapped[UUID] = mapped_column(ForeignKey("customer.id"))
    at: Mapped[datetime]
    from_id: Mapped[UUID | None]
    to_id: Mapped[UUID | None]
    how: Mapped[str]
    note: Mapped[str]
    by_id: Mapped[UUID | None]
    transfer_id: Mapped[UUID | None]
    why: Mapped[dict[str, Any]]
