"""The forms' own table: who signed what."""

from datetime import date, datetime
from uuid import UUID

from service_defaults.scope import StoreRow
from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


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
