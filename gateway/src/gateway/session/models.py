"""Tables of sign-in. Every instant here is wall time."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from gateway.tables import Base


class Credential(Base):
    """A person's password as an Argon2id string."""

    __tablename__ = "credential"
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    password_hash: Mapped[str]
    changed_at: Mapped[datetime]


class StaffSession(Base):
    """One sign-in and the family of its refresh tokens.

    No token is stored: it is the MAC of id, generation and `nonce` under a key that is not in the database, so the row
    only says which generation is current. A genuine token of an older generation is a copy: the family ends.
    """

    __tablename__ = "staff_session"
    __table_args__ = (Index("ix_staff_session_open", "staff_id", "created_at", postgresql_where="ended_at IS NULL"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    client: Mapped[str]
    device: Mapped[str]
    address: Mapped[str]
    nonce: Mapped[bytes]
    generation: Mapped[int]
    rotated_at: Mapped[datetime]
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str | None]


class SignInThrottle(Base):
    """Attempts by account and address, by account, and by address; `key` is a digest of them."""

    __tablename__ = "sign_in_throttle"
    key: Mapped[str] = mapped_column(primary_key=True)
    attempts: Mapped[int]
    window_from: Mapped[datetime] = mapped_column(index=True)
    blocked_until: Mapped[datetime | None]
