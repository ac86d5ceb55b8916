"""Tables of mailboxes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.scope import StoreRow
from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


class Mailbox(StoreRow, Base):
    """What people set up. `password` is sealed and never told; `senders` are those whose mails become leads."""

    __tablename__ = "mailbox"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    host: Mapped[str]
    port: Mapped[int]
    security: Mapped[str]
    username: Mapped[str]
    password: Mapped[bytes]
    folder: Mapped[str]
    interval_minutes: Mapped[int]
    senders: Mapped[list[dict[str, Any]]]
    authority: Mapped[str | None]
    active: Mapped[bool]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own convention


class MailboxState(StoreRow, Base):
    """How far the reading is. `next_poll_at` and the lease are wall time: the mail server lives in it."""

    __tablename__ = "mailbox_state"
    __table_args__ = (Index("ix_mailbox_state_due", "next_poll_at", postgresql_where=text("next_poll_at IS NOT NULL")),)
    mailbox_id: Mapped[UUID] = mapped_column(primary_key=True)
    uid_validity: Mapped[int]
    last_uid: Mapped[int]
    next_poll_at: Mapped[datetime | None]
    lease: Mapped[UUID | None]
    lease_until: Mapped[datetime | None]
    failures: Mapped[int]
    last_poll_at: Mapped[datetime | None]
    last_ok_at: Mapped[datetime | None]
    last_error: Mapped[str | None]


class MailboxMail(StoreRow, Base):
    """One mail that was read: keyed by its place in the mailbox, and by what it is, should its place be numbered anew.

    Of an unlisted sender only the domain is kept here; the mail itself waits sealed in the quarantine.
    """

    __tablename__ = "mailbox_mail"
    __table_args__ = (
        Index("ix_mailbox_mail_place", "mailbox_id", "uid_validity", "uid", unique=True),
        Index("ix_mailbox_mail_print", "mailbox_id", "digest", unique=True),
        Index("ix_mailbox_mail_at", "mailbox_id", text("at DESC"), text("id DESC")),
        Index("ix_mailbox_mail_purge_at", "purge_at"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    mailbox_id: Mapped[UUID]
    uid_validity: Mapped[int]
    uid: Mapped[int]
    digest: Mapped[bytes | None]
    at: Mapped[datetime]
    sender: Mapped[str]
    size: Mapped[int]
    outcome: Mapped[str]
    reason: Mapped[str | None]
    lead_id: Mapped[UUID | None]
    quarantined_id: Mapped[UUID | None]
    purge_at: Mapped[datetime]
