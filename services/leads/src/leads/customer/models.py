"""Tables of the customer file."""

from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.scope import PersonRow
from sqlalchemy import BigInteger, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


class Customer(PersonRow, Base):
    """A person or company as one store knows them. `customer_id` equals `id`, so that scope reads like everywhere.

    `merged_into_id` is the file that answers for this one, at the end of the chain; `alias_tokens` are search tokens
    lent by the files that were merged. `file_state` is where the file stands with the supervisor's confirmation.
    """

    __tablename__ = "customer"
    __table_args__ = (
        Index("ix_customer_store_recent", "store_id", text("created_at DESC"), text("id DESC")),
        Index("ix_customer_owner_recent", "customer_owner_id", text("created_at DESC"), text("id DESC")),
        Index("ix_customer_search_tokens", "search_tokens", postgresql_using="gin"),
        Index("ix_customer_store_name_sound", "store_id", text("regexp_replace(name_sort, '[^a-z0-9]+', ' ', 'g')")),
        Index("ix_customer_pending", "store_id", "filed_at", "id", postgresql_where=text("file_state = 'pending'")),
        Index(
            "ix_customer_unscored",
            "created_at",
            postgresql_where=text("file_score IS NULL AND merged_into_id IS NULL"),
        ),
        Index("ix_customer_merged_into", "merged_into_id", postgresql_where=text("merged_into_id IS NOT NULL")),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    customer_id: Mapped[UUID]
    store_id: Mapped[UUID]
    group_id: Mapped[UUID]
    kind: Mapped[str]
    name: Mapped[str]
    name_sort: Mapped[str]
    gender: Mapped[str | None]
    city: Mapped[str | None]
    mobile_masked: Mapped[str | None]
    email_masked: Mapped[str | None]
    person_key: Mapped[str | None] = mapped_column(index=True)
    lifecycle: Mapped[str]
    owner_id: Mapped[UUID | None] = mapped_column(index=True)
    customer_owner_id: Mapped[UUID | None]
    source: Mapped[str]
    tags: Mapped[list[str]]
    referrer_customer_id: Mapped[UUID | None]
    company: Mapped[dict[str, Any] | None]
    note: Mapped[str]
    search_tokens: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    tail_tokens: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    alias_tokens: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default="{}")
    merged_into_id: Mapped[UUID | None]
    contact_revision: Mapped[int]
    file_state: Mapped[str] = mapped_column(server_default="open")
    file_score: Mapped[int | None]
    file_missing: Mapped[list[str]] = mapped_column(server_default="[]")
    filed_at: Mapped[datetime | None]
    filed_by: Mapped[UUID | None]
    verified_at: Mapped[datetime | None]
    verified_by: Mapped[UUID | None]
    return_reason: Mapped[str | None]
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own convention

    @property
    def assigned_to(self) -> UUID | None:
        return self.owner_id


class ContactPoint(PersonRow, Base):
    """A number or address of a customer: sealed, masked, and findable by its blind index within the store."""

    __tablename__ = "contact_point"
    __table_args__ = (
        Index(
            "uq_contact_point_store_phone",
            "store_id",
            "key_index",
            unique=True,
            postgresql_where=text("live AND kind = 'phone' AND key_index IS NOT NULL"),
        ),
        Index("ix_contact_point_store_key", "store_id", "key_index"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    customer_id: Mapped[UUID] = mapped_column(ForeignKey("customer.id"), index=True)
    kind: Mapped[str]
    phone_kind: Mapped[str | None]
    sealed: Mapped[bytes]
    masked: Mapped[str]
    key_index: Mapped[bytes | None]
    leading: Mapped[bool]
    live: Mapped[bool]
    dead_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class Reveal(PersonRow, Base):
    """Who asked to see contact data in clear, why, and whether it was shown. Rows are never changed."""

    __tablename__ = "reveal"
    __table_args__ = (Index("ix_reveal_customer_at", "customer_id", "at"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    customer_id: Mapped[UUID]
    at: Mapped[datetime]
    actor_id: Mapped[str]
    field: Mapped[str]
    reason: Mapped[str]
    note: Mapped[str]
    granted: Mapped[bool]
