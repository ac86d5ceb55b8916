"""Tables of partners' maps, of what they sent by them, and of what they were told."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


class PartnerMap(Base):
    """How a partner's JSON is read now; `body` is a `PartnerMapBody`."""

    __tablename__ = "partner_map"
    partner_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int]
    body: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime]
    changed_by: Mapped[UUID | None]


class PartnerMapVersion(Base):
    """Every map that ever held; never changed."""

    __tablename__ = "partner_map_version"
    partner_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime]
    changed_by: Mapped[UUID | None]


class PartnerLead(Base):
    """A partner's own id of a lead, for telling the partner what became of it."""

    __tablename__ = "partner_lead"
    partner_id: Mapped[UUID] = mapped_column(primary_key=True)
    external_id: Mapped[str] = mapped_column(primary_key=True)
    lead_id: Mapped[UUID] = mapped_column(ForeignKey("lead.id"), index=True)
    seen_at: Mapped[datetime]


class LeadReport(Base):
    """A milestone that a partner was told of its lead 回传; the key lets it happen once."""

    __tablename__ = "lead_report"
    __table_args__ = (Index("ix_lead_report_lead", "lead_id"),)
    partner_id: Mapped[UUID] = mapped_column(primary_key=True)
    external_id: Mapped[str] = mapped_column(primary_key=True)
    milestone: Mapped[str] = mapped_column(primary_key=True)
    lead_id: Mapped[UUID]
    code: Mapped[str]
    at: Mapped[datetime]


class PartnerSecret(Base):
    """The secrets that a partner signs with, sealed, as the notifications service last told."""

    __tablename__ = "partner_secret"
    partner_id: Mapped[UUID] = mapped_column(primary_key=True)
    sealed: Mapped[bytes]
    changed_at: Mapped[datetime]


class PartnerNonce(Base):
    """A `webhook-id` that was seen, with the digest of what it came with. Instants are wall time."""

    __tablename__ = "partner_nonce"
    __table_args__ = (Index("ix_partner_nonce_seen", "partner_id", "seen_at"),)
    partner_id: Mapped[UUID] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str]
    seen_at: Mapped[datetime]


class PartnerFault(Base):
    """Documents that were not believed, counted by hour and reason. Instants are wall time."""

    __tablename__ = "partner_fault"
    partner_id: Mapped[UUID] = mapped_column(primary_key=True)
    reason: Mapped[str] = mapped_column(primary_key=True)
    hour: Mapped[datetime] = mapped_column(primary_key=True)
    count: Mapped[int]
    last_at: Mapped[datetime]
