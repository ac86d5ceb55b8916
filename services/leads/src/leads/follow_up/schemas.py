"""What goes over the wire about contacts."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, model_validator
from service_defaults.bodies import Body
from service_defaults.fields import Code, LongText, OptionalText

from leads.follow_up.policy import Method, Outcome
from leads.lead.schemas import LeadOut
from leads.setting.schemas import LevelCode


class FollowUpLog(Body, BaseModel):
    """Only the outcome is needed; the next contact follows from the level unless it is given."""

    method: Method = Method.PHONE
    outcome: Outcome
    level: LevelCode | None = None
    reason: OptionalText = None
    next_contact_at: AwareDatetime | None = None
    note: LongText = ""
    countermeasure: Annotated[LongText, Field(max_length=500)] = ""
    objections: Annotated[list[Code], Field(max_length=10)] = []


class FollowUpOut(BaseModel):
    id: UUID
    lead_id: UUID
    customer_id: UUID
    at: datetime
    actor_id: UUID | None
    actor_name: str | None
    method: Method
    outcome: Outcome
    note: str
    countermeasure: str
    advice: str
    advice_at: datetime | None
    objections: list[str]
    level_before: str
    level_after: str
    planned_at: datetime | None
    next_contact_at: datetime | None
    first_response: bool


class FollowUpLogged(BaseModel):
    follow_up: FollowUpOut
    lead: LeadOut


class FollowUpAdvice(Body, BaseModel):
    """展厅主管建议 and 应对措施: what the supervisor writes after reading the contact; what is left out stays."""

    advice: Annotated[LongText, Field(max_length=500)] | None = None
    countermeasure: Annotated[LongText, Field(max_length=500)] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "FollowUpAdvice":
        if self.advice is None and self.countermeasure is None:
            raise ValueError("give the advice or the answer")
        return self


class ContactChoiceCode(StrEnum):
    TOMORROW = "tomorrow"
    IN_3_DAYS = "in_3_days"
    IN_7_DAYS = "in_7_days"


class ContactChoice(BaseModel):
    code: ContactChoiceCode
    at: datetime


class NextContact(BaseModel):
    """What the level's cadence proposes, and the chips beside it."""

    level: str
    proposed_at: datetime | None
    choices: list[ContactChoice]
