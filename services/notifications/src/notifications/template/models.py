"""Table of the wordings that stores chose."""

from datetime import datetime
from uuid import UUID

from service_defaults.scope import StoreRow
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from notifications.tables import Base


class StoreTemplate(StoreRow, Base):
    """One version of a store's own wording; versions are never changed, the highest counts."""

    __tablename__ = "store_template"
    __table_args__ = (UniqueConstraint("store_id", "code", "channel", "locale", "version"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str]
    channel: Mapped[str]
    locale: Mapped[str]
    version: Mapped[int]
    text: Mapped[str]
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None]
