"""Table of the staff inbox."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from notifications.tables import Base


class StaffNotice(Base):
    """A line for one member of staff, read by nobody else. The web app words `kind` with `params`."""

    __tablename__ = "staff_notice"
    __table_args__ = (
        UniqueConstraint("staff_id", "kind", "cause"),
        Index("ix_staff_notice_inbox", "staff_id", "created_at", "id"),
        Index("ix_staff_notice_unread", "staff_id", postgresql_where="read_at IS NULL"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    staff_id: Mapped[UUID]
    store_id: Mapped[UUID]
    kind: Mapped[str]
    cause: Mapped[str]
    params: Mapped[dict[str, Any]]
    ref_kind: Mapped[str | None]
    ref_id: Mapped[UUID | None]
    customer_id: Mapped[UUID | None]
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
