"""What goes over the wire about visits."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field
from service_defaults.bodies import Body
from service_defaults.fields import LongText, OptionalText

from leads.customer.schemas import PhoneText
from leads.visit.policy import Purpose, Step, Transport, VisitKind


class VisitRegister(Body):
    """A walk-in or call: the mobile is enough. A visitor who leaves no data is `anonymous` and counts all the same."""

    mobile: PhoneText | None = None
    name: OptionalText = None
    kind: VisitKind = VisitKind.SHOWROOM
    purpose: Purpose = Purpose.NEW_CAR
    companions: Annotated[int, Field(ge=0, le=99)] = 0
    wanted: OptionalText = None
    transport: Transport | None = None
    rivals: OptionalText = Field(None, description="what else they look at 竞品对比")
    note: Annotated[LongText, Field(max_length=1000)] = ""
    owner_id: UUID | None = Field(None, description="the adviser whom the visitor asks for")
    anonymous: bool = False


class VisitorIdentify(Body):
    """The stranger has left a number after all."""

    mobile: PhoneText
    name: OptionalText = None
    wanted: OptionalText = None
    owner_id: UUID | None = None


class VisitStep(Body):
    """`done` false takes a step back that was ticked by mistake."""

    step: Step
    done: bool = True


class VisitHost(Body):
    """Who looks after the visitor now."""

    staff_id: UUID


class VisitDeparture(Body):
    """`reason` is asked for after closing time: why the visit was still open."""

    reason: OptionalText = None


class VisitOut(BaseModel):
    """One row of the register. `steps` are the reception's steps that were taken, with their instants."""

    id: UUID
    store_id: UUID
    kind: VisitKind
    purpose: Purpose
    customer_id: UUID | None
    customer_name: str | None
    mobile_masked: str | None
    lead_id: UUID | None
    owner_id: UUID | None
    owner_name: str | None
    first_time: bool
    anonymous: bool
    companions: int
    wanted: str
    transport: Transport | None
    rivals: str
    note: str
    arrived_at: datetime
    greet_by: datetime | None
    greeted_at: datetime | None
    left_at: datetime | None
    left_reason: str | None
    steps: dict[Step, datetime]
    registered_by_name: str | None
    version: int


class VisitsToday(BaseModel):
    """`captured` are visitors who left a number, `greeted_in_time` those welcomed within the store's seconds."""

    arrivals: int
    strangers: int
    captured: int
    calls: int
    greeted: int
    greeted_in_time: int


class HostBrief(BaseModel):
    """An adviser on the floor and how many open visits are theirs; the freest first."""

    id: UUID
    name: str
    visitors: int


class VisitBoard(BaseModel):
    """Who is in the house, longest first. After `closes_at` nobody should be; null on a day off."""

    open: list[VisitOut]
    closes_at: datetime | None
    after_closing: bool
    hosts: list[HostBrief]
    greet_within_seconds: int
    today: VisitsToday
