"""What goes over the wire about leads."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from contracts.vocabulary import LeadKind
from pydantic import AwareDatetime, BaseModel, Field
from service_defaults.bodies import Body
from service_defaults.fields import Code, LongText, OptionalText, Text

from leads.customer.schemas import PhoneText
from leads.lead.policy import Channel, Family, Stage
from leads.setting.interest import Layer
from leads.setting.schemas import LevelCode

Year = Annotated[int, Field(ge=1900, le=2100)]


class Request(Body):
    """What is sent."""


class LeadOrder(StrEnum):
    NEWEST = "newest"
    NEXT_CONTACT = "next_contact"
    STAGE = "stage"
    SCORE = "score"
    RISK = "risk"
    LAST_CONTACT = "last_contact"


class ScoreReason(BaseModel):
    """`code` names what counts; `value` is how much of it there is, `points` tenths of log-odds for or against."""

    code: str
    value: float
    points: float


class SignalBrief(BaseModel):
    """The newest signal that nobody took up."""

    id: UUID
    kind: str
    at: datetime
    params: dict[str, Any]


class LeadRow(BaseModel):
    """A line of a list, a card of the board. `overdue`: the first reply or the planned contact is late.

    `score` is the probability of a deal in percent, with its strongest reasons; null where there is nothing to guess.
    """

    id: UUID
    store_id: UUID
    customer_id: UUID
    customer_name: str
    mobile_masked: str | None
    kind: LeadKind
    source: str
    channel: Channel
    wanted: str
    stage: Stage
    stage_at: datetime
    level: str
    owner_id: UUID | None
    owner_name: str | None
    response_due_at: datetime | None
    response_deferred: bool
    first_response_at: datetime | None
    response_missed: bool
    next_contact_at: datetime | None
    last_contact_at: datetime | None
    overdue: bool
    touch_count: int
    touched_at: datetime | None
    created_at: datetime
    is_open: bool
    temperature: Layer
    score: int | None
    score_reasons: list[ScoreReason]
    signal: SignalBrief | None
    version: int


class Moved(BaseModel):
    """One line of the level or stage history."""

    at: datetime
    old: str
    new: str
    reason: str
    actor_name: str | None


class ExternalRefOut(BaseModel):
    source: str
    external_id: str


class LeadOut(LeadRow):
    """Everything about one lead."""

    family: Family
    wanted_make: str | None
    wanted_model: str | None
    wanted_year: int | None
    wanted_details: dict[str, Any]
    trade_in: dict[str, Any] | None
    comments: str
    response_starts_at: datetime | None
    escalation_step: int
    closed_at: datetime | None
    close_reason: str | None
    external_refs: list[ExternalRefOut]
    levels: list[Moved]
    stages: list[Moved]


class BoardColumn(BaseModel):
    """`count` stops at 1,000."""

    stage: Stage
    count: int
    items: list[LeadRow]
    next_cursor: str | None


class Board(BaseModel):
    columns: list[BoardColumn]


class TradeIn(Request):
    """The customer's own car as they describe it."""

    make: OptionalText = None
    model: OptionalText = None
    year: Year | None = None
    odometer_km: int | None = Field(None, ge=0, le=2_000_000)
    plate: Annotated[Text, Field(max_length=16)] | None = None
    vin: Annotated[Text, Field(max_length=32)] | None = None


class LeadCreate(Request):
    """For a customer by id, or by a number or address: who is known already keeps their adviser."""

    customer_id: UUID | None = None
    mobile: PhoneText | None = None
    email: OptionalText = None
    name: OptionalText = None
    kind: LeadKind = LeadKind.BUY
    channel: Channel = Channel.PHONE
    source: Code = "other"
    wanted_make: OptionalText = None
    wanted_model: OptionalText = None
    wanted_year: Year | None = None
    trade_in: TradeIn | None = None
    comments: LongText = ""


class LeadOutcome(StrEnum):
    CREATED = "created"
    DUPLICATE = "duplicate"


class LeadCreated(BaseModel):
    """`duplicate`: there was an open lead, which got a touchpoint. `lead` is null when out of scope."""

    outcome: LeadOutcome
    lead_id: UUID
    customer_id: UUID
    owner_name: str | None
    lead: LeadOut | None


class LeadChange(Request):
    """Absent fields stay as they are."""

    kind: LeadKind | None = None
    source: Code | None = None
    wanted_make: OptionalText = None
    wanted_model: OptionalText = None
    wanted_year: Year | None = None
    comments: LongText | None = None
    next_contact_at: AwareDatetime | None = None


class Reassignment(Request):
    owner_id: UUID
    reason: Text


class Candidate(BaseModel):
    """`load` is what the rotation compares; late-comers start level with the least loaded."""

    staff_id: UUID
    name: str
    given_today: int
    load: int


class SkippedCandidate(BaseModel):
    """Who was not asked, and why: on_leave, off_duty, brand, quota."""

    staff_id: UUID
    name: str
    why: str


class AssignmentOut(BaseModel):
    """Why this adviser. `rule` is the rotation's where many were given out at once, `of` how many could have got it."""

    reason: str
    at: datetime
    owner_id: UUID | None
    owner_name: str | None
    brand: str | None
    by_name: str | None
    note: str
    candidates: list[Candidate]
    skipped: list[SkippedCandidate] = []
    rule: str | None = None
    of: int | None = None


class StageMove(Request):
    stage: Stage


class LevelGrade(Request):
    level: LevelCode
    reason: Text
    next_contact_at: AwareDatetime | None = None


class CloseOutcome(StrEnum):
    LOST = "lost"
    INVALID = "invalid"
    FROZEN = "frozen"


class LeadClosure(Request):
    """Lost and invalid need the reason that managers read; frozen is a pause of `freeze_days`, else the store's."""

    outcome: CloseOutcome
    reason: Code
    competitor: OptionalText = None
    freeze_days: int | None = Field(None, ge=1, le=366)
    note: LongText = ""


class LeadReopening(Request):
    reason: Text
