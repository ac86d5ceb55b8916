"""What goes over the wire about signals."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field
from service_defaults.bodies import Body
from service_defaults.fields import Code, LongText

from leads.signal.policy import SignalState


class SignalRow(BaseModel):
    """`count` is what the rule counted: days, views, changes or hours. `cause_asked`: closing needs a cause."""

    id: UUID
    store_id: UUID
    customer_id: UUID
    customer_name: str
    lead_id: UUID | None
    kind: str
    model: str | None
    count: int | None
    rival: str | None
    at: datetime
    expires_at: datetime
    state: SignalState
    cause_asked: bool
    cause: str | None
    note: str
    closed_at: datetime | None
    closed_by_name: str | None


class ClosingOutcome(StrEnum):
    TAKEN = "taken"
    DISMISSED = "dismissed"


class SignalClosing(Body):
    outcome: ClosingOutcome = ClosingOutcome.TAKEN
    cause: Code | None = None
    note: Annotated[LongText, Field(max_length=500)] = ""
