"""Table of webhook endpoints."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, String
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from notifications.tables import Base


class WebhookEndpoint(Base):
    """An address of a partner. `failing_since` and `paused_until` are wall time, like all of retrying."""

    __tablename__ = "webhook_endpoint"
    __table_args__ = (CheckConstraint("state IN ('active', 'disabled')", name="state"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    partner_id: Mapped[UUID] = mapped_column(index=True)
    url: Mapped[str]
    description: Mapped[str]
    event_types: Mapped[list[str]] = mapped_column(ARRAY(String))
    state: Mapped[str]
    disabled_reason: Mapped[str | None]
    disabled_at: Mapped[datetime | None]
    failing_since: Mapped[datetime | None]
    paused_until: Mapped[datetime | None]
    last_success_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own convention
