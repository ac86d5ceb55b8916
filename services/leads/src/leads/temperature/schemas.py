"""What goes over the wire about temperature."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field
from service_defaults.bodies import Body
from service_defaults.fields import LongText, Text

from leads.lead.schemas import ScoreReason
from leads.setting.interest import Layer, LayerPlan


class TemperatureMove(Body):
    """One line of the history. `actor_name` null: the rules did it."""

    at: datetime
    old: Layer
    new: Layer
    reason: str
    note: str
    actor_name: str | None


class TemperatureOut(BaseModel):
    """Where a customer stands, what this layer gets and what for. `layer` null: nobody has looked yet."""

    customer_id: UUID
    layer: Layer | None
    since: datetime | None
    reason: str | None
    plan: LayerPlan | None
    silent_days: int
    history: list[TemperatureMove]


class TemperatureSetting(BaseModel):
    """By hand, with the reason in words."""

    layer: Layer
    note: Text


class Screening(StrEnum):
    """What was decided about a cold one: a person works on it, automation goes on."""

    WORK = "work"
    LEAVE = "leave"


class ColdScreening(Body):
    decision: Screening
    note: Annotated[LongText, Field(max_length=500)] = ""


class ColdRow(BaseModel):
    """A cold customer with an open lead, to be looked through by hand."""

    customer_id: UUID
    customer_name: str
    mobile_masked: str | None
    lead_id: UUID
    wanted: str
    level: str
    owner_id: UUID | None
    owner_name: str | None
    since: datetime
    reason: str
    last_contact_at: datetime | None
    seen_at: datetime | None
    score: int | None
    score_reasons: list[ScoreReason]
    screened_at: datetime | None
    screening: Screening | None
