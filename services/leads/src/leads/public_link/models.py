"""Table of public links: the token itself is nowhere, only its hash."""

from datetime import datetime
from uuid import UUID

from service_defaults.scope import PersonRow
from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


class PublicLink(PersonRow, Base):
    """`token_hash` is the SHA-256 of the whole token in hex: the id of the principal who shows it. Wall time."""

    __tablename__ = "public_link"
    __table_args__ = (Index("ix_public_link_ref", "purpose", "ref_id"),)
    token_hash: Mapped[str] = mapped_column(primary_key=True)
    purpose: Mapped[str]
    ref_id: Mapped[UUID]
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
