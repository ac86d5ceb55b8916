"""Tables of web forms."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from service_defaults.scope import StoreRow
from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base

_TRACED = text("trace_until IS NOT NULL")


class WebForm(StoreRow, Base):
    """A form that a store shows to the public. Its key is public; `consents` are what it shows now, by purpose."""

    __tablename__ = "web_form"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    form_key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[str]
    source: Mapped[str]
    campaign: Mapped[str | None]
    texts: Mapped[dict[str, Any]]
    fields: Mapped[list[dict[str, Any]]]
    models: Mapped[list[str]]
    origins: Mapped[list[str]]
    consents: Mapped[list[dict[str, Any]]]
    active: Mapped[bool]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own convention


class WebFormWording(StoreRow, Base):
    """Every wording that a form has ever shown: what a consent's version meant."""

    __tablename__ = "web_form_wording"
    form_id: Mapped[UUID] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(primary_key=True)
    zh: Mapped[str]
    en: Mapped[str]
    since: Mapped[datetime]


class WebFormDay(StoreRow, Base):
    """What happened at a form in a day of the store."""

    __tablename__ = "web_form_day"
    form_id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    views: Mapped[int]
    taken: Mapped[int]
    quarantined: Mapped[int]
    asked_again: Mapped[int]
    refused: Mapped[int]


class WebFormSubmission(StoreRow, Base):
    """One form sent, under the id that the visitor's page gave it: sent again, it is the same.

    `nonce` makes a form's token good for one of them. The keys are keyed hashes, forgotten at `trace_until`; wall time.
    """

    __tablename__ = "web_form_submission"
    __table_args__ = (
        Index("ix_web_form_submission_nonce", "form_id", "nonce", unique=True),
        Index("ix_web_form_submission_form_at", "form_id", "sent_at"),
        Index("ix_web_form_submission_address", "address_key", "sent_at", postgresql_where=_TRACED),
        Index("ix_web_form_submission_number", "number_key", "sent_at", postgresql_where=_TRACED),
        Index("ix_web_form_submission_trace", "trace_until", postgresql_where=_TRACED),
    )
    form_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    sent_at: Mapped[datetime]
    nonce: Mapped[str]
    address_key: Mapped[bytes | None]
    number_key: Mapped[bytes | None]
    text_key: Mapped[bytes | None]
    trace_until: Mapped[datetime | None]
    outcome: Mapped[str]
    reason: Mapped[str | None]
    lead_id: Mapped[UUID | None]
