"""The contact log's table."""

from datetime import datetime
from uuid import UUID

from service_defaults.scope import PersonRow
from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


class FollowUp(PersonRow, Base):
    """One contact or attempt: how, with what result, and what was planned next."""

    __tablename__ = "follow_up"
    __table_args__ = (
        Index("ix_follow_up_lead_at", "lead_id", "at"),
        Index("ix_follow_up_store_at", "store_id", "at"),
        Index("ix_follow_up_store_planned", "store_id", "planned_at", postgresql_where=text("planned_at IS NOT NULL")),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    customer_id: Mapped[UUID]
    lead_id: Mapped[UUID] = mapped_column(ForeignKey("lead.id"))
    actor_id: Mapped[UUID | None]
    at: Mapped[datetime]
    method: Mapped[str]
    outcome: Mapped[str]
    note: Mapped[str]
    countermeasure: Mapped[str] = mapped_column(default="", server_default="")
    advice: Mapped[str] = mapped_column(default="", server_default="")
    advice_by: Mapped[UUID | None]
    advice_at: Mapped[datetime | None]
    objections: Mapped[list[str]]
    level_before: Mapped[str]
    level_after: Mapped[str]
    planned_at: Mapped[datetime | None]
    next_contact_at: Mapped[datetime | None]
    first_response: Mapped[bool]
