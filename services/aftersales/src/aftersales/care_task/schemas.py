"""Call-backs over HTTP."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field
from service_defaults.bodies import Body
from service_defaults.fields import Code, Kilometres, LongText

from aftersales.care_task.policy import AttemptOutcome, Ending, LatentNeed, Method, Result
from aftersales.questionnaire.policy import Answer
from aftersales.questionnaire.schemas import AnswerOut, QuestionnaireOut

_YEAR_2000 = datetime.fromisoformat("2000-01-01T00:00:00+00:00")
_YEAR_2200 = datetime.fromisoformat("2200-01-01T00:00:00+00:00")
Instant = Annotated[AwareDatetime, Field(ge=_YEAR_2000, lt=_YEAR_2200)]


class Bucket(StrEnum):
    OVERDUE = "overdue"
    TODAY = "today"
    COMING = "coming"
    OPEN = "open"
    CLOSED = "closed"


class _Body(Body):
    """What is sent."""


class CareTaskCreate(_Body):
    customer_id: UUID
    owned_vehicle_id: UUID | None = None
    kind: Code = "manual"
    questionnaire: Code = "ownership"
    due_at: Instant
    assignee_id: UUID | None = None
    note: LongText = ""


class AttemptCreate(_Body):
    """Without `next_attempt_at` the proposal is taken."""

    method: Method = Method.PHONE
    outcome: AttemptOutcome
    note: LongText = ""
    next_attempt_at: Instant | None = None


class CareCompletion(_Body):
    """Everything a conversation brought, in one request."""

    result: Result = Result.SUCCESS
    method: Method = Method.PHONE
    answers: Annotated[tuple[Answer, ...], Field(max_length=40)] = ()
    note: LongText = ""
    odometer_km: Kilometres | None = None
    latent_need: LatentNeed | None = None
    lead_wanted: bool = False


class CareEnding(_Body):
    """`all_of_customer` ends every open call-back of the customer: they do not want to be called."""

    ending: Ending
    note: LongText = ""
    all_of_customer: bool = False


class CareAssignment(_Body):
    assignee_id: UUID


class CareTaskRow(BaseModel):
    id: UUID
    customer_id: UUID
    customer_name: str | None
    mobile_masked: str | None
    owned_vehicle_id: UUID | None
    model: str | None
    plate: str | None
    kind: str
    by: str
    trigger: str
    status: str
    due_on: date
    due_at: datetime
    act_at: datetime
    attempts: int
    last_attempt_at: datetime | None
    overdue: bool
    assignee_id: UUID | None
    assignee_name: str | None
    result: str | None
    satisfaction: int | None
    lowest_score: int | None
    recommend_score: int | None
    complaint_id: UUID | None
    ended_at: datetime | None
    version: int


class AttemptOut(BaseModel):
    id: UUID
    at: datetime
    method: str
    outcome: str
    note: str
    next_attempt_at: datetime | None
    actor_id: UUID | None
    actor_name: str | None


class CareTaskOut(CareTaskRow):
    """`questionnaire` is what to ask now, or what was asked when it is done."""

    store_id: UUID
    note: str
    latent_need: str | None
    lead_wanted: bool
    ended_by: UUID | None
    ended_by_name: str | None
    attempts_log: list[AttemptOut]
    next_attempt_proposal: datetime | None
    questionnaire: QuestionnaireOut
    answers: list[AnswerOut]


class CareCounters(BaseModel):
    overdue: int
    today: int
    coming: int
    done_today: int
