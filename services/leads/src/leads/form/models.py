"""Tables of the forms: what only the card knows, and who signed what."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from service_defaults.scope import PersonRow, StoreRow
from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


class CustomerCard(PersonRow, Base):
    """What the front of the customer card asks for and no other record tells; `facts` as `CardFacts`."""

    __tablename__ = "customer_card"
    customer_id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    facts: Mapped[dict[str, Any]]
    id_no_sealed: Mapped[bytes | None]
    id_no_masked: Mapped[str | None]
    changed_at: Mapped[datetime]
    changed_by: Mapped[UUID | None]
    version: Mapped[int]


class FormSignOff(StoreRow, Base):
    """Somebody signed a form as it stood: `content_hash` is the digest of the rows they saw. Rows are never changed."""

    __tablename__ = "form_sign_off"
    __table_args__ = (
        Index("ix_form_sign_off_subject", "store_id", "form", "subject_on", "adviser_id"),
        Index("ix_form_sign_off_customer", "customer_id", postgresql_where=text("customer_id IS NOT NULL")),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    form: Mapped[str]
    subject_on: Mapped[date | None]
    adviser_id: Mapped[UUID | None]
    customer_id: Mapped[UUID | None]
    post: Mapped[str]
    signed_by: Mapped[UUID | None]
    signed_at: Mapped[datetime]
    content_hash: Mapped[str]
    remark: Mapped[str]
