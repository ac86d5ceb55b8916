"""Tables of the score."""

from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.scope import StoreRow
from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


class ScoreModel(StoreRow, Base):
    """One training of a store: what came out, how good it is on cases it has not seen, and whether it is used."""

    __tablename__ = "score_model"
    __table_args__ = (Index("uq_score_model_number", "store_id", "number", unique=True),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID]
    number: Mapped[int]
    trained_at: Mapped[datetime]
    trained_by: Mapped[UUID | None]
    seed: Mapped[int]
    accepted: Mapped[bool]
    fitted: Mapped[int]
    held: Mapped[int]
    won: Mapped[int]
    auc: Mapped[float]
    brier: Mapped[float]
    rules_auc: Mapped[float]
    rules_brier: Mapped[float]
    share_brier: Mapped[float]
    intercept: Mapped[float]
    weights: Mapped[dict[str, Any]]
    typical: Mapped[dict[str, Any]]


class ScoreTraining(StoreRow, Base):
    """When a store's model is trained next, and how the last attempt ended."""

    __tablename__ = "score_training"
    __table_args__ = (Index("ix_score_training_due_at", "due_at", postgresql_where=text("due_at IS NOT NULL")),)
    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    due_at: Mapped[datetime | None]
    asked_by: Mapped[UUID | None]
    last_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
    cases: Mapped[int]
    won: Mapped[int]
