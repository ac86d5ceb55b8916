"""Complaints over HTTP."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from contracts.vocabulary import ComplaintGrade
from pydantic import BaseModel, ConfigDict, Field
from service_defaults.bodies import Body
from service_defaults.fields import Fen, LongText, Score, Text

from aftersales.complaint.policy import Category, ComplaintStatus, Source, Step
from aftersales.complaint.wording import TitleCode, TitleParams

Words = Annotated[LongText, Field(min_length=1)]


class _Body(Body):
    """What is sent."""


class ComplaintCreate(_Body):
    customer_id: UUID
    owned_vehicle_id: UUID | None = None
    source: Source
    category: Category
    grade: ComplaintGrade = ComplaintGrade.NORMAL
    title: Text
    description: LongText = ""
    demand: LongText = ""


class ComplaintAcceptance(_Body):
    note: LongText = ""


class Investigation(_Body):
    findings: Words
    cause: LongText | None = None


class RemedyProposal(_Body):
    """`compensation_fen` above the store's limit waits for the general manager."""

    proposal: Words
    compensation_fen: Fen = 0


class CompensationDecision(_Body):
    approved: bool
    note: LongText = ""


class Agreement(_Body):
    agreed: bool
    note: LongText = ""


class RemedyNote(_Body):
    note: LongText = ""


class SatisfactionCall(_Body):
    """`satisfied` is required when the customer was reached."""

    reached: bool = True
    satisfied: bool | None = None
    score: Score | None = None
    note: LongText = ""


class Reopening(_Body):
    reason: Text


class ManagerReport(_Body):
    note: Text


class Regrading(_Body):
    grade: ComplaintGrade
    reason: Text


class ComplaintAssignment(_Body):
    assignee_id: UUID
    reason: LongText = ""


class ComplaintNote(_Body):
    note: Text


class ComplaintRow(BaseModel):
    """`title` as it was worded; one that the system opened has a code and parameters to word it anew."""

    id: UUID
    no: str
    customer_id: UUID
    customer_name: str | None
    owned_vehicle_id: UUID | None
    model: str | None
    plate: str | None
    source: str
    category: str
    grade: str
    status: str
    title: str
    title_code: TitleCode | None
    title_params: TitleParams
    opened_at: datetime
    closed_at: datetime | None
    assignee_id: UUID | None
    assignee_name: str | None
    next_clock: str | None
    next_clock_at: datetime | None
    overdue: bool
    missed_clocks: int
    reopened: int
    satisfied: bool | None
    compensation: str
    version: int


class ClockOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    kind: str
    started_at: datetime
    due_at: datetime
    met_at: datetime | None
    missed_at: datetime | None
    replaced_at: datetime | None


class StepOut(BaseModel):
    id: UUID
    at: datetime
    step: str
    from_status: str | None
    to_status: str
    note: str
    details: dict[str, Any]
    actor_id: UUID | None
    actor_name: str | None


class ComplaintOut(ComplaintRow):
    """`next_steps` are what the state allows; `warnings` what to think of before."""

    store_id: UUID
    care_task_id: UUID | None
    description: str
    demand: str
    cause: str | None
    proposal: str | None
    compensation_fen: int
    opened_by: UUID | None
    opened_by_name: str | None
    satisfaction_score: int | None
    verified_by: UUID | None
    verified_by_name: str | None
    clocks: list[ClockOut]
    steps: list[StepOut]
    next_steps: list[Step]
    warnings: list[str]


class BoardColumn(BaseModel):
    status: ComplaintStatus
    count: int
    overdue: int
    items: list[ComplaintRow]


class ComplaintBoard(BaseModel):
    columns: list[BoardColumn]
    closed_this_month: int
