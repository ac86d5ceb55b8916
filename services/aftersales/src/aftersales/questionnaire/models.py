"""Questionnaires a store published itself, and the answers given."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from service_defaults.scope import PersonRow, StoreRow
from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from aftersales.tables import Base


class QuestionnaireVersion(StoreRow, Base):
    """A store's own version; version 1 of every code is the built-in one and has no row."""

    __tablename__ = "questionnaire_version"
    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[dict[str, Any]]
    published_at: Mapped[datetime]
    published_by: Mapped[UUID | None]


class QuestionnaireResponse(PersonRow, Base):
    """One filled-in questionnaire."""

    __tablename__ = "questionnaire_response"
    __table_args__ = (
        UniqueConstraint("care_task_id"),
        Index("ix_questionnaire_response_store_day", "store_id", "answered_on"),
        Index("ix_questionnaire_response_customer_at", "customer_id", "answered_at"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    assignee_id: Mapped[UUID | None]
    care_task_id: Mapped[UUID]
    code: Mapped[str]
    version_no: Mapped[int]
    answered_at: Mapped[datetime]
    answered_on: Mapped[date]
    satisfaction: Mapped[int | None]
    lowest_score: Mapped[int | None]
    recommend_score: Mapped[int | None]


class QuestionnaireAnswer(Base):
    """One answer; exactly one of the four values is filled."""

    __tablename__ = "questionnaire_answer"
    response_id: Mapped[UUID] = mapped_column(
        ForeignKey("questionnaire_response.id", deferrable=True, initially="DEFERRED"), primary_key=True
    )
    question: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int]
    score: Mapped[int | None]
    yes: Mapped[bool | None]
    choice: Mapped[str | None]
    text: Mapped[str | None]
