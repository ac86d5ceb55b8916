"""Table of referrals."""

from datetime import datetime
from uuid import UUID

from service_defaults.scope import PersonRow
from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from loyalty.tables import Base


class Referral(PersonRow, Base):
    """Who brought whom; `customer_id` is the referrer. One order rewards one referrer, once."""

    __tablename__ = "referral"
    __table_args__ = (Index("ix_referral_store_at", "store_id", "at", "id"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    order_id: Mapped[UUID] = mapped_column(unique=True)
    referee_customer_id: Mapped[UUID]
    state: Mapped[str]
    points: Mapped[int]
    at: Mapped[datetime]
